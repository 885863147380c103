"""The tests that the second server is told say all that was said to the first."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from samspill.common.models import Partnership
from tests import spoken


@pytest.mark.django_db
def test_what_is_said_and_refused_is_noted_whatever_the_values(tmp_path):
    before = list(connection.execute_wrappers)
    for name, slugs in (("one", ["a"]), ("other", ["b", "c"])):
        with spoken.noted(tmp_path, name):
            list(Partnership.objects.filter(slug__in=slugs))
    with spoken.noted(tmp_path, "refused"), pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.bulk_create([Partnership(slug="a"), Partnership(slug="a")])
    with spoken.noted(tmp_path, "silent"):
        pass

    said = spoken.read(tmp_path)

    assert said["one"] == said["other"]
    (asked,) = said["one"]
    assert asked.startswith('SELECT "common_partnership"."id"')
    assert "UniqueViolation common_partnership_slug_key" in said["refused"]
    assert set(said) == {"one", "other", "refused"}
    assert connection.execute_wrappers == before


def test_few_tests_say_all_that_is_said():
    said = {
        "long": {f"SELECT {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"},
        "short": {"SELECT a", "SELECT b"},
        "same as short": {"SELECT a", "SELECT b"},
        "its own": {"UPDATE a"},
    }

    taken = spoken.chosen(said)

    assert set().union(*(said[name] for name in taken)) == set().union(*said.values())
    assert sorted(taken) == ["its own", "long"]


def test_nothing_noted_is_told_and_chooses_nothing(tmp_path):
    with pytest.raises(FileNotFoundError, match="No test has noted"):
        spoken.read(tmp_path)
