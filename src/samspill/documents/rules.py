"""Who may see and keep what is agreed; a draft is for those who work with it."""

from django.utils.translation import gettext_lazy as _

from samspill.common.permissions import Having, HavingOne, HoldingIn, Rule, secretariat
from samspill.documents.states import EditionStatus

PUBLISHED = tuple(status.value for status in EditionStatus if status != EditionStatus.DRAFT)
SITTING = ("member", "chair", "deputy_chair", "secretary", "substitute", "observer")

_published = Having("is_public", (True,), _("everyone, when it is published")) & Having(
    "status", PUBLISHED, _("no draft")
)


def _sitting(path: str) -> HoldingIn:
    label = _("those with a seat in a body that answers for the document")
    return HoldingIn("body", SITTING, path, label)


def _secretary(path: str) -> HoldingIn:
    label = _("the secretary of a body that answers for the document")
    return HoldingIn("body", ("secretary",), path, label)


DOCUMENT = Rule(
    see=(
        Having("is_public", (True,), _("everyone, when the document is open"))
        & HavingOne(
            "editions",
            (("is_public", (True,)), ("status", PUBLISHED)),
            _("it has a published edition"),
        )
    )
    | secretariat
    | _sitting("responsibilities__body_id"),
    actions={
        "change": secretariat,
        "draft": secretariat | _secretary("responsibilities__body_id"),
    },
)
EDITION = Rule(
    see=(_published & Having("document__is_public", (True,), _("the document is open")))
    | secretariat
    | _sitting("document__responsibilities__body_id"),
    actions={
        "change": secretariat
        | (
            _secretary("document__responsibilities__body_id")
            & Having("status", (EditionStatus.DRAFT.value,), _("while it is a draft"))
        ),
        "publish": secretariat,
    },
)
OF_AN_EDITION = Rule(
    see=(
        Having("edition__is_public", (True,), _("everyone, when the edition is published"))
        & Having("edition__status", PUBLISHED, _("no draft"))
        & Having("edition__document__is_public", (True,), _("the document is open"))
    )
    | secretariat
    | _sitting("edition__document__responsibilities__body_id"),
    actions={
        "change": secretariat
        | (
            _secretary("edition__document__responsibilities__body_id")
            & Having("edition__status", (EditionStatus.DRAFT.value,), _("while it is a draft"))
        ),
    },
)


def of_a_document(path: str = "document") -> Rule:
    """The rule of facts about a document: seen with the document, kept by the secretariat."""
    return Rule(
        see=(
            Having(f"{path}__is_public", (True,), _("everyone, when the document is open"))
            & HavingOne(
                f"{path}__editions",
                (("is_public", (True,)), ("status", PUBLISHED)),
                _("it has a published edition"),
            )
        )
        | secretariat
        | _sitting(f"{path}__responsibilities__body_id"),
        actions={"change": secretariat},
    )
