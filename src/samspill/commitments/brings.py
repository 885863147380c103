"""What is owed; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.commitments import panels
from samspill.commitments.models import (
    Commitment,
    FeedAddress,
    FormerOwner,
    LegendStatus,
    Owner,
    ReminderChoice,
    ReportFile,
    StatusLegend,
    StatusReport,
)
from samspill.commitments.registers import REGISTERS
from samspill.commitments.removing import make_way
from samspill.commitments.showing import MADE_FROM
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.registers import Shelf

PARTY, BODY = "work:party", "work:body"
OWED, REPORTED = "commitments/panels/owed.html", "commitments/panels/reported.html"

BRINGS = Brings(
    work=[Addresses("", "samspill.commitments.urls")],
    letterbox=[Addresses("", "samspill.commitments.letterbox.urls")],
    menu=[
        MenuEntry(
            _("Inbox"),
            "work:commitments:inbox",
            order=20,
            question=_("What is asked of you, and your answer"),
        ),
        MenuEntry(
            _("Commitments"),
            "work:commitments:commitments",
            order=30,
            question=_("Who owes what, by when"),
        ),
    ],
    waiting=panels.waiting,
    panels=[
        Panel(
            "work:home",
            "commitments/panels/asked.html",
            panels.asked,
            MADE_FROM,
            10,
            kept_for=None,
            reads=panels.read_asked,
        ),
        *(
            Panel(page, template, make, MADE_FROM, order, kept_for=("roles",), reads=reads)
            for page, template, order, reads, make in (
                (PARTY, OWED, 10, panels.read_owed_by_party, panels.owed_by_party),
                (PARTY, REPORTED, 20, panels.read_reported_by_party, panels.reported_by_party),
                (BODY, OWED, 10, panels.read_owed_by_body, panels.owed_by_body),
                (BODY, REPORTED, 20, panels.read_reported_by_body, panels.reported_by_body),
            )
        ),
        Panel(
            "work:party",
            "commitments/panels/beside.html",
            panels.beside,
            MADE_FROM,
            30,
            kept_for=(),
            reads=panels.read_beside,
        ),
        Panel(
            "work:attention",
            "commitments/panels/attention.html",
            panels.needs_attention,
            MADE_FROM,
            10,
            kept_for=None,
        ),
    ],
    shelves=[Shelf("followed", _("How things are followed up"), order=60)],
    registers=REGISTERS,
    make_way=make_way,
    kinds="samspill.commitments.open_format.kinds",
    reported=[Commitment, FormerOwner, Owner, StatusReport],
    said={
        "change owners": _("Given to others"),
        "make calendar address": _("Calendar address made"),
        "move": _("Due date moved"),
        "open": _("Opened"),
        "remind": _("Reminded"),
        "reopen": _("Opened again"),
        "report": _("Reported"),
        "revoke calendar address": _("Calendar address ended"),
        "take file away": _("File taken away"),
        "unsubscribe": _("Reminders ended or thinned out"),
    },
    named={
        Commitment: _("Commitments"),
        FormerOwner: _("Whom a commitment was opened for"),
        Owner: _("Who owes a commitment"),
        StatusReport: _("Reports on commitments"),
        ReportFile: _("Files of reports"),
        ReminderChoice: _("Choices of reminders"),
        FeedAddress: _("Calendar addresses"),
    },
    not_exported={
        FeedAddress: "a secret of its owner, good in one installation",
        ReminderChoice: "belongs to those who sign in, where they sign in",
        ReportFile: "files stay out of a folder of texts; a backup has them",
    },
    not_found=[
        Commitment,
        FormerOwner,
        LegendStatus,
        Owner,
        StatusLegend,
        StatusReport,
    ],
)
