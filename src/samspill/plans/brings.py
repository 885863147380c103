"""What is planned, and how it stands; see ``common/house.py``."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from samspill.commitments.waiting import TEMPLATE
from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.panels import as_read
from samspill.common.registers import Shelf
from samspill.plans import following, owed, panels, rounds
from samspill.plans.actions.rounds import answered
from samspill.plans.evidence import evidence, roles
from samspill.plans.in_files import MEASURES
from samspill.plans.models import (
    DroppedMeasure,
    MainGoal,
    MeasureLink,
    MeasureOwner,
    OwedAnswer,
    OwedMeasure,
    PlanEdition,
    PlanInput,
    ReportingRound,
    RoundOwner,
    RoundReport,
    StatusLevel,
    StatusRow,
    StatusTable,
)
from samspill.plans.public.carried_out import carried_out_by
from samspill.plans.public.panels import asked_of, asked_of_body, front
from samspill.plans.registers import REGISTERS
from samspill.plans.search import FINDABLE
from samspill.plans.upholding import uphold_edition
from samspill.plans.waiting import open_rounds, read_open_rounds

BRINGS = Brings(
    work=[Addresses("planer/", "samspill.plans.urls")],
    public=[Addresses("", "samspill.plans.public.urls")],
    menu=[
        MenuEntry(
            _("Plans"),
            "work:plans:plans",
            order=60,
            question=_("Measures, input, and rounds of reporting"),
            may=("submit", PlanInput),
        )
    ],
    public_menu=[
        MenuEntry(
            _("Action plan"),
            "public:plan",
            order=20,
            group="avtaler-og-planer",
            question=_("What is to be done, and how does it go?"),
        ),
        MenuEntry(
            _("Status of goals"),
            "public:goal_status",
            order=20,
            group="verktoy",
            question=_("How far has each goal come?"),
        ),
        MenuEntry(
            _("The region"),
            "public:region",
            order=30,
            group="verktoy",
            question=_("How do the neighbouring helsefellesskap do?"),
            holds=lambda partnership: bool(partnership.health_region),
        ),
    ],
    panels=[
        Panel(
            "work:home:waits",
            TEMPLATE,
            open_rounds,
            ("commitments", "plans"),
            10,
            kept_for=("roles",),
            reads=read_open_rounds,
        ),
        Panel(
            "home",
            "plans/public/front.html",
            front,
            ("bodies", "commitments", "parties", "plans"),
            10,
        ),
        Panel(
            "party",
            "plans/public/asked_of.html",
            asked_of,
            ("bodies", "commitments", "parties", "plans"),
            30,
        ),
        Panel(
            "body:beside",
            "plans/public/asked_of_body.html",
            asked_of_body,
            ("bodies", "parties", "plans"),
            20,
        ),
        Panel(
            "document",
            "plans/public/carried_out.html",
            carried_out_by,
            ("documents", "plans"),
        ),
        Panel(
            "work:body",
            "plans/panels/measures.html",
            as_read,
            ("bodies", "parties", "plans"),
            30,
            kept_for=("roles",),
            reads=panels.measures,
        ),
    ],
    processes=[
        replace(
            owed.PROCESS,
            answered=answered,
            evidence=evidence,
            roles=roles,
            occasions=rounds.occasions,
            within=rounds.asked_now,
            in_files=MEASURES,
        ),
        rounds.PROCESS,
    ],
    shelves=[Shelf("planned", _("What is planned"), order=40)],
    registers=REGISTERS,
    upholds={PlanEdition: uphold_edition},
    kinds="samspill.plans.open_format.kinds",
    whole=["read from spreadsheet"],
    after_load=[following.bring_in_line],
    findable=FINDABLE,
    said={
        "adopt": _("Adopted"),
        "answer": _("Answered"),
        "carry over": _("Carried over"),
        "close round": _("Round closed"),
        "drop": _("Not carried on"),
        "open round": _("Round opened"),
        "read from spreadsheet": _("Read from a spreadsheet"),
        "roll": _("Next edition made"),
        "send": _("Sent on hearing"),
        "start": _("Set running"),
        "submit": _("Sent in"),
        "take_back": _("Taken back to draft"),
    },
    named={
        OwedAnswer: _("Answers owed in a round"),
        OwedMeasure: _("Measures that are owed"),
        ReportingRound: _("Rounds of reporting"),
        RoundOwner: _("Who was asked in a round"),
        RoundReport: _("What was reported in a round"),
    },
    not_exported={OwedAnswer: "asked again as the round says when it is loaded"},
    examples=[
        "/handlingsplan/",
        "/handlingsplan/?ansvarlig=organ-asu",
        "/handlingsplan/?mangler=ansvarlig&innsats=9.9",
        "/handlingsplan/handlingsplan-2018-2021/tiltak/8.6/",
        "/handlingsplan/handlingsplan-2018-2021/tiltak/4.2/",
        "/handlingsplan/handlingsplan-2018-2021/innspill/",
        "/handlingsplan/handlingsplan-2018-2021/tabell/",
        "/handlingsplan/handlingsplan-2018-2021/tidslinje/",
        "/handlingsplan/handlingsplan-2018-2021/tavle/",
        "/handlingsplan/handlingsplan-2018-2021/varmekart/",
        "/handlingsplan/handlingsplan-2018-2021/parter/",
        "/handlingsplan/handlingsplan-2018-2021/mangler/",
        "/handlingsplan/handlingsplan-2018-2021/tabell/?om=arbeid&ansvarlig=part-verdal",
        "/maalstatus/",
        "/region/",
        "/hf/eksempel/handlingsplan/",
        "/hf/eksempel/handlingsplan/handlingsplan-2025-2028/tiltak/1.1.3/",
        "/hf/eksempel/maalstatus/",
        "/hf/eksempel/region/",
    ],
    not_found=[
        DroppedMeasure,
        MainGoal,
        MeasureLink,
        MeasureOwner,
        OwedAnswer,
        OwedMeasure,
        PlanInput,
        ReportingRound,
        RoundOwner,
        RoundReport,
        StatusLevel,
        StatusRow,
        StatusTable,
    ],
)
