"""Parts that apps add to a signed-in page: what each knows of a party, of a body, of one's day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string

from samspill.common.house import Panel, panels_of
from samspill.common.keeping import is_kept, kept
from samspill.common.models import today
from samspill.common.ready import together
from samspill.common.work_request import WorkRequest

Reads = dict[str, QuerySet[Any]]
"""What a panel reads, by name (``Panel.reads``)."""


@dataclass(frozen=True)
class KeyFigure:
    """A figure that stands at the top of the page; ``anchor`` is where on it there is more."""

    label: str
    value: object
    anchor: str = ""


@dataclass(frozen=True)
class ShownPanel:
    """A panel as it is shown, with what ``make`` returned as ``facts``; empty for nothing."""

    shown: str = ""
    facts: tuple[KeyFigure, ...] = ()


def parts_of(request: WorkRequest, page: str, about: Model | None = None) -> list[ShownPanel]:
    """The panels of a page as they stand today, in order; those with nothing left out.

    Args:
        page: the name that panels are declared for (``Panel.page``).
        about: what the page is about.
    """
    shown = Showing(request, about, today(), panels_of(page))
    parts = [shown.part(panel) for panel in shown.panels]
    return [part for part in parts if part.shown]


def facts_of(parts: Iterable[ShownPanel]) -> list[KeyFigure]:
    """What stands at the top of the page."""
    return [fact for part in parts for fact in part.facts]


def as_read(
    request: WorkRequest, about: Model | None, date: datetime.date, **rows: list[Any]
) -> dict[str, Any]:
    """A panel's ``make`` where its template needs what was read and no more, by the same names."""
    return dict(rows)


@dataclass
class Showing:
    """One showing of a page: what its panels read, those that are kept apart, is asked once."""

    request: WorkRequest
    about: Model | None
    date: datetime.date
    panels: list[Panel]

    def part(self, panel: Panel) -> ShownPanel:
        if panel.kept_for is None:
            return self._made(panel)
        make = partial(self._made, panel)
        return kept(*self._place(panel), make=make, made_from=panel.made_from)

    def _place(self, panel: Panel) -> tuple[Any, ...]:
        """Where the panel is kept."""
        return (
            self.request.partnership,
            f"{panel.page} {panel.template} {panel.make.__qualname__}",
            self.about.pk if self.about else "",
            *(getattr(self.request.actor, name) for name in panel.kept_for or ()),
        )

    def _made(self, panel: Panel) -> ShownPanel:
        context = panel.make(self.request, self.about, self.date, **self.rows_of(panel))
        if context is None:
            return ShownPanel()
        request = self.request if panel.kept_for is None else None
        shown = render_to_string(panel.template, context, request=request)
        return ShownPanel(shown, tuple(context.get("facts", ())))

    def rows_of(self, panel: Panel) -> dict[str, list[Any]]:
        """What the panel reads; it and all others that are to be made are asked at once."""
        if panel.reads is None:
            return {}
        return self._read.get(panel) or self.read([panel])[panel]

    @cached_property
    def _read(self) -> dict[Panel, dict[str, list[Any]]]:
        return self.read([panel for panel in self.panels if panel.reads and self._is_made(panel)])

    def _is_made(self, panel: Panel) -> bool:
        if panel.kept_for is None:
            return True
        return not is_kept(*self._place(panel), made_from=panel.made_from)

    def read(self, some: list[Panel]) -> dict[Panel, dict[str, list[Any]]]:
        """What panels read, in one statement."""
        asked = {
            f"{number} {name}": queryset
            for number, panel in enumerate(some)
            if panel.reads
            for name, queryset in panel.reads(self.request, self.about, self.date).items()
        }
        found = together(**asked)
        rows: dict[Panel, dict[str, list[Any]]] = {panel: {} for panel in some}
        for name, of_it in found.items():
            number, _space, plain = name.partition(" ")
            rows[some[int(number)]][plain] = of_it
        return rows
