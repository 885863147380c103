"""What is agreed, as declarations; see ``common/open_format/kind.py``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samspill.common.open_format.kind import KindReference, Nested, RecordKind, Within
from samspill.common.open_format.places import FolderEach, InPartnership, ListFile
from samspill.documents import models
from samspill.documents.open_format import checks, editions, law, shorthand, types
from samspill.documents.open_format.deciding import check_decided, holds_some_time


def _encode_document(document: types.Document) -> dict[str, Any]:
    return {"exempt_statute": document.exempt, "is_public": not document.exempt}


def _decode_document(values: dict[str, Any]) -> dict[str, Any]:
    return {"exempt": values["exempt_statute"]} if values["exempt_statute"] else {}


def _encode_edition(edition: types.Edition) -> dict[str, Any]:
    return {"has_text": edition.text == "entered"}


def _decode_edition(values: dict[str, Any]) -> dict[str, Any]:
    return {} if values["has_text"] else {"text": "not_entered"}


def _provisions_of(document: types.Document) -> Iterable[types.ProvisionText]:
    """A provision is the same through all editions that have it."""
    for edition in document.editions:
        yield from edition.provisions


KINDS = [
    RecordKind(
        "document_kind",
        models.DocumentKind,
        types.DocumentKind,
        place=InPartnership("document_kinds", order=30),
    ),
    RecordKind(
        "patient_group",
        models.PatientGroup,
        types.PatientGroup,
        place=InPartnership("patient_groups", order=40),
    ),
    RecordKind(
        "statute",
        models.Statute,
        types.Statute,
        place=ListFile("law.yaml", "statutes"),
        children={"requirements": "requirement", "assessments": "assessment"},
        expand=law.add_shipped_law,
        check=checks.check_statutes,
    ),
    RecordKind(
        "requirement",
        models.Requirement,
        types.Requirement,
        ("number", "valid_from"),
        parent="statute",
        paired=True,
    ),
    RecordKind(
        "assessment",
        models.Assessment,
        types.Assessment,
        ("number", "on"),
        parent="statute",
        renamed={"by": "assessed_by", "on": "assessed_on"},
        paired=True,
    ),
    RecordKind(
        "document",
        models.Document,
        types.Document,
        place=FolderEach(
            "documents",
            file="document.yaml",
            texts="editions",
            made_of_text=("preamble", "provisions"),
            read=editions.read,
            write=editions.write,
        ),
        refs={"kind": KindReference("document_kind"), "parent": KindReference("document")},
        many={"patient_groups": "patient_group"},
        children={
            "responsible": "responsibility",
            "parties": "document_party",
            "predecessors": "succession",
            "covers": "coverage",
            "references": "reference",
            "disputes": "dispute_step",
            "editions": "edition",
        },
        identities={"provision": _provisions_of},
        left_out=("exempt",),
        extra=("exempt_statute", "is_public"),
        encode=_encode_document,
        decode=_decode_document,
        expand=shorthand.write_out_parties,
        check=checks.check_documents,
    ),
    RecordKind(
        "edition",
        models.Edition,
        types.Edition,
        parent="document",
        refs={"adopted_by": KindReference("body"), "recommended_by": KindReference("body")},
        children={"provisions": "provision_text"},
        renamed={"public": "is_public"},
        left_out=("text",),
        extra=("has_text",),
        encode=_encode_edition,
        decode=_decode_edition,
        within=(Within(inherits=holds_some_time),),
    ),
    RecordKind(
        "provision",
        models.Provision,
        types.ProvisionText,
        parent="document",
        left_out=("number", "heading", "depth", "body"),
    ),
    RecordKind(
        "provision_text",
        models.ProvisionText,
        types.ProvisionText,
        parent="edition",
        refs={"id": KindReference("provision", column="provision", within="grandparent")},
        inner_references={"parent": "provision_text"},
        nested=Nested(depth="depth", column="parent"),
        blanked=("number",),
        position="position",
    ),
    RecordKind(
        "responsibility",
        models.Responsibility,
        types.Responsible,
        ("body", "valid_from"),
        parent="document",
        refs={"body": KindReference("body")},
        paired=True,
        within=(Within(), Within("body", called="the responsibility", ends=False)),
    ),
    RecordKind(
        "document_party",
        models.DocumentParty,
        types.BoundParty,
        ("party", "valid_from"),
        parent="document",
        left_out=("all",),
        refs={"party": KindReference("party")},
        many={"signed_by": "party"},
        paired=True,
        within=(Within(), Within("party", called="the party's time in the document")),
    ),
    RecordKind(
        "succession",
        models.Succession,
        types.Predecessor,
        ("document", "provision", "into"),
        parent="document",
        refs={
            "document": KindReference("document", column="predecessor"),
            "provision": KindReference(
                "provision", column="predecessor_provision", within="document"
            ),
            "into": KindReference("provision", column="provision", within="parent"),
        },
        renamed={"on": "date", "into_part": "into"},
        paired=True,
    ),
    RecordKind(
        "coverage",
        models.Coverage,
        types.Coverage,
        ("statute", "number", "provision"),
        parent="document",
        refs={
            "statute": KindReference("statute"),
            "provision": KindReference("provision", within="parent"),
        },
        paired=True,
    ),
    RecordKind(
        "reference",
        models.Reference,
        types.Reference,
        ("document", "provision", "from_provision", "kind"),
        parent="document",
        refs={
            "document": KindReference("document", column="target"),
            "provision": KindReference("provision", column="target_provision", within="document"),
            "from_provision": KindReference("provision", column="provision", within="parent"),
        },
        paired=True,
    ),
    RecordKind(
        "dispute_step",
        models.DisputeStep,
        types.DisputeStep,
        ("position",),
        parent="document",
        refs={"body": KindReference("body")},
        renamed={"outside": "is_outside"},
        position="position",
        paired=True,
    ),
    RecordKind(
        "authority_rule",
        models.AuthorityRule,
        types.AuthorityRule,
        place=ListFile("authority.yaml", "authority"),
        check=check_decided,
        refs={
            "document": KindReference("document"),
            "edition": KindReference("edition", within="document"),
        },
        many={
            "bodies": "body",
            "recommending_bodies": "body",
            "preparing_bodies": "body",
            "document_kinds": "document_kind",
        },
    ),
    RecordKind(
        "process_calendar",
        models.ProcessCalendar,
        types.ProcessCalendar,
        place=ListFile("processes.yaml", "processes"),
        many={"documents": "document"},
        children={"milestones": "milestone"},
    ),
    RecordKind(
        "milestone",
        models.Milestone,
        types.Milestone,
        ("title",),
        parent="calendar",
        refs={"body": KindReference("body")},
        many={"together_with": "body"},
        position="position",
        paired=True,
    ),
]
