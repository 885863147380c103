"""Cases and meetings, as declarations; see ``common/open_format/kind.py``."""

from __future__ import annotations

from typing import Any

from samspill.cases import models
from samspill.cases.open_format import case_parts, checks, shorthand, types
from samspill.common.open_format.kind import KindReference, RecordKind
from samspill.common.open_format.places import ListFile


def _encode_exempt(
    record: types.Case | types.AgendaItem | case_parts.InputRequest,
) -> dict[str, Any]:
    return {"exempt_statute": record.exempt, "is_public": not record.exempt}


def _decode_exempt(values: dict[str, Any]) -> dict[str, Any]:
    return {"exempt": values["exempt_statute"]} if values["exempt_statute"] else {}


EXEMPT: dict[str, Any] = {
    "left_out": ("exempt",),
    "extra": ("exempt_statute", "is_public"),
    "encode": _encode_exempt,
    "decode": _decode_exempt,
}


KINDS = [
    RecordKind(
        "arena",
        models.Arena,
        types.Arena,
        ("body", "kind", "valid_from"),
        place=ListFile("arenas.yaml", "arenas"),
        check=checks.check_arenas,
        refs={"body": KindReference("body")},
        renamed={"called": "is_called", "minutes": "has_minutes", "approved": "is_approved"},
        paired=True,
    ),
    RecordKind(
        "practice",
        models.Practice,
        types.Practice,
        ("body", "valid_from"),
        place=ListFile("practices.yaml", "practices"),
        check=checks.check_practices,
        refs={"body": KindReference("body")},
        many={"measures": "measure", "told_measures": "measure"},
        children={"standing_items": "standing_item"},
        paired=True,
    ),
    RecordKind(
        "standing_item",
        models.StandingItem,
        types.StandingItem,
        parent="practice",
        renamed={"last": "is_last"},
        position="position",
    ),
    RecordKind(
        "case",
        models.Case,
        types.Case,
        place=ListFile("cases.yaml", "cases"),
        check=checks.check_cases,
        refs={
            "body": KindReference("body"),
            "proposer": KindReference("party"),
            "proposing_body": KindReference("body"),
            "authority": KindReference("authority_rule"),
            "merged_into": KindReference("case"),
        },
        many={
            "measures": "measure",
            "inputs": "plan_input",
            "parties": "party",
            "patient_groups": "patient_group",
            "follows": "case",
        },
        children={
            "numbers": "case_number",
            "links": "case_link",
            "input_requests": "input_request",
            "disagreements": "disagreement",
        },
        **EXEMPT,
    ),
    RecordKind(
        "input_request",
        models.InputRequest,
        case_parts.InputRequest,
        parent="case",
        refs={"body": KindReference("body")},
        many={"bodies": "body", "parties": "party"},
        **EXEMPT,
    ),
    RecordKind(
        "case_template",
        models.CaseTemplate,
        case_parts.CaseTemplate,
        place=ListFile("case_templates.yaml", "case_templates"),
        refs={"body": KindReference("body")},
        position="order",
    ),
    RecordKind(
        "case_number",
        models.CaseNumber,
        types.CaseNumber,
        ("body", "year", "number"),
        parent="case",
        refs={"body": KindReference("body")},
        paired=True,
    ),
    RecordKind(
        "case_link",
        models.CaseLink,
        types.CaseLink,
        ("document", "provision"),
        parent="case",
        refs={
            "document": KindReference("document"),
            "provision": KindReference("provision", within="document"),
        },
        paired=True,
    ),
    RecordKind(
        "disagreement",
        models.Disagreement,
        types.Disagreement,
        parent="case",
        refs={"document": KindReference("document")},
        children={"views": "side_view", "steps": "disagreement_step"},
        not_exported={"item": "its meeting's item is known by the case"},
    ),
    RecordKind(
        "side_view",
        models.SideView,
        types.SideView,
        ("side",),
        parent="disagreement",
        refs={"side": KindReference("side")},
        paired=True,
    ),
    RecordKind(
        "disagreement_step",
        models.DisagreementStep,
        types.DisagreementStep,
        ("position",),
        parent="disagreement",
        refs={"body": KindReference("body")},
        renamed={"outside": "is_outside"},
        position="position",
        paired=True,
    ),
    RecordKind(
        "meeting",
        models.Meeting,
        types.Meeting,
        place=ListFile("meetings.yaml", "meetings"),
        expand=shorthand.write_out_calendars,
        check=checks.check_meetings,
        many={"bodies": "body", "regions": "region"},
        children={
            "items": "agenda_item",
            "attendance": "attendance",
            "corrections": "correction",
        },
        not_exported={"sequence": "counts how often the call has changed here"},
    ),
    RecordKind(
        "agenda_item",
        models.AgendaItem,
        types.AgendaItem,
        parent="meeting",
        refs={
            "case": KindReference("case"),
            "body": KindReference("body"),
            "approves": KindReference("meeting"),
        },
        children={
            "proposals": "proposal",
            "recusals": "recusal",
            "follow_ups": "follow_up",
            "side_votes": "side_votes",
        },
        renamed={"late": "is_late"},
        position="position",
        **EXEMPT,
    ),
    RecordKind(
        "side_votes",
        models.SideVotes,
        types.SideVotes,
        ("side",),
        parent="item",
        refs={"side": KindReference("side")},
        paired=True,
    ),
    RecordKind(
        "follow_up",
        models.FollowUp,
        types.FollowUp,
        parent="item",
        refs={"party": KindReference("party"), "body": KindReference("body")},
        position="position",
    ),
    RecordKind(
        "attendance",
        models.Attendance,
        types.Attendance,
        ("body", "seat"),
        parent="meeting",
        refs={
            "body": KindReference("body"),
            "seat": KindReference("seat", within="body"),
            "substitute": KindReference("seat", within="body"),
        },
        paired=True,
    ),
    RecordKind(
        "proposal",
        models.Proposal,
        types.Proposal,
        parent="item",
        refs={"body": KindReference("body"), "seat": KindReference("seat", within="body")},
        position="position",
    ),
    RecordKind(
        "recusal",
        models.Recusal,
        types.Recusal,
        ("body", "seat"),
        parent="item",
        refs={
            "body": KindReference("body"),
            "seat": KindReference("seat", within="body"),
            "substitute": KindReference("seat", within="body"),
        },
        paired=True,
    ),
    RecordKind("correction", models.Correction, types.Correction, parent="meeting"),
]
