"""What is planned, as declarations; see ``common/open_format/kind.py``."""

from __future__ import annotations

from typing import Any

from samspill.common.open_format.kind import KindReference, RecordKind
from samspill.common.open_format.places import FileEach, ListFile
from samspill.plans import models
from samspill.plans.open_format import checks, rounds, types
from samspill.plans.parsing import read_when


def _encode_measure(measure: types.Measure) -> dict[str, Any]:
    read = read_when(measure.when)
    return {"when_kind": read.kind.value, "when_first": read.first, "when_last": read.last}


KINDS = [
    RecordKind(
        "plan",
        models.Plan,
        types.Plan,
        place=FileEach("plans"),
        check=checks.check_plans,
        refs={"document": KindReference("document"), "predecessor": KindReference("plan")},
        children={"editions": "plan_edition"},
    ),
    RecordKind(
        "plan_edition",
        models.PlanEdition,
        types.PlanEdition,
        parent="plan",
        refs={"adopted_by": KindReference("body"), "recommended_by": KindReference("body")},
        children={
            "goals": "main_goal",
            "areas": "focus_area",
            "measures": "measure",
            "dropped": "dropped_measure",
            "inputs": "plan_input",
        },
        blanked=("state",),
    ),
    RecordKind(
        "main_goal",
        models.MainGoal,
        types.Goal,
        parent="edition",
        renamed={"id": "number"},
        position="order",
    ),
    RecordKind(
        "focus_area",
        models.FocusArea,
        types.Area,
        parent="edition",
        refs={"goal": KindReference("main_goal", within="parent")},
        many={"documents": "document"},
        renamed={"id": "number"},
        position="order",
    ),
    RecordKind(
        "measure",
        models.Measure,
        types.Measure,
        parent="edition",
        refs={
            "area": KindReference("focus_area", within="parent"),
            "predecessor": KindReference("measure"),
        },
        many={"also_serves": "focus_area", "patient_groups": "patient_group"},
        siblings=("also_serves",),
        children={"owners": "measure_owner", "links": "measure_link"},
        renamed={"id": "number", "when": "when_as_written"},
        position="order",
        extra=("when_kind", "when_first", "when_last"),
        encode=_encode_measure,
    ),
    RecordKind(
        "measure_owner",
        models.MeasureOwner,
        types.MeasureOwner,
        ("body", "party", "group", "role"),
        parent="measure",
        refs={"body": KindReference("body"), "party": KindReference("party")},
        position="order",
        paired=True,
    ),
    RecordKind(
        "measure_link",
        models.MeasureLink,
        types.Link,
        ("document", "provision"),
        parent="measure",
        refs={
            "document": KindReference("document"),
            "provision": KindReference("provision", within="document"),
        },
        paired=True,
    ),
    RecordKind(
        "dropped_measure",
        models.DroppedMeasure,
        types.Dropped,
        ("measure",),
        parent="edition",
        refs={"measure": KindReference("measure")},
        paired=True,
    ),
    RecordKind(
        "plan_input",
        models.PlanInput,
        types.Input,
        parent="edition",
        refs={"party": KindReference("party"), "body": KindReference("body")},
        many={"focus_areas": "focus_area", "measures": "measure"},
        siblings=("focus_areas", "measures"),
        position="order",
    ),
    RecordKind(
        "status_table",
        models.StatusTable,
        types.StatusTable,
        place=ListFile("status_tables.yaml", "status_tables"),
        check=checks.check_status_tables,
        refs={"party": KindReference("party")},
        children={"levels": "status_level", "rows": "status_row"},
        position="order",
    ),
    RecordKind(
        "status_level",
        models.StatusLevel,
        types.StatusLevel,
        parent="table",
        position="order",
    ),
    RecordKind(
        "status_row",
        models.StatusRow,
        types.StatusRow,
        parent="table",
        renamed={"id": "number"},
        position="order",
    ),
]

LINES = {"round": rounds.Round}
