"""Whatever constraint refuses something, it is told in words of the field, in each language."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BaseConstraint
from django.test import Client
from django.utils import translation

from samspill.common.constraints import in_words, refused_in_words
from samspill.common.models import Partnership
from samspill.parties.models import Party
from tests.secretariat import browser, partnership, siri

__all__ = ["browser", "partnership", "siri"]
RAISED = re.compile(r"CONSTRAINT = '(\w+)'")
ALL = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_models()
    if model.__module__.startswith("samspill.")
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("model", "constraint"), ALL)
def test_no_constraint_tells_what_the_database_calls_it(
    model: type, constraint: BaseConstraint, language: str
) -> None:
    with translation.override(language):
        told = in_words(model, constraint)
    assert constraint.name not in told
    assert "_" not in told
    assert "«»" not in told
    assert not told.endswith((": .", "same ."))


@pytest.mark.django_db
def test_no_trigger_tells_what_the_database_calls_it() -> None:
    """Also what only a trigger refuses is told by the fields that it is about."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname LIKE '%%\\_within\\_%%' AND NOT tgisinternal"
        )
        named = cursor.fetchall()
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'samspill\\_%%'")
        raised = RAISED.findall(" ".join(source for (source,) in cursor.fetchall()))
    assert len(named) >= 30
    assert len(set(raised)) >= 3
    for name, table in [*named, *((name, "") for name in set(raised))]:
        for language in ("nb", "nn", "en"):
            with translation.override(language):
                told, nothing = refused_in_words(name, table), refused_in_words("", "")
            assert told != nothing, name
            assert "_" not in told, name
            assert "«" in told or name in raised, (name, told)


@pytest.mark.django_db
def test_the_page_says_what_there_is_already(browser: Client, partnership: Partnership) -> None:
    given = {"slug": "lierne", "name": "Lierne", "kind": "municipality"}
    address = "/hf/prove/arbeid/register/parter/ny/"
    assert browser.post(address, given).status_code == 302
    refused = browser.post(address, {**given, "name": "En annen"})
    assert refused.status_code == 422
    assert "There is another one already with the same «" in refused.content.decode()
    assert Party.objects.count() == 1
