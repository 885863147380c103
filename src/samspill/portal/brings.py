"""The front page, the search and what tells of the site itself; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, MenuEntry
from samspill.portal.models import (
    SearchEntry,
    SearchWord,
)

BRINGS = Brings(
    public=[Addresses("", "samspill.portal.public.urls")],
    footer=[
        MenuEntry(_("About"), "public:about", order=10),
        MenuEntry(_("Accessibility"), "public:accessibility", order=20),
        MenuEntry(_("Privacy"), "public:privacy", order=30),
        MenuEntry(_("All helsefellesskap"), "public:partnerships", order=40),
    ],
    named={
        SearchEntry: _("What the search finds"),
        SearchWord: _("The words that the search knows"),
    },
    not_exported={
        SearchEntry: "made from what is exported",
        SearchWord: "made from what is exported",
    },
    examples=[
        "/",
        "/?dato=2019-06-01",
        "/om/",
        "/om/tilgjengelighet/",
        "/om/personvern/",
        "/helsefellesskap/",
        "/helsefellesskapet/",
        "/avtaler-og-planer/",
        "/verktoy/",
        "/sok/",
        "/sok/?q=utskriving",
        "/sok/?q=finnesikkexyz",
        "/hf/eksempel/",
        "/hf/eksempel/sok/?q=utskriving",
    ],
    not_found=[
        SearchEntry,
        SearchWord,
    ],
)
