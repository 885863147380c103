"""Parts that other apps add to a page: what each of them knows of a party, of a body."""

from __future__ import annotations

import datetime

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspill.common.house import panels_of


def panels(request: HttpRequest, page: str, about: Model, date: datetime.date) -> list[SafeString]:
    """The panels of a page as they are shown on a day, in order; those with nothing left out.

    Args:
        page: the name that panels are declared for (``Panel.page``).
        about: what the page is about.
    """
    found = []
    for panel in panels_of(page):
        context = panel.make(request, about, date)
        if context is not None:
            found.append(render_to_string(panel.template, context, request=request))
    return found


def panels_by(request: HttpRequest, page: str, date: datetime.date) -> dict[int, list[SafeString]]:
    """What apps add to each of many things on a page, by the things' primary keys.

    ``Panel.make`` is asked once for all of them, and returns what the template needs by key.
    """
    found: dict[int, list[SafeString]] = {}
    for panel in panels_of(page):
        for key, context in (panel.make(request, None, date) or {}).items():
            shown = render_to_string(panel.template, context, request=request)
            found.setdefault(key, []).append(shown)
    return found
