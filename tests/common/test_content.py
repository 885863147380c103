"""That content has changed is told: once for many writes, and never for writes that failed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from django.db.models import Model

from samspill.common import content
from samspill.common.models import Partnership

pytestmark = pytest.mark.django_db
Told = list[tuple[str, list[Any] | None]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    heard: Told = []

    def listen(partnership: Partnership, only: Collection[Model] | None) -> None:
        heard.append((partnership.slug, None if only is None else list(only)))

    monkeypatch.setattr(content, "_listeners", [listen])
    return heard


@pytest.fixture
def prove(db: None) -> Partnership:
    return Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")


def change(partnership: Partnership, *only: str) -> None:
    things: Any = only
    content.changed(partnership, only=things)


def test_many_changes_are_told_once(prove: Partnership, told: Told) -> None:
    with content.told_once():
        change(prove, "a")
        change(prove, "b", "c")
        assert told == []
    assert told == [("prove", ["a", "b", "c"])]
    assert prove.content_version == 2


def test_everything_may_have_changed_once_one_change_says_so(
    prove: Partnership, told: Told
) -> None:
    with content.told_once():
        change(prove, "a")
        content.changed(prove)
        change(prove, "b")
    assert told == [("prove", None)]


def test_each_helsefellesskap_is_told_of(prove: Partnership, told: Told) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with content.told_once():
        change(prove, "a")
        change(other, "b")
    assert told == [("prove", ["a"]), ("annet", ["b"])]


def test_the_outer_one_tells(prove: Partnership, told: Told) -> None:
    with content.told_once():
        with content.told_once():
            change(prove, "a")
        assert told == []
    assert len(told) == 1


def test_nothing_is_told_when_nothing_changed(prove: Partnership, told: Told) -> None:
    with content.told_once():
        pass
    assert told == []


def test_nothing_is_told_of_what_failed(prove: Partnership, told: Told) -> None:
    def fail() -> None:
        with content.told_once():
            change(prove, "a")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert told == []
    change(prove, "b")
    assert told == [("prove", ["b"])]
