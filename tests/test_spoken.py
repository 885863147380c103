"""The tests that the second server is told say all that was said to the first."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from samspill.common.models import Partnership
from tests import spoken

ASKED = 'SELECT "a" FROM "b" WHERE "c" = %s'


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
    assert asked == "SELECT … FROM … WHERE ? ORDER BY … ASC"
    assert "UniqueViolation common_partnership_slug_key" in said["refused"]
    assert set(said) == {"one", "other", "refused"}
    assert connection.execute_wrappers == before


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (ASKED, 'SELECT "c"."d", "c"."e" AS "f" FROM "c" WHERE "g" = %s', True),
        (ASKED, f'{ASKED} AND (NOT "d" = %s OR "e" IN (%s))', True),
        (ASKED, 'SELECT "a" FROM "b" WHERE UPPER("c") = UPPER(%s)', False),
        (ASKED, 'SELECT "a" FROM "b" WHERE "c" @> %s', False),
        (ASKED, f'{ASKED} FOR UPDATE', False),
        (f'{ASKED} ORDER BY "c"', f'{ASKED} ORDER BY "c" NULLS FIRST', False),
        ('UPDATE "a" SET "b" = %s', 'UPDATE "a" SET "b" = NULL, "c" = %s', True),
        ('UPDATE "a" SET "b" = %s', 'UPDATE "c" SET "b" = %s', False),
        ('DELETE FROM "a" WHERE "b" IN (%s)', 'DELETE FROM "c" WHERE "b" IN (%s)', False),
        ('INSERT INTO "a" ("b") VALUES (%s)', 'INSERT INTO "c" ("b") VALUES (%s)', False),
        ('CREATE TABLE "a" ("b" int)', 'CREATE TABLE "c" ("d" int)', False),
    ],
)  # fmt: skip
def test_it_is_the_same_where_only_plain_names_differ(one, other, is_same):
    assert (spoken.shape_of(one) == spoken.shape_of(other)) is is_same


def test_few_tests_say_all_that_is_said():
    said = {
        "long": {f"SELECT {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"},
        "short": {"SELECT a", "SELECT b"},
        "same as short": {"SELECT a", "SELECT b"},
        "its own": {"UPDATE a"},
    }

    taken = spoken.chosen(said, {})

    assert set().union(*(said[name] for name in taken)) == set().union(*said.values())
    assert sorted(taken) == ["its own", "long"]


def test_of_two_that_say_the_same_the_one_that_took_less_is_told():
    said = {"slow": {"SELECT a", "SELECT b"}, "quick": {"SELECT a"}, "other": {"SELECT b"}}
    assert sorted(spoken.chosen(said, {"slow": 40})) == ["other", "quick"]


def test_nothing_noted_is_told_and_chooses_nothing(tmp_path):
    with pytest.raises(FileNotFoundError, match="No test has noted"):
        spoken.read(tmp_path)
