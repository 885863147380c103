"""What the frame of every page needs: menus, languages, the date, the footer, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill.common import house
from samspill.common.actors import Actor

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass(frozen=True)
class MenuLink:
    """An entry of a menu."""

    label: str
    url: str
    current: bool = False


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
        "nav": SimpleLazyObject(lambda: _nav(request, as_of.query)),
        "footer_links": SimpleLazyObject(lambda: _footer(request, as_of.query)),
        "languages": _languages(request),
        **_work(request),
    }


def _nav(request: HttpRequest, query: str) -> list[MenuLink]:
    found = [(str(entry.label), reverse(entry.address)) for entry in house.menu("public_menu")]
    return [MenuLink(label, url + query, request.path.startswith(url)) for label, url in found]


def _footer(request: HttpRequest, query: str) -> list[MenuLink]:
    found = [MenuLink(str(one.label), reverse(one.address) + query) for one in house.menu("footer")]
    # A public page is the same for everyone, as it is kept; only signed-in pages have an actor.
    if hasattr(request, "actor"):
        return [*found, MenuLink(_("Sign out"), reverse("account_logout"))]
    return [*found, MenuLink(_("Sign in"), reverse("work:home"))]


def _work(request: HttpRequest) -> dict[str, Any]:
    """The signed-in menu and what was just said; nothing on a page that nobody acts on."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    return {
        "work_nav": SimpleLazyObject(lambda: _menu(request, actor)),
        "messages": SimpleLazyObject(lambda: list(get_messages(request))),
    }


def _menu(request: HttpRequest, actor: Actor) -> list[MenuLink]:
    """Only one's own page for those who have no role here."""
    home = reverse("work:home")
    first = MenuLink(_("My page"), home, request.path == home)
    if not actor.roles:
        return [first]
    found = [(str(one.label), reverse(one.address)) for one in house.menu("menu", actor)]
    return [first, *(MenuLink(label, url, request.path.startswith(url)) for label, url in found)]


def _languages(request: HttpRequest) -> list[LanguageChoice]:
    current = translation.get_language()
    found = []
    for code, _name in settings.LANGUAGES:
        query = request.GET.copy()
        query["sprak"] = code
        url = f"{request.path}?{query.urlencode()}"
        found.append(LanguageChoice(code, LANGUAGE_NAMES[code], url, code == current))
    return found
