"""Who may see and keep a plan. A draft is for those who work with it; what is adopted is frozen."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.common.permissions import (
    Condition,
    Having,
    HavingOne,
    HoldingIn,
    Rule,
    everyone,
    nobody,
    secretariat,
)
from samspill.documents.rules import of_a_document
from samspill.plans.states import OPEN, PUBLISHED

SITTING = ("member", "chair", "deputy_chair", "secretary", "substitute", "observer")
SPEAKING = ("contact", "reporter")
_published = tuple(state.value for state in PUBLISHED)
_open = tuple(state.value for state in OPEN)


def _seen(path: str) -> Condition:
    adopting = _("those with a seat in the body that adopts the plan")
    return (
        Having(f"{path}state", _published, _("everyone, when the edition is no draft"))
        | secretariat
        | HoldingIn("body", SITTING, f"{path}adopted_by_id", adopting)
    )


def _kept(path: str) -> Condition:
    return secretariat & Having(f"{path}state", _open, _("until the edition is adopted"))


PLAN = Rule(
    see=HavingOne("editions", Q(state__in=_published), _("everyone, when an edition is no draft"))
    | secretariat,
    actions={"change": secretariat},
)
EDITION = Rule(see=_seen(""), actions={"change": secretariat})
OF_AN_EDITION = Rule(see=_seen("edition__"), actions={"change": _kept("edition__")})
"""Goals, focus areas and measures."""
OF_AN_EDITION_ALWAYS = Rule(see=_seen("edition__"), actions={"change": secretariat})
"""Rounds of reporting: an edition is reported on once it is adopted."""
OF_A_ROUND = Rule(see=_seen("round__edition__"), actions={"change": nobody})
"""Who was asked: written when the round is closed."""
OF_A_MEASURE = Rule(
    see=_seen("measure__edition__"), actions={"change": _kept("measure__edition__")}
)
OF_A_LINK = Rule(
    see=OF_A_MEASURE.see & of_a_document().see, actions={"change": _kept("measure__edition__")}
)
"""It names a document, which may be open to fewer."""
_senders = HoldingIn(
    "party", SPEAKING, "party_id", _("contact person and reporter of the party that sends it")
) | HoldingIn("body", SITTING, "body_id", _("those with a seat in the body that sends it"))
INPUT = Rule(
    see=_seen("edition__") | _senders,
    actions={
        "change": secretariat,
        "submit": (secretariat | _senders)
        & Having("edition__state", _open, _("until the edition is adopted")),
    },
)
"""What came of an input may be told after the plan is adopted."""
STATUS = Rule(see=everyone, actions={"change": secretariat})
"""Status tables are reported and published elsewhere; here they are kept as they were."""
