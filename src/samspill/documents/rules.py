"""Who may see and keep what is agreed; a draft is for those who work with it.

The editor writes: drafts of every document, which somebody else publishes. So the one who words a
text is not the one who says that it holds.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.common.conditions import reached_by
from samspill.common.permissions import (
    Condition,
    Fulfilling,
    Having,
    HavingOne,
    Holding,
    HoldingIn,
    Rule,
    secretariat,
)
from samspill.documents.states import OPEN, PUBLIC, EditionStatus

SITTING = ("member", "chair", "deputy_chair", "secretary", "substitute", "observer")
EDITOR = "editor"
editor = Holding((EDITOR,), _("the editor"))
_PUBLISHED = _("everyone, when it is published and the document is open")


def _public(path: str = "") -> Condition:
    """What anyone may see of a document, which ``path`` leads to."""
    is_open = Q(**{f"{path}is_public": True})
    return Fulfilling(is_open, _("everyone, when the document is open")) & HavingOne(
        f"{path}editions", OPEN, _("it has a published edition")
    )


def _sitting(path: str) -> HoldingIn:
    label = _("those with a seat in a body that answers for the document")
    return HoldingIn("body", SITTING, path, label)


def _secretary(path: str) -> HoldingIn:
    label = _("the secretary of a body that answers for the document")
    return HoldingIn("body", ("secretary",), path, label)


DOCUMENT = Rule(
    see=_public() | secretariat | editor | _sitting("responsibilities__body_id"),
    actions={
        "change": secretariat,
        "draft": secretariat | editor | _secretary("responsibilities__body_id"),
    },
)
EDITION = Rule(
    see=Fulfilling(PUBLIC, _PUBLISHED)
    | secretariat
    | editor
    | _sitting("document__responsibilities__body_id"),
    actions={
        "change": secretariat
        | (
            (editor | _secretary("document__responsibilities__body_id"))
            & Having("status", (EditionStatus.DRAFT.value,), _("while it is a draft"))
        ),
        "publish": secretariat,
    },
)
OF_AN_EDITION = Rule(
    see=Fulfilling(reached_by("edition", PUBLIC), _PUBLISHED)
    | secretariat
    | editor
    | _sitting("edition__document__responsibilities__body_id"),
    actions={
        "change": secretariat
        | (
            (editor | _secretary("edition__document__responsibilities__body_id"))
            & Having("edition__status", (EditionStatus.DRAFT.value,), _("while it is a draft"))
        ),
    },
)


def of_a_document(path: str = "document") -> Rule:
    """The rule of facts about a document: seen with the document, kept by the secretariat."""
    return Rule(
        see=_public(f"{path}__")
        | secretariat
        | editor
        | _sitting(f"{path}__responsibilities__body_id"),
        actions={"change": secretariat},
    )


def between(document: str, other: str) -> Rule:
    """The rule of what ties two documents: it names both, so it is seen by who may see both."""
    first, second = of_a_document(document), of_a_document(other)
    return Rule(see=first.see & second.see, actions=first.actions)
