"""That content has changed is told: once, of what it concerns, and never for writes that failed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common import actions, content
from samspill.common.actors import program
from samspill.common.models import Partnership, Source, Submission
from samspill.documents.models import Document
from samspill.parties.models import Party

pytestmark = pytest.mark.django_db
Told = list[tuple[str, list[Any] | None]]
A, B, C = (Party(slug=slug) for slug in "abc")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    heard: Told = []

    def listen(partnership: Partnership, only: Any) -> None:
        heard.append((partnership.slug, None if only is None else list(only)))

    monkeypatch.setattr(content, "_listeners", [listen])
    return heard


@pytest.fixture
def prove(db: None) -> Partnership:
    return Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")


def test_many_changes_are_told_once(prove: Partnership, told: Told) -> None:
    with content.told_once():
        content.changed(prove, only=[A])
        content.changed(prove.pk, only=[B, C])
        assert told == []
    assert [(slug, [id(one) for one in only or ()]) for slug, only in told] == [
        ("prove", [id(A), id(B), id(C)])
    ]
    assert prove.content_version == 2


def test_a_change_is_told_in_one_statement(prove: Partnership, told: Told) -> None:
    with CaptureQueriesContext(connection) as captured:
        content.changed(prove, only=[A])
    assert len(captured) == 1


def test_everything_may_have_changed_once_one_change_says_so(
    prove: Partnership, told: Told
) -> None:
    with content.told_once():
        content.changed(prove, only=[A])
        content.changed(prove)
        content.changed(prove, only=[B])
    assert told == [("prove", None)]


def test_each_helsefellesskap_is_told_of(prove: Partnership, told: Told) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with content.told_once():
        content.changed(prove, only=[Party])
        content.changed(other, only=[Body])
    assert told == [("prove", [Party]), ("annet", [Body])]


def test_the_outer_one_tells(prove: Partnership, told: Told) -> None:
    with content.told_once():
        with content.told_once():
            content.changed(prove, only=[A])
        assert told == []
    assert len(told) == 1


def test_nothing_is_told_when_nothing_changed(prove: Partnership, told: Told) -> None:
    with content.told_once():
        content.changed(prove, only=[])
    content.changed(prove, only=[])
    assert (told, prove.content_version) == ([], 1)


def test_nothing_is_told_of_what_failed(prove: Partnership, told: Told) -> None:
    def fail() -> None:
        with content.told_once():
            content.changed(prove, only=[A])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert told == []
    content.changed(prove, only=[Body])
    assert told == [("prove", [Body])]


def test_nothing_is_told_of_what_is_taken_back(prove: Partnership, told: Told) -> None:
    with transaction.atomic(), content.told_once():
        content.changed(prove, only=[A])
        transaction.set_rollback(True)
    prove.refresh_from_db()
    assert (told, prove.content_version) == ([], 1)


def versions(prove: Partnership) -> dict[str, int]:
    """The version of what is made from one concern alone, and of what is made from anything."""
    prove.refresh_from_db()
    found = {one: content.version_of(prove, [one]) for one in ("parties", "bodies", "documents")}
    return found | {"any": content.version_of(prove)}


def test_what_is_made_from_other_things_outlives_a_change(prove: Partnership) -> None:
    before = versions(prove)
    content.changed(prove, only=[A])
    after = versions(prove)
    assert {one for one in after if after[one] != before[one]} == {"parties", "any"}
    assert content.version_of(prove, ["documents", "parties"]) == after["parties"]


def test_a_change_of_several_things_concerns_each_of_them(prove: Partnership) -> None:
    before = versions(prove)
    content.changed(prove, only=[A, Document])
    after = versions(prove)
    assert {one for one in after if after[one] != before[one]} == {"parties", "documents", "any"}


@pytest.mark.parametrize("what", ["itself", "source", "anything"])
def test_what_any_page_shows_concerns_them_all(prove: Partnership, what: str) -> None:
    before = versions(prove)
    only = {"itself": [prove], "source": [Source()], "anything": None}[what]
    content.changed(prove, only=only)
    after = versions(prove)
    assert all(after[one] != before[one] for one in after)


def test_what_nothing_that_is_kept_shows_concerns_nobody(prove: Partnership, told: Told) -> None:
    content.changed(prove, only=[Submission])
    assert (told, prove.content_version) == ([], 1)


def test_what_is_saved_and_removed_concerns_its_app_alone(prove: Partnership) -> None:
    by = program("test")
    with scope(partnership=prove):
        before = versions(prove)
        source = Source(partnership=prove, slug="kilde", title="Kilde")
        made = Party(partnership=prove, slug="a", name="A", kind="clinic", sort_key="a")
        actions.save(by=by, record=made)
        saved = versions(prove)
        actions.remove(by=by, record=made)
        removed = versions(prove)
        actions.save(by=by, record=source)
        after = versions(prove)
    for one, other in ((before, saved), (saved, removed)):
        assert {name for name in one if one[name] != other[name]} == {"parties", "any"}
    assert all(after[name] != removed[name] for name in after)
