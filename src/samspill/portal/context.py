"""What the frame of every page needs: navigation, languages, the date, the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass(frozen=True)
class Link:
    """An entry of a menu."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Language:
    """A choice of language."""

    code: str
    name: str
    url: str
    current: bool


def portal(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; empty where no helsefellesskap could be found."""
    partnership = getattr(request, "partnership", None)
    as_of = getattr(request, "as_of", None)
    if partnership is None or as_of is None:
        return {"partnership": None, "home_url": "/", "languages": _languages(request)}
    return {
        "partnership": partnership,
        "as_of": as_of,
        "home_url": reverse("portal:home") + as_of.query,
        "nav": SimpleLazyObject(lambda: _nav(request, as_of.query)),
        "footer_links": SimpleLazyObject(lambda: _footer(request, as_of.query)),
        "languages": _languages(request),
    }


def _nav(request: HttpRequest, query: str) -> list[Link]:
    entries = [
        (_("Agreements"), "portal:documents"),
        (_("Routines"), "portal:routines"),
        (_("Action plan"), "portal:plan"),
        (_("Bodies"), "portal:bodies"),
        (_("Municipalities"), "portal:municipalities"),
        (_("What the law asks"), "portal:law"),
        (_("Contact"), "portal:contact"),
    ]
    return [
        Link(label, reverse(name) + query, request.path.startswith(reverse(name)))
        for label, name in entries
    ]


def _footer(request: HttpRequest, query: str) -> list[Link]:
    return [
        Link(_("About"), reverse("portal:about") + query),
        Link(_("Accessibility"), reverse("portal:accessibility")),
        Link(_("Privacy"), reverse("portal:privacy")),
        Link(_("All helsefellesskap"), reverse("portal:partnerships")),
        # A public page is the same for everyone, as it is kept; only signed-in pages have an actor.
        Link(_("Sign out"), reverse("account_logout"))
        if hasattr(request, "actor")
        else Link(_("Sign in"), reverse("work:home")),
    ]


def _languages(request: HttpRequest) -> list[Language]:
    current = translation.get_language()
    found = []
    for code, _name in settings.LANGUAGES:
        query = request.GET.copy()
        query["sprak"] = code
        url = f"{request.path}?{query.urlencode()}"
        found.append(Language(code, LANGUAGE_NAMES[code], url, code == current))
    return found
