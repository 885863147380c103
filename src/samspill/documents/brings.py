"""What is agreed; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Mandate
from samspill.common import left_behind
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.panels import as_read
from samspill.common.registers import Shelf
from samspill.documents import panels
from samspill.documents.models import (
    Assessment,
    AuthorityRule,
    Coverage,
    DisputeStep,
    Document,
    DocumentParty,
    Edition,
    Milestone,
    PatientGroup,
    ProcessCalendar,
    Provision,
    ProvisionText,
    Reference,
    Requirement,
    Responsibility,
    Statute,
    Succession,
)
from samspill.documents.public.deciding import deciding
from samspill.documents.public.generations import generations
from samspill.documents.public.panels import answers_for, bound, milestones
from samspill.documents.registers import REGISTERS
from samspill.documents.search import FINDABLE
from samspill.documents.upholding import uphold_body, uphold_edition, uphold_mandate

BRINGS = Brings(
    work=[Addresses("avtaler/", "samspill.documents.urls")],
    public=[Addresses("", "samspill.documents.public.urls")],
    menu=[
        MenuEntry(
            _("Agreements"),
            "work:documents:documents",
            order=50,
            question=_("Draft, compare and publish editions"),
            may=("draft", Document),
        )
    ],
    public_menu=[
        MenuEntry(
            _("Agreements and guidelines"),
            "public:documents",
            order=10,
            group="avtaler-og-planer",
            question=_("What holds today, and what held before?"),
        ),
        MenuEntry(
            _("What the law asks"),
            "public:law",
            order=30,
            group="avtaler-og-planer",
            question=_("Which agreement answers which point?"),
        ),
        MenuEntry(
            _("Who may decide what"),
            "public:authority",
            order=30,
            group="helsefellesskapet",
            question=_("Who adopts what, and on whose advice?"),
        ),
        MenuEntry(
            _("Routines"),
            "public:routines",
            order=10,
            group="verktoy",
            question=_("How do we do it? Find the rule"),
        ),
    ],
    panels=[
        Panel(
            "body:beside",
            "documents/public/answers_for.html",
            answers_for,
            ("bodies", "documents"),
            10,
        ),
        Panel("body:history", "documents/public/milestones.html", milestones, ("documents",)),
        Panel("bodies:lane", "documents/public/deciding.html", deciding, ("bodies", "documents")),
        Panel("home:history", "documents/public/generations.html", generations, ("documents",), 10),
        Panel("party", "documents/public/bound.html", bound, ("documents", "parties"), 20),
        Panel(
            "work:party",
            "documents/panels/signed.html",
            as_read,
            ("documents", "parties"),
            40,
            kept_for=("roles",),
            reads=panels.signed,
        ),
        Panel(
            "work:body",
            "documents/panels/answers_for.html",
            as_read,
            ("bodies", "documents"),
            40,
            kept_for=("roles",),
            reads=panels.answers_for,
        ),
        Panel(
            "work:home",
            "documents/panels/drafts.html",
            panels.own_drafts,
            ("documents",),
            5,
            kept_for=("roles",),
            reads=panels.read_own_drafts,
        ),
        Panel(
            "work:home:beside",
            "documents/panels/drafts.html",
            panels.drafts,
            ("documents",),
            70,
            kept_for=("roles",),
            reads=panels.read_drafts,
        ),
        Panel(
            "work:attention",
            "documents/panels/ending.html",
            panels.ending,
            ("documents",),
            40,
            kept_for=(),
            reads=panels.read_ending,
        ),
        Panel(
            "work:attention",
            left_behind.TEMPLATE,
            panels.left,
            ("bodies", "documents"),
            16,
            kept_for=(),
            reads=panels.read_left,
        ),
        Panel(
            "work:record:dokumenter",
            "documents/panels/to_the_text.html",
            lambda request, record, date: {"record": record},
            ("documents",),
            kept_for=None,
        ),
    ],
    shelves=[Shelf("agreed", _("What is agreed"), order=30)],
    registers=REGISTERS,
    upholds={Edition: uphold_edition, Body: uphold_body, Mandate: uphold_mandate},
    kinds="samspill.documents.open_format.kinds",
    findable=FINDABLE,
    said={"new edition": _("New edition"), "publish": _("Published")},
    named={
        Provision: _("Provisions"),
        ProvisionText: _("The text of provisions in an edition"),
    },
    examples=[
        "/avtaler/",
        "/avtaler/?dato=2015-01-01",
        "/avtaler/tjenesteavtale-3-og-5/",
        "/rutiner/",
        "/lovkrav/",
        "/myndighet/",
        "/hf/eksempel/avtaler/",
        "/hf/eksempel/rutiner/",
        "/hf/eksempel/lovkrav/",
    ],
    not_found=[
        Assessment,
        AuthorityRule,
        Coverage,
        DisputeStep,
        DocumentParty,
        Milestone,
        PatientGroup,
        ProcessCalendar,
        Reference,
        Requirement,
        Responsibility,
        Statute,
        Succession,
    ],
)
