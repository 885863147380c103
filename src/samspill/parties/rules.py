"""Who may see and keep the facts about parties and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.common.actors import Actor
from samspill.common.permissions import (
    Answer,
    Condition,
    HoldingIn,
    Own,
    Rule,
    everyone,
    operator,
    secretariat,
)

CONTACT = "contact"


@dataclass(frozen=True)
class NoOtherRole(Condition):
    """Holds for people who have, and had, no role but for a party, and do not run the installation.

    The address that a contact person writes for one of the others is where that one's next
    invitation goes: with it the role would go to whoever reads the mailbox.
    """

    def q(self, actor: Actor) -> Answer:
        return ~Q(pk__in=_others().values("person")) & ~Q(user__is_operator=True)

    def holds(self, actor: Actor, record: Any) -> bool:
        if record.user is not None and record.user.is_operator:
            return False
        return record.pk is None or not _others().filter(person=record.pk).exists()

    @property
    def words(self) -> str:
        return gettext("of people whose roles are the party's alone")


def _others() -> QuerySet[Any]:
    model: Any = apps.get_model("parties", "Assignment")
    found: QuerySet[Any] = model.objects.exclude(kind__in=model.FOR_A_PARTY)
    return found


_party_contact = HoldingIn("party", (CONTACT,), "party_id", _("the party's contact person"))
_own_party = HoldingIn("party", (CONTACT,), "id", _("the party's contact person"))

PARTY = Rule(
    see=everyone,
    actions={"change": secretariat, "confirm": secretariat | _own_party, "merge": secretariat},
)
PERSON = Rule(
    see=secretariat | operator | _party_contact | Own("id"),
    actions={
        "change": secretariat | operator | (_party_contact & NoOtherRole()),
        "export": secretariat | Own("id"),
        "erase": secretariat,
        "merge": secretariat,
        "close sign-in": operator,
    },
)
ASSIGNMENT = Rule(
    see=secretariat | operator | _party_contact | Own("person_id"),
    actions={"change": secretariat | operator},
)
RETENTION = Rule(see=everyone, actions={"change": secretariat})
SECOND_STEP = Rule(see=secretariat | operator, actions={"change": secretariat | operator})
CONTACT_POINT = Rule(see=everyone, actions={"change": secretariat | _party_contact})
