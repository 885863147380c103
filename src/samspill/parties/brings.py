"""Who takes part; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common import left_behind
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.registers import Shelf
from samspill.parties import panels
from samspill.parties.models import (
    Assignment,
    Facility,
    OwnLanguage,
    Participation,
    PartySuccession,
    Person,
    Retention,
    SecondStepDemand,
    Side,
)
from samspill.parties.registers import REGISTERS
from samspill.parties.search import FINDABLE

BRINGS = Brings(
    work=[Addresses("folk/", "samspill.parties.urls")],
    public=[Addresses("", "samspill.parties.public.urls")],
    menu=[
        MenuEntry(
            _("People and roles"),
            "work:people:people",
            order=70,
            question=_("Appoint, end, invite"),
            may=("change", Person),
        )
    ],
    public_menu=[
        MenuEntry(
            _("Municipalities and hospital"),
            "public:municipalities",
            order=20,
            group="helsefellesskapet",
            question=_("Who speaks for you, and what is promised?"),
        ),
        MenuEntry(_("Contact"), "public:contact", order=10, group="kontakt"),
    ],
    panels=[
        Panel(
            "work:home:beside",
            "parties/panels/my_organisations.html",
            panels.my_organisations,
            ("parties",),
            40,
            reads=panels.read_my_organisations,
        ),
        Panel(
            "work:attention",
            left_behind.TEMPLATE,
            panels.left,
            ("parties",),
            15,
            kept_for=(),
            reads=panels.read_left,
        ),
        Panel(
            "work:record:parter",
            "parties/panels/to_the_people.html",
            lambda request, record, date: {"record": record},
            ("parties",),
            kept_for=None,
        ),
    ],
    shelves=[Shelf("who", _("Who takes part"), order=10)],
    registers=REGISTERS,
    kinds="samspill.parties.open_format.kinds",
    findable=FINDABLE,
    said={
        "close sign-in": _("Sign-in closed"),
        "confirm": _("Confirmed"),
        "erase": _("Erased"),
        "give role": _("Role given"),
        "invite": _("Invited"),
        "link sign-in": _("Sign-in tied to the person"),
        "merge": _("Merged"),
        "open sign-in": _("Sign-in opened"),
    },
    named={Person: _("People"), Assignment: _("Roles")},
    not_exported={
        Assignment: "roles are given to those who sign in, where they sign in",
        SecondStepDemand: "asked of those who sign in, where they sign in",
    },
    examples=[
        "/kommuner/",
        "/kommuner/lierne/",
        "/kommuner/lierne/?dato=2019-06-01",
        "/kommuner/verran/",
        "/parter/hnt/",
        "/kontakt/",
        "/hf/eksempel/kommuner/",
    ],
    not_found=[
        Facility,
        OwnLanguage,
        Participation,
        PartySuccession,
        Retention,
        Side,
    ],
)
