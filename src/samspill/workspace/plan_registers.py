"""The registers of plans and status tables; see ``registers``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.plans import models as plans


def plan_registers(register: Callable[..., Any]) -> Iterator[Any]:
    """The declarations, made with ``register`` (the class ``Register``).

    An edition's state is no field: it is moved by ``plans.actions.move``, from its own page.
    """
    yield register(
        "planer", plans.Plan, _("plan"), _("Plans"),
        ("slug", "title", "short_title", "kind", "first_year", "last_year", "summary", "document",
         "predecessor"),
        ("title", "kind", "first_year", "last_year"), asked=("title", "short_title"),
        about=_("Action plans and others, through all their editions."),
    )  # fmt: skip
    yield register(
        "planutgaver", plans.PlanEdition, _("edition of the plan"), _("Editions of the plan"),
        ("slug", "adopted_by", "adopted_on", "case_reference", "recommended_by", "note"),
        ("slug", "state", "adopted_on"), parent="plan",
    )  # fmt: skip
    yield register(
        "hovedmal", plans.MainGoal, _("main goal"), _("Main goals"), ("number", "title", "order"),
        ("number", "title"), parent="edition",
    )  # fmt: skip
    yield register(
        "innsatsomrader", plans.FocusArea, _("focus area"), _("Focus areas"),
        ("goal", "number", "title", "order", "agreements", "documents", "summary"),
        ("number", "title", "agreements"), parent="edition",
    )  # fmt: skip
    yield register(
        "tiltak", plans.Measure, _("measure"), _("Measures"),
        ("area", "number", "text", "order", "responsible", "responsible_elsewhere",
         "when_as_written", "years", "also_known_as", "also_serves", "patient_groups",
         "predecessor", "note"),
        ("number", "text", "responsible", "when_as_written"), parent="edition",
        asked=("number", "text", "responsible"),
    )  # fmt: skip
    yield register(
        "tiltaksansvar", plans.MeasureOwner, _("responsible for the measure"),
        _("Who answers for the measure"), ("body", "party", "group", "role", "order"),
        ("body", "party", "group", "role"), parent="measure",
    )  # fmt: skip
    yield register(
        "tiltaksdokumenter", plans.MeasureLink, _("document of the measure"),
        _("Documents of the measure"), ("document", "note"), ("document", "provision", "note"),
        parent="measure",
    )  # fmt: skip
    yield register(
        "utgatte-tiltak", plans.DroppedMeasure, _("measure not carried on"),
        _("Measures not carried on"), ("measure", "reason"), ("measure", "reason"),
        parent="edition",
    )  # fmt: skip
    yield register(
        "innspill", plans.PlanInput, _("input"), _("Input to the plan"),
        ("slug", "sender", "party", "body", "received_on", "text", "order", "focus_areas",
         "measures", "outcome"),
        ("sender", "received_on", "outcome"), parent="edition",
    )  # fmt: skip
    yield register(
        "statustabeller", plans.StatusTable, _("status table"), _("Status tables"),
        ("slug", "title", "party", "plan_title", "as_of", "legend", "note", "unsolved",
         "is_regional", "order"),
        ("title", "party", "as_of"), asked=("title",),
        about=_("Goals with the status that was reported, kept as it was reported."),
    )  # fmt: skip
    yield register(
        "statusnivaer", plans.StatusLevel, _("level of the legend"), _("Legend"),
        ("slug", "label", "scale", "order"), ("slug", "label", "scale"), parent="table",
    )  # fmt: skip
    yield register(
        "statusrader", plans.StatusRow, _("goal with status"), _("Goals with status"),
        ("number", "group", "text", "common_goal", "status", "comment", "note", "order"),
        ("number", "text", "status"), parent="table",
    )  # fmt: skip
