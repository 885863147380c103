"""The bar of every page: what the apps bring, gathered under its few words.

Four words are the same for everyone, in the same order, and each is a page too. Whoever is signed
in has one more, with what the roles can do.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.common import house
from samspill.common.actors import Actor
from samspill.common.permissions import SECRETARIAT


@dataclass(frozen=True)
class MenuWord:
    """A word of the bar.

    Attributes:
        slug: what menu entries name it by (``house.MenuEntry.group``), and its address.
        heading: what stands over its links: a question that the page answers, or its theme.
        text: what is found there.
        has_page: False where the one page under it is the word's own.
    """

    slug: str
    label: str | Promise
    heading: str | Promise
    text: str | Promise
    has_page: bool = True


WORDS = (
    MenuWord(
        "helsefellesskapet",
        _("The helsefellesskap"),
        _("Who we are"),
        _("The municipalities and the hospitals, and the bodies where they decide."),
    ),
    MenuWord(
        "avtaler-og-planer",
        _("Agreements"),
        _("What we have agreed"),
        _("What holds, what the law asks, what is to be done, and how it goes."),
    ),
    MenuWord(
        "verktoy",
        _("Tools"),
        _("Help in the work"),
        _("What you need when a patient moves between municipality and hospital."),
    ),
    MenuWord(
        "kontakt",
        _("Contact"),
        _("Whom you can call"),
        _("The secretariat, the coordinating units and your municipality."),
        has_page=False,
    ),
)


@dataclass(frozen=True)
class MenuLink:
    """A way to a page; ``current`` is what ``aria-current`` says of it, empty elsewhere."""

    label: str
    url: str
    question: str = ""
    current: str = ""


@dataclass(frozen=True)
class MenuSheet:
    """A word of the bar with its links; where it has one alone, that is where the word leads."""

    label: str
    heading: str
    text: str
    url: str
    links: tuple[MenuLink, ...]

    @property
    def is_current(self) -> bool:
        """Whether the page that is shown belongs to it."""
        return any(link.current for link in self.links)

    @property
    def only(self) -> MenuLink | None:
        """The link that stands alone."""
        return self.links[0] if len(self.links) == 1 and not self.url else None


def open_sheets(request: HttpRequest, query: str) -> list[MenuSheet]:
    """The words for everyone; those that no app has brought anything to are left out."""
    found = [open_sheet(request, word, query) for word in WORDS]
    return [sheet for sheet in found if sheet.links]


def open_sheet(request: HttpRequest, word: MenuWord, query: str) -> MenuSheet:
    """A word with the pages that the apps have under it, where the helsefellesskap has them."""
    here = getattr(request, "partnership", None)
    entries = [
        one for one in house.menu("public_menu") if one.group == word.slug and one.is_in(here)
    ]
    return MenuSheet(
        label=str(word.label),
        heading=str(word.heading),
        text=str(word.text),
        url=reverse(f"public:group_{word.slug}") + query if word.has_page else "",
        links=tuple(_link(request, entry, query) for entry in entries),
    )


def own_sheet(request: HttpRequest, actor: Actor) -> MenuSheet:
    """What the actor's roles can do; for the secretariat under a word of its own."""
    is_secretariat = actor.holds(SECRETARIAT)
    entries = house.menu("menu", actor) if actor.roles else []
    return MenuSheet(
        label=gettext("The secretariat") if is_secretariat else gettext("My work"),
        heading=gettext("Run the helsefellesskap")
        if is_secretariat
        else gettext("What you can do here"),
        text=actor.in_words,
        url="",
        links=tuple(_link(request, entry) for entry in entries),
    )


def _link(request: HttpRequest, entry: house.MenuEntry, query: str = "") -> MenuLink:
    url = reverse(entry.address)
    within = "true" if request.path.startswith(url) else ""
    return MenuLink(
        label=str(entry.label),
        url=url + query,
        question=str(entry.question),
        current="page" if request.path == url else within,
    )
