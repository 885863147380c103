"""What the frame of every page needs: the bar, languages, the date, the footer, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from samspill.common import house
from samspill.common.actors import Actor
from samspill.common.menus import MenuLink, open_sheets, own_sheet
from samspill.common.models import Partnership
from samspill.common.signed_in import says_signed_in

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass(frozen=True)
class LanguageChoice:
    """A choice of language."""

    code: str
    name: str
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; little where no helsefellesskap could be found."""
    partnership = getattr(request, "partnership", None)
    as_of = getattr(request, "as_of", None)
    if partnership is None or as_of is None:
        return {"partnership": None, "home_url": "/", "languages": _languages(request)}
    return {
        "partnership": partnership,
        "as_of": as_of,
        "home_url": reverse("public:home") + as_of.query,
        "bar_sheets": SimpleLazyObject(lambda: open_sheets(request, as_of.query)),
        "footer_links": SimpleLazyObject(lambda: _footer(as_of.query)),
        "languages": _languages(request),
        "is_signed_in": says_signed_in(request),
        **_work(request, partnership),
    }


def _footer(query: str) -> list[MenuLink]:
    found = house.menu("footer")
    return [MenuLink(str(one.label), reverse(one.address) + query) for one in found]


def _work(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """What only the page of somebody who acts knows; an open page is the same for everyone."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    return {
        "is_signed_in": True,
        "bar_actor": actor,
        "bar_own": SimpleLazyObject(lambda: own_sheet(request, actor)),
        "bar_waiting": SimpleLazyObject(lambda: _waiting(partnership, actor)),
        "messages": SimpleLazyObject(lambda: list(get_messages(request))),
    }


def _waiting(partnership: Partnership, actor: Actor) -> int:
    """How much waits for the actor, by all that apps know of."""
    if not actor.roles:
        return 0
    return sum(app.waiting(partnership, actor) for app in house.brought() if app.waiting)


def _languages(request: HttpRequest) -> list[LanguageChoice]:
    current = translation.get_language()
    found = []
    for code, _name in settings.LANGUAGES:
        query = request.GET.copy()
        query["sprak"] = code
        url = f"{request.path}?{query.urlencode()}"
        found.append(LanguageChoice(code, LANGUAGE_NAMES[code], url, code == current))
    return found
