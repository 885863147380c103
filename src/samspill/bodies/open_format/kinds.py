"""Where the parties meet, as declarations; see ``common/open_format/kind.py``."""

from __future__ import annotations

from typing import Any

from samspill.bodies import models
from samspill.bodies.open_format import checks, shorthand, types
from samspill.common.norwegian import sort_key
from samspill.common.open_format.kind import KindReference, RecordKind, Within
from samspill.common.open_format.places import FileEach, InPartnership

REPRESENTS = ("party", "region", "body", "office", "role")


def _encode_seat(seat: types.Seat) -> dict[str, Any]:
    represents = seat.represents or types.Represents()
    return {
        "represents_party": f"{represents.party}" if represents.party else None,
        "represents_region": f"{represents.region}" if represents.region else None,
        "represents_body": f"{represents.body}" if represents.body else None,
        "represents_seat": f"{represents.body}/{represents.seat}" if represents.seat else None,
        "represents_office": represents.office or "",
        "represents_role": represents.role,
    }


def _decode_seat(values: dict[str, Any]) -> dict[str, Any]:
    """Rights that follow from the role are left out."""
    usual = values["role"] in types.ROLES_WITH_RIGHTS
    rights = {name: values[name] for name in ("may_vote", "may_propose")}
    found = {name: values[f"represents_{name}"] for name in REPRESENTS}
    represents = {name: value for name, value in found.items() if value}
    if values["represents_seat"]:
        represents["body"], represents["seat"] = values["represents_seat"].split("/")
    return {
        **{name: None if given == usual else given for name, given in rights.items()},
        "represents": represents or None,
    }


def _encode_rotation(rotation: types.Rotation) -> dict[str, Any]:
    other = rotation.opposite_of
    return {
        "opposite_office": other.office if other else "",
        "opposite_body": other.body if other else None,
    }


def _decode_rotation(values: dict[str, Any]) -> dict[str, Any]:
    if not values["opposite_office"]:
        return {}
    body = {"body": values["opposite_body"]} if values["opposite_body"] else {}
    return {"opposite_of": {"office": values["opposite_office"], **body}}


KINDS = [
    RecordKind("tier", models.Tier, types.Tier, place=InPartnership("tiers", order=20)),
    RecordKind(
        "body",
        models.Body,
        types.Body,
        place=FileEach("bodies"),
        refs={
            "tier": KindReference("tier"),
            "parent": KindReference("body"),
            "decided_by": KindReference("body"),
            "end_decided_by": KindReference("body"),
        },
        many={"regions": "region", "parties": "party"},
        children={
            "predecessors": "body_succession",
            "mandates": "mandate",
            "decision_path": "decision_step",
            "composition": "composition_rule",
            "seats": "seat",
            "offices": "office",
            "office_rules": "office_rule",
            "rotations": "rotation",
        },
        left_out=("calendar",),
        extra=("sort_key",),
        encode=lambda body: {"sort_key": sort_key(body.name)},
        expand=shorthand.write_out_seats,
        check=checks.check_bodies,
    ),
    RecordKind(
        "body_succession",
        models.BodySuccession,
        types.Predecessor,
        ("body",),
        parent="body",
        refs={"body": KindReference("body", column="predecessor")},
        renamed={"on": "date"},
        paired=True,
    ),
    RecordKind(
        "decision_step",
        models.DecisionStep,
        types.DecisionStep,
        ("position",),
        parent="body",
        refs={"sent_to": KindReference("body")},
        position="position",
        paired=True,
    ),
    RecordKind(
        "mandate",
        models.Mandate,
        types.Mandate,
        ("valid_from",),
        parent="body",
        refs={"decided_by": KindReference("body")},
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "composition_rule",
        models.CompositionRule,
        types.CompositionRule,
        ("valid_from",),
        parent="body",
        children={"lines": "composition_line"},
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "composition_line",
        models.CompositionLine,
        types.CompositionLine,
        parent="rule",
        refs={
            "side": KindReference("side"),
            "one_per_tier": KindReference("tier"),
            "as_many_as": KindReference("side"),
        },
        position="order",
        left_out=("count",),
    ),
    RecordKind(
        "seat",
        models.Seat,
        types.Seat,
        parent="body",
        refs={
            "side": KindReference("side"),
            "substitute_for": KindReference("seat", within="parent"),
        },
        children={"terms": "term"},
        position="order",
        within=(Within(),),
        left_out=("represents", "one_per", "one_per_tier", "substitutes"),
        extra=("represents_office", "represents_role"),
        inner_references={
            "represents_party": "party",
            "represents_region": "region",
            "represents_body": "body",
            "represents_seat": "seat",
        },
        encode=_encode_seat,
        decode=_decode_seat,
    ),
    RecordKind(
        "term",
        models.Term,
        types.Term,
        ("valid_from",),
        parent="seat",
        refs={"person": KindReference("person"), "party": KindReference("party")},
        renamed={"acting": "is_acting"},
        paired=True,
        within=(Within(called="the term"),),
    ),
    RecordKind(
        "office",
        models.Office,
        types.Office,
        ("office", "number", "valid_from"),
        parent="body",
        refs={"seat": KindReference("seat", within="parent")},
        renamed={"office": "kind"},
        paired=True,
        within=(Within(), Within("seat", called="the office")),
    ),
    RecordKind(
        "office_rule",
        models.OfficeRule,
        types.OfficeRule,
        ("office", "valid_from"),
        parent="body",
        many={"sides": "side", "parties": "party", "regions": "region"},
        renamed={"kind": "party_kind"},
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "rotation",
        models.Rotation,
        types.Rotation,
        ("office",),
        parent="body",
        left_out=("opposite_of",),
        extra=("opposite_office",),
        inner_references={"opposite_body": "body"},
        encode=_encode_rotation,
        decode=_decode_rotation,
    ),
]
