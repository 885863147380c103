"""Where the parties meet; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import (
    BodySuccession,
    CalendarEntry,
    CompositionLine,
    CompositionRule,
    Office,
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
    menu=[MenuEntry(_("Bodies"), "work:bodies:bodies", order=40)],
    public_menu=[MenuEntry(_("Bodies"), "public:bodies", order=40)],
    panels=[
        Panel("party", "bodies/public/speaks_for.html", speaks_for, ("bodies", "parties"), 10),
    ],
    shelves=[Shelf("bodies", _("Bodies"), order=20)],
    registers=REGISTERS,
    kinds="samspill.bodies.open_format.kinds",
    findable=FINDABLE,
    said={"appoint": _("Appointed")},
    examples=[
        "/organer/",
        "/organer/tabell/",
        "/organer/asu/",
        "/organer/fagrad-pasientsamarbeid/",
        "/hf/eksempel/organer/",
    ],
    not_found=[
        BodySuccession,
        CalendarEntry,
        CompositionLine,
        CompositionRule,
        Office,
        Rotation,
        Seat,
        Term,
        Tier,
    ],
)
