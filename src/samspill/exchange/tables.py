"""Which type of the open format is which table, and how their fields correspond.

One declaration per kind of record serves reading, comparing, loading and exporting. Kinds stand
in the order in which they can be written: what is referred to comes first.
"""

from __future__ import annotations

from typing import Any

from samspill.bodies import models as bodies
from samspill.common import models as common
from samspill.common.norwegian import sort_key
from samspill.documents import models as documents
from samspill.exchange.format import bodies as body_types
from samspill.exchange.format import documents as document_types
from samspill.exchange.format import parties as party_types
from samspill.exchange.format import partnership as partnership_types
from samspill.exchange.format.base import Strict
from samspill.exchange.ledger_tables import LEDGER_TABLES
from samspill.exchange.plan_tables import PLAN_TABLES
from samspill.exchange.table import Reference, Table
from samspill.parties import models as parties


def _encode_party(party: party_types.Party) -> dict[str, Any]:
    return {
        "sort_key": sort_key(party.name),
        "tile_row": party.tile.row if party.tile else None,
        "tile_column": party.tile.column if party.tile else None,
    }


def _decode_party(values: dict[str, Any]) -> dict[str, Any]:
    if values["tile_row"] is None:
        return {}
    return {"tile": {"row": values["tile_row"], "column": values["tile_column"]}}


def _encode_seat(seat: body_types.Seat) -> dict[str, Any]:
    represents = seat.represents or body_types.Represents()
    return {
        "represents_party": f"{represents.party}" if represents.party else None,
        "represents_region": f"{represents.region}" if represents.region else None,
        "represents_body": f"{represents.body}" if represents.body else None,
        "represents_office": represents.office or "",
        "represents_role": represents.role,
    }


def _decode_seat(values: dict[str, Any]) -> dict[str, Any]:
    names = ("party", "region", "body", "office", "role")
    represents = {
        name: values[f"represents_{name}"] for name in names if values[f"represents_{name}"]
    }
    return {"represents": represents} if represents else {}


def _encode_document(document: document_types.Document) -> dict[str, Any]:
    return {"exempt_statute": document.exempt, "is_public": not document.exempt}


def _decode_document(values: dict[str, Any]) -> dict[str, Any]:
    return {"exempt": values["exempt_statute"]} if values["exempt_statute"] else {}


def _encode_edition(edition: document_types.Edition) -> dict[str, Any]:
    return {"has_text": edition.text == "entered"}


def _decode_edition(values: dict[str, Any]) -> dict[str, Any]:
    return {} if values["has_text"] else {"text": "not_entered"}


TABLES: list[Table] = [
    Table("source", common.Source, partnership_types.Source, ("id",)),
    Table("side", parties.Side, partnership_types.Side, ("id",)),
    Table("tier", bodies.Tier, partnership_types.Tier, ("id",)),
    Table("document_kind", documents.DocumentKind, partnership_types.DocumentKind, ("id",)),
    Table("patient_group", documents.PatientGroup, partnership_types.PatientGroup, ("id",)),
    Table(
        "statute",
        documents.Statute,
        partnership_types.Statute,
        ("id",),
        children={"requirements": "requirement"},
    ),
    Table(
        "requirement",
        documents.Requirement,
        partnership_types.Requirement,
        ("number", "valid_from"),
        parent="statute",
        paired=True,
    ),
    Table(
        "party",
        parties.Party,
        party_types.Party,
        ("id",),
        refs={"side": Reference("side"), "part_of": Reference("party")},
        children={
            "names": "party_name",
            "numbers": "party_number",
            "participation": "participation",
            "succeeded_by": "party_succession",
        },
        left_out=("tile",),
        extra=("sort_key", "tile_row", "tile_column"),
        encode=_encode_party,
        decode=_decode_party,
    ),
    Table(
        "party_name",
        parties.PartyName,
        party_types.PartyName,
        ("kind", "language", "valid_from"),
        parent="party",
        paired=True,
    ),
    Table(
        "party_number",
        parties.PartyNumber,
        party_types.PartyNumber,
        ("number", "valid_from"),
        parent="party",
        paired=True,
    ),
    Table(
        "participation",
        parties.Participation,
        party_types.Participation,
        ("valid_from",),
        parent="party",
        paired=True,
    ),
    Table(
        "party_succession",
        parties.PartySuccession,
        party_types.Successor,
        ("party", "on"),
        parent="party",
        refs={"party": Reference("party", column="successor")},
        renamed={"on": "date"},
        paired=True,
    ),
    Table(
        "region",
        parties.Region,
        party_types.Region,
        ("id",),
        refs={"side": Reference("side"), "host": Reference("party")},
        children={"members": "region_member"},
    ),
    Table(
        "region_member",
        parties.RegionMembership,
        party_types.RegionMember,
        ("party", "valid_from"),
        parent="region",
        refs={"party": Reference("party")},
        paired=True,
    ),
    Table(
        "person",
        parties.Person,
        party_types.Person,
        ("id",),
        renamed={"invented": "is_invented"},
    ),
    Table(
        "contact",
        parties.ContactPoint,
        party_types.Contact,
        ("id",),
        refs={"party": Reference("party"), "region": Reference("region")},
    ),
    Table("retention", parties.Retention, partnership_types.Retention, ("kind",)),
    Table(
        "facility",
        parties.Facility,
        party_types.Facility,
        ("id",),
        many={"parties": "party"},
    ),
    Table(
        "body",
        bodies.Body,
        body_types.Body,
        ("id",),
        refs={"tier": Reference("tier"), "parent": Reference("body")},
        children={
            "predecessors": "body_succession",
            "mandates": "mandate",
            "composition": "composition_rule",
            "seats": "seat",
            "offices": "office",
            "rotations": "rotation",
            "calendar": "calendar_entry",
        },
        extra=("sort_key",),
        encode=lambda body: {"sort_key": sort_key(body.name)},
    ),
    Table(
        "body_succession",
        bodies.BodySuccession,
        body_types.Predecessor,
        ("body",),
        parent="body",
        refs={"body": Reference("body", column="predecessor")},
        renamed={"on": "date"},
        paired=True,
    ),
    Table(
        "mandate",
        bodies.Mandate,
        body_types.Mandate,
        ("valid_from",),
        parent="body",
        paired=True,
    ),
    Table(
        "composition_rule",
        bodies.CompositionRule,
        body_types.CompositionRule,
        ("valid_from",),
        parent="body",
        children={"lines": "composition_line"},
        paired=True,
    ),
    Table(
        "composition_line",
        bodies.CompositionLine,
        body_types.CompositionLine,
        ("id",),
        parent="rule",
        refs={"side": Reference("side"), "one_per_tier": Reference("tier")},
        position="order",
        left_out=("count",),
    ),
    Table(
        "seat",
        bodies.Seat,
        body_types.Seat,
        ("id",),
        parent="body",
        refs={
            "side": Reference("side"),
            "substitute_for": Reference("seat", within="parent"),
        },
        children={"terms": "term"},
        position="order",
        left_out=("represents",),
        extra=("represents_office", "represents_role"),
        inner_references={
            "represents_party": "party",
            "represents_region": "region",
            "represents_body": "body",
        },
        encode=_encode_seat,
        decode=_decode_seat,
    ),
    Table(
        "term",
        bodies.Term,
        body_types.Term,
        ("valid_from",),
        parent="seat",
        refs={"person": Reference("person")},
        renamed={"acting": "is_acting"},
        paired=True,
    ),
    Table(
        "office",
        bodies.Office,
        body_types.Office,
        ("office", "valid_from"),
        parent="body",
        refs={"seat": Reference("seat", within="parent")},
        renamed={"office": "kind"},
        paired=True,
    ),
    Table("rotation", bodies.Rotation, body_types.Rotation, ("office",), parent="body"),
    Table(
        "calendar_entry",
        bodies.CalendarEntry,
        body_types.CalendarEntry,
        ("date", "title"),
        parent="body",
        renamed={"tentative": "is_tentative"},
        paired=True,
    ),
    Table(
        "document",
        documents.Document,
        document_types.Document,
        ("id",),
        refs={"kind": Reference("document_kind"), "parent": Reference("document")},
        many={"patient_groups": "patient_group"},
        children={
            "responsible": "responsibility",
            "parties": "document_party",
            "predecessors": "succession",
            "covers": "coverage",
            "references": "reference",
            "editions": "edition",
        },
        left_out=("exempt",),
        extra=("exempt_statute", "is_public"),
        encode=_encode_document,
        decode=_decode_document,
    ),
    Table(
        "edition",
        documents.Edition,
        document_types.Edition,
        ("id",),
        parent="document",
        children={"provisions": "provision_text"},
        renamed={"public": "is_public"},
        left_out=("text",),
        extra=("has_text",),
        encode=_encode_edition,
        decode=_decode_edition,
    ),
    Table("provision", documents.Provision, Strict, ("slug",), parent="document", extra=("slug",)),
    Table(
        "provision_text",
        documents.ProvisionText,
        document_types.ProvisionText,
        ("id",),
        parent="edition",
        refs={"id": Reference("provision", column="provision", within="grandparent")},
        inner_references={"parent": "provision_text"},
        blanked=("number",),
        position="position",
    ),
    Table(
        "responsibility",
        documents.Responsibility,
        document_types.Responsible,
        ("body", "valid_from"),
        parent="document",
        refs={"body": Reference("body")},
        paired=True,
    ),
    Table(
        "document_party",
        documents.DocumentParty,
        document_types.BoundParty,
        ("party", "valid_from"),
        parent="document",
        refs={"party": Reference("party")},
        paired=True,
    ),
    Table(
        "succession",
        documents.Succession,
        document_types.Predecessor,
        ("document", "provision", "into"),
        parent="document",
        refs={
            "document": Reference("document", column="predecessor"),
            "provision": Reference("provision", column="predecessor_provision", within="document"),
            "into": Reference("provision", column="provision", within="parent"),
        },
        renamed={"on": "date", "into_part": "into"},
        paired=True,
    ),
    Table(
        "coverage",
        documents.Coverage,
        document_types.Coverage,
        ("statute", "number", "provision"),
        parent="document",
        refs={
            "statute": Reference("statute"),
            "provision": Reference("provision", within="parent"),
        },
        paired=True,
    ),
    Table(
        "reference",
        documents.Reference,
        document_types.Reference,
        ("document", "provision", "from_provision", "kind"),
        parent="document",
        refs={
            "document": Reference("document", column="target"),
            "provision": Reference("provision", column="target_provision", within="document"),
            "from_provision": Reference("provision", column="provision", within="parent"),
        },
        paired=True,
    ),
    Table(
        "authority_rule",
        documents.AuthorityRule,
        document_types.AuthorityRule,
        ("id",),
        refs={"document": Reference("document")},
        many={
            "bodies": "body",
            "recommending_bodies": "body",
            "document_kinds": "document_kind",
        },
    ),
    Table(
        "process",
        documents.Process,
        document_types.Process,
        ("id",),
        many={"documents": "document"},
        children={"milestones": "milestone"},
    ),
    Table(
        "milestone",
        documents.Milestone,
        document_types.Milestone,
        ("title",),
        parent="process",
        refs={"body": Reference("body")},
        position="position",
        paired=True,
    ),
    *PLAN_TABLES,
    *LEDGER_TABLES,
]

BY_KIND: dict[str, Table] = {table.kind: table for table in TABLES}

TOP_LISTS: dict[str, str] = {
    "sources": "source",
    "statutes": "statute",
    "parties": "party",
    "regions": "region",
    "persons": "person",
    "contacts": "contact",
    "facilities": "facility",
    "bodies": "body",
    "documents": "document",
    "authority": "authority_rule",
    "processes": "process",
    "plans": "plan",
    "status_tables": "status_table",
    "legends": "legend",
    "escalations": "escalation",
}
"""The lists of a folder: attribute → kind."""

PARTNERSHIP_LISTS: dict[str, str] = {
    "sides": "side",
    "tiers": "tier",
    "document_kinds": "document_kind",
    "patient_groups": "patient_group",
    "retention": "retention",
}
"""The lists of partnership.yaml: attribute → kind."""
