"""Panels on signed-in pages: what an app brings is shown, in order, and kept for whom it is for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django_scopes import scope

from samspill.common import keeping, panels
from samspill.common.actors import Actor, Held
from samspill.common.house import Panel
from samspill.common.models import Partnership, Source
from samspill.common.panels import KeyFigure, ShownPanel, facts_of, parts_of


class Counting:
    """Makes a panel's context, and counts how often."""

    def __init__(self, label: str, **context: Any) -> None:
        self.__qualname__ = label
        self.context = {"facts": [KeyFigure(label, 1)], **context}
        self.times = 0

    def __call__(self, request: Any, about: Any, date: datetime.date) -> dict[str, Any] | None:
        self.times += 1
        return self.context


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[list[Panel]]:
    """The panels of a page; what is kept is kept."""
    found: list[Panel] = []
    settings.SAMSPILL_KEEP_PAGES = True
    monkeypatch.setattr(panels, "panels_of", lambda page: found)
    monkeypatch.setattr(keeping, "connection", SimpleNamespace(in_atomic_block=False))
    cache.clear()
    yield found
    cache.clear()


def request_of(user: int, *roles: str) -> Any:
    actor = Actor("Kari", user=user, partnership=1, roles=tuple(Held(role) for role in roles))
    request: Any = RequestFactory().get("/")
    request.partnership, request.actor = Partnership(pk=1), actor
    return request


def panel(make: Any, kept_for: tuple[str, ...] | None = ("user", "roles")) -> Panel:
    return Panel("work:test", "common/facts.html", make, ("common",), kept_for=kept_for)


def test_what_has_nothing_to_show_is_left_out(shown: list[Panel]) -> None:
    shown += [panel(lambda request, about, date: None), panel(Counting("There"))]
    parts = parts_of(request_of(1), "work:test")
    assert [part.facts[0].label for part in parts] == ["There"]
    assert facts_of([*parts, ShownPanel("no facts")]) == [KeyFigure("There", 1)]


def test_a_panel_is_kept_for_whom_it_is_for(shown: list[Panel]) -> None:
    everyone, by_role, each = Counting("Everyone"), Counting("By role"), Counting("Each")
    shown += [panel(everyone, ()), panel(by_role, ("roles",)), panel(each)]
    for request in (request_of(1, "contact"), request_of(2, "contact"), request_of(2, "editor")):
        for _twice in range(2):
            assert len(parts_of(request, "work:test")) == 3
    assert [everyone.times, by_role.times, each.times] == [1, 2, 3]


def test_a_panel_for_nobody_in_particular_is_made_each_time(shown: list[Panel]) -> None:
    form = Counting("Form")
    shown.append(panel(form, None))
    for _twice in range(2):
        parts_of(request_of(1), "work:test")
    assert form.times == 2


def test_the_same_panel_on_the_pages_of_two_things_is_kept_for_each(shown: list[Panel]) -> None:
    make = Counting("About")
    shown.append(panel(make, ()))
    for key in (1, 2, 1):
        parts_of(request_of(1), "work:test", Partnership(pk=key))
    assert make.times == 2


def test_what_panels_read_is_asked_at_once_and_not_for_those_that_are_kept(
    shown: list[Panel], db: None, django_assert_num_queries: Any
) -> None:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    source = Source.objects.create(partnership=made, slug="kilde", title="Kilde")
    found: list[dict[str, Any]] = []

    def make(request: Any, about: Any, date: datetime.date, **rows: Any) -> dict[str, Any]:
        found.append(rows)
        return {"facts": [KeyFigure("Read", len(rows))]}

    reads = (
        lambda request, about, date: {"sources": Source.objects.all()},
        lambda request, about, date: {"titles": Source.objects.values_list("title", flat=True)},
    )
    shown += [
        replace(panel(make, kept_for), reads=read)
        for kept_for, read in zip(((), None), reads, strict=True)
    ]
    with scope(partnership=made):
        with django_assert_num_queries(1):
            parts_of(request_of(1), "work:test")
        with django_assert_num_queries(1) as second:
            parts_of(request_of(1), "work:test")
    assert found == [{"sources": [source]}, {"titles": ["Kilde"]}, {"titles": ["Kilde"]}]
    assert "UNION" not in second.captured_queries[0]["sql"]
