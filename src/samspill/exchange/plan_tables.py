"""The tables of plans and status tables, as declarations; see ``tables``."""

from __future__ import annotations

from typing import Any

from samspill.exchange.format import plans as plan_types
from samspill.exchange.table import Reference, Table
from samspill.plans import models as plans
from samspill.plans.parsing import read_when


def _encode_measure(measure: plan_types.Measure) -> dict[str, Any]:
    read = read_when(measure.when)
    return {"when_kind": read.kind.value, "when_first": read.first, "when_last": read.last}


PLAN_TABLES: list[Table] = [
    Table(
        "plan",
        plans.Plan,
        plan_types.Plan,
        ("id",),
        refs={"document": Reference("document"), "predecessor": Reference("plan")},
        children={"editions": "plan_edition"},
    ),
    Table(
        "plan_edition",
        plans.PlanEdition,
        plan_types.PlanEdition,
        ("id",),
        parent="plan",
        refs={"adopted_by": Reference("body"), "recommended_by": Reference("body")},
        children={
            "goals": "main_goal",
            "areas": "focus_area",
            "measures": "measure",
            "dropped": "dropped_measure",
            "inputs": "plan_input",
        },
        blanked=("state",),
    ),
    Table(
        "main_goal",
        plans.MainGoal,
        plan_types.Goal,
        ("id",),
        parent="edition",
        renamed={"id": "number"},
        position="order",
    ),
    Table(
        "focus_area",
        plans.FocusArea,
        plan_types.Area,
        ("id",),
        parent="edition",
        refs={"goal": Reference("main_goal", within="parent")},
        many={"documents": "document"},
        renamed={"id": "number"},
        position="order",
    ),
    Table(
        "measure",
        plans.Measure,
        plan_types.Measure,
        ("id",),
        parent="edition",
        refs={
            "area": Reference("focus_area", within="parent"),
            "predecessor": Reference("measure"),
        },
        many={"also_serves": "focus_area", "patient_groups": "patient_group"},
        siblings=("also_serves",),
        children={"owners": "measure_owner", "links": "measure_link"},
        renamed={"id": "number", "when": "when_as_written"},
        position="order",
        extra=("when_kind", "when_first", "when_last"),
        encode=_encode_measure,
    ),
    Table(
        "measure_owner",
        plans.MeasureOwner,
        plan_types.Owner,
        ("body", "party", "group", "role"),
        parent="measure",
        refs={"body": Reference("body"), "party": Reference("party")},
        position="order",
        paired=True,
    ),
    Table(
        "measure_link",
        plans.MeasureLink,
        plan_types.Link,
        ("document", "provision"),
        parent="measure",
        refs={
            "document": Reference("document"),
            "provision": Reference("provision", within="document"),
        },
        paired=True,
    ),
    Table(
        "dropped_measure",
        plans.DroppedMeasure,
        plan_types.Dropped,
        ("measure",),
        parent="edition",
        refs={"measure": Reference("measure")},
        paired=True,
    ),
    Table(
        "plan_input",
        plans.PlanInput,
        plan_types.Input,
        ("id",),
        parent="edition",
        refs={"party": Reference("party"), "body": Reference("body")},
        many={"focus_areas": "focus_area", "measures": "measure"},
        siblings=("focus_areas", "measures"),
        position="order",
    ),
    Table(
        "status_table",
        plans.StatusTable,
        plan_types.StatusTable,
        ("id",),
        refs={"party": Reference("party")},
        children={"levels": "status_level", "rows": "status_row"},
        position="order",
    ),
    Table(
        "status_level",
        plans.StatusLevel,
        plan_types.StatusLevel,
        ("id",),
        parent="table",
        position="order",
    ),
    Table(
        "status_row",
        plans.StatusRow,
        plan_types.StatusRow,
        ("id",),
        parent="table",
        renamed={"id": "number"},
        position="order",
    ),
]
