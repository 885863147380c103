"""Cases and meetings; see ``common/house.py``."""

from django.utils.translation import gettext_lazy as _

from samspill.cases import panels
from samspill.cases.models import (
    Attendance,
    CaseLink,
    Correction,
    FollowUp,
    Meeting,
    MinutesVersion,
    Objection,
    OwedFollowUp,
    Practice,
    Proposal,
    Recusal,
    StandingItem,
)
from samspill.cases.owed import PROCESS
from samspill.cases.public.panels import of_body
from samspill.cases.registers import REGISTERS
from samspill.cases.search import FINDABLE
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.registers import Shelf

BRINGS = Brings(
    work=[Addresses("", "samspill.cases.urls")],
    public=[Addresses("", "samspill.cases.public.urls")],
    menu=[
        MenuEntry(
            _("Cases"),
            "work:cases:cases",
            order=42,
            question=_("Raise a case, and see how far others have come"),
        ),
        MenuEntry(
            _("Meetings"),
            "work:cases:meetings",
            order=44,
            question=_("Agendas, calls and minutes"),
        ),
    ],
    public_menu=[
        MenuEntry(
            _("Meetings"),
            "public:meetings",
            order=20,
            group="helsefellesskapet",
            question=_("When do the bodies meet, and what do they treat?"),
        ),
        MenuEntry(
            _("Cases"),
            "public:cases",
            order=30,
            group="helsefellesskapet",
            question=_("What is on its way, and how far has it come?"),
        ),
        MenuEntry(
            _("Decisions"),
            "public:decisions",
            order=40,
            group="helsefellesskapet",
            question=_("What is decided, by whom, and who is to do what?"),
        ),
    ],
    panels=[
        Panel("body:meetings", "cases/public/of_body.html", of_body, ("cases",)),
        Panel(
            "work:body",
            "cases/panels/next_of_body.html",
            panels.next_of_body,
            ("bodies", "cases"),
            55,
            kept_for=(),
            reads=panels.read_next_of_body,
        ),
        Panel(
            "work:home",
            "cases/panels/my_next.html",
            panels.my_next,
            ("bodies", "cases"),
            20,
            kept_for=("roles",),
            reads=panels.read_my_next,
        ),
    ],
    events=panels.events,
    examples=[
        "/moter/",
        "/moter/?ar=2021",
        "/moter/2021-02-18-psu/",
        "/saker/",
        "/saker/psu-2017-3/",
        "/vedtak/",
        "/hf/eksempel/moter/",
        "/hf/eksempel/vedtak/",
    ],
    processes=[PROCESS],
    shelves=[Shelf("treated", _("Cases and meetings"), order=25)],
    registers=REGISTERS,
    kinds="samspill.cases.open_format.kinds",
    findable=FINDABLE,
    said={
        "accept": _("Accepted"),
        "approve minutes": _("Minutes approved"),
        "ask": _("Asked for more"),
        "begin minutes": _("Minutes begun"),
        "call": _("Meeting called"),
        "cancel": _("Meeting cancelled"),
        "close case": _("Case closed"),
        "correct": _("Correction added"),
        "object": _("Objected"),
        "order": _("Agenda put in order"),
        "confirm": _("Day confirmed"),
        "give number": _("Number given"),
        "hold": _("Meeting held"),
        "merge": _("Merged"),
        "raise": _("Case raised"),
        "return": _("Returned"),
        "rewrite minutes": _("Minutes taken back to draft"),
        "send minutes": _("Minutes sent"),
        "send on": _("Sent on"),
        "take up again": _("Taken up again"),
        "treat": _("Treated"),
        "write": _("Written"),
    },
    named={
        OwedFollowUp: _("What is owed because of decisions"),
        MinutesVersion: _("Minutes as they were sent"),
        Objection: _("Objections to minutes"),
        Correction: _("Corrections of approved minutes"),
    },
    not_exported={
        MinutesVersion: "sent on the way to the minutes that are approved, which are exported",
        Objection: "said of a version that was sent; what came of it stands in the minutes",
    },
    not_found=[
        Attendance,
        CaseLink,
        Correction,
        FollowUp,
        Meeting,
        OwedFollowUp,
        Practice,
        Proposal,
        Recusal,
        StandingItem,
    ],
)
