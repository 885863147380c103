"""Who may see and keep the facts about parties and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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

    Other apps say whom they give roles (:func:`gives_roles`), such as those with seats in bodies.

    The address that a contact person writes for one of the others is where that one's next
    invitation goes: with it the role would go to whoever reads the mailbox.
    """

    def q(self, actor: Actor) -> Answer:
        return ~_has_another() & ~Q(user__is_operator=True)

    def holds(self, actor: Actor, record: Any) -> bool:
        if record.user is not None and record.user.is_operator:
            return False
        if record.pk is None:
            return True
        return not type(record).objects.filter(_has_another(), pk=record.pk).exists()

    @property
    def words(self) -> str:
        return gettext("of people whose roles are the party's alone")


People = Callable[[], QuerySet[Any]]
_giving_roles: list[People] = []


def gives_roles(people: People) -> None:
    """Registers who has, or had, a role of another kind than for a party.

    Args:
        people: their primary keys, as values.
    """
    if people not in _giving_roles:
        _giving_roles.append(people)


def _has_another() -> Q:
    found = Q()
    for people in _giving_roles:
        found |= Q(pk__in=people())
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
