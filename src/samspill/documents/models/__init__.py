"""What is agreed: the texts, what the law asks of them, and who decides about them."""

from samspill.documents.models.authority import AuthorityRule
from samspill.documents.models.decisions import (
    DisputeStep,
    Milestone,
    ProcessCalendar,
)
from samspill.documents.models.documents import (
    Document,
    DocumentKind,
    DocumentQuerySet,
    Edition,
    EditionQuerySet,
    PatientGroup,
)
from samspill.documents.models.law import (
    Assessment,
    Coverage,
    Requirement,
    Statute,
)
from samspill.documents.models.texts import (
    DocumentParty,
    Provision,
    ProvisionText,
    Reference,
    Responsibility,
    Succession,
)
from samspill.documents.states import EditionStatus

__all__ = [
    "Assessment",
    "AuthorityRule",
    "Coverage",
    "DisputeStep",
    "Document",
    "DocumentKind",
    "DocumentParty",
    "DocumentQuerySet",
    "Edition",
    "EditionQuerySet",
    "EditionStatus",
    "Milestone",
    "PatientGroup",
    "ProcessCalendar",
    "Provision",
    "ProvisionText",
    "Reference",
    "Requirement",
    "Responsibility",
    "Statute",
    "Succession",
]
