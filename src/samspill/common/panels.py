"""Parts that apps add to a signed-in page: what each knows of a party, of a body, of one's day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.template.loader import render_to_string

from samspill.common.house import Panel, panels_of
from samspill.common.keeping import kept
from samspill.common.models import today
from samspill.common.work_request import WorkRequest


@dataclass(frozen=True)
class Fact:
    """A figure that stands at the top of the page; ``anchor`` is where on it there is more."""

    label: str
    value: object
    anchor: str = ""


@dataclass(frozen=True)
class ShownPanel:
    """A panel as it is shown, with what ``make`` returned as ``facts``; empty for nothing."""

    shown: str = ""
    facts: tuple[Fact, ...] = ()


def parts_of(request: WorkRequest, page: str, about: Model | None = None) -> list[ShownPanel]:
    """The panels of a page as they stand today, in order; those with nothing left out.

    Args:
        page: the name that panels are declared for (``Panel.page``).
        about: what the page is about.
    """
    parts = [_part(request, panel, about, today()) for panel in panels_of(page)]
    return [part for part in parts if part.shown]


def facts_of(parts: Iterable[ShownPanel]) -> list[Fact]:
    """What stands at the top of the page."""
    return [fact for part in parts for fact in part.facts]


def _part(
    request: WorkRequest, panel: Panel, about: Model | None, date: datetime.date
) -> ShownPanel:
    if panel.kept_for is None:
        return _made(request, panel, about, date, is_kept=False)
    return kept(
        request.partnership,
        f"{panel.page} {panel.template} {panel.make.__qualname__}",
        about.pk if about else "",
        *(getattr(request.actor, name) for name in panel.kept_for),
        make=lambda: _made(request, panel, about, date, is_kept=True),
        made_from=panel.made_from,
    )


def _made(
    request: WorkRequest, panel: Panel, about: Model | None, date: datetime.date, *, is_kept: bool
) -> ShownPanel:
    context = panel.make(request, about, date)
    if context is None:
        return ShownPanel()
    shown = render_to_string(panel.template, context, request=None if is_kept else request)
    return ShownPanel(shown, tuple(context.get("facts", ())))
