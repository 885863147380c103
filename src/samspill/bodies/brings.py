"""Where the parties meet; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.bodies import panels
from samspill.bodies.models import (
    BodySuccession,
    CompositionLine,
    CompositionRule,
    DecisionStep,
    Office,
    OfficeRule,
    Rotation,
    Seat,
    Term,
    Tier,
)
from samspill.bodies.public.panels import speaks_for
from samspill.bodies.registers import REGISTERS
from samspill.bodies.search import FINDABLE
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.registers import Shelf

BRINGS = Brings(
    work=[Addresses("", "samspill.bodies.urls")],
    public=[Addresses("organer/", "samspill.bodies.public.urls")],
    menu=[
        MenuEntry(
            _("Bodies and seats"),
            "work:bodies:bodies",
            order=40,
            question=_("Who sits where, and what is vacant"),
            may=("change", Seat),
        )
    ],
    public_menu=[
        MenuEntry(
            _("Bodies"),
            "public:bodies",
            order=10,
            group="helsefellesskapet",
            question=_("Who decides what, and how does a case go?"),
        )
    ],
    panels=[
        Panel("party", "bodies/public/speaks_for.html", speaks_for, ("bodies", "parties"), 10),
        Panel(
            "work:party",
            "bodies/panels/speakers.html",
            panels.speakers,
            ("bodies", "parties"),
            50,
            kept_for=(),
        ),
        Panel(
            "work:people:party",
            "bodies/panels/speakers.html",
            panels.speakers_to_look_through,
            ("bodies", "parties"),
            kept_for=(),
        ),
        Panel(
            "work:body",
            "bodies/panels/mandate.html",
            panels.mandate,
            ("bodies",),
            50,
            kept_for=(),
            reads=panels.read_mandate,
        ),
        Panel(
            "work:home:beside",
            "bodies/panels/my_seats.html",
            panels.my_seats,
            ("bodies",),
            30,
            reads=panels.read_my_seats,
        ),
        Panel(
            "work:attention",
            "bodies/panels/vacant_and_ending.html",
            panels.vacant_and_ending,
            ("bodies",),
            30,
            kept_for=(),
            reads=panels.read_vacant_and_ending,
        ),
        Panel(
            "work:attention",
            "bodies/panels/leading_in_doubt.html",
            panels.leading_in_doubt,
            ("bodies", "parties"),
            31,
            kept_for=(),
            reads=panels.read_leading_in_doubt,
        ),
        Panel(
            "work:attention",
            "bodies/panels/ending_bodies.html",
            panels.ending_bodies,
            ("bodies",),
            32,
            kept_for=(),
            reads=panels.read_ending_bodies,
        ),
        Panel(
            "work:record:organer",
            "bodies/panels/to_the_seats.html",
            lambda request, record, date: {"record": record},
            ("bodies",),
            kept_for=None,
        ),
    ],
    shelves=[Shelf("bodies", _("Bodies"), order=20)],
    registers=REGISTERS,
    kinds="samspill.bodies.open_format.kinds",
    findable=FINDABLE,
    said={"appoint": _("Appointed"), "prolong": _("Goes on")},
    examples=[
        "/organer/",
        "/organer/tabell/",
        "/organer/asu/",
        "/organer/fagrad-pasientsamarbeid/",
        "/hf/eksempel/organer/",
    ],
    not_found=[
        BodySuccession,
        CompositionLine,
        CompositionRule,
        DecisionStep,
        Office,
        OfficeRule,
        Rotation,
        Seat,
        Term,
        Tier,
    ],
)
