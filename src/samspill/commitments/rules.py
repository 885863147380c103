"""Who may see, answer and keep what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.common.actors import Actor
from samspill.common.permissions import (
    Answer,
    Condition,
    Having,
    Own,
    Rule,
    any_role,
    nobody,
    secretariat,
)

OF_A_PARTY = ("contact", "reporter")
OF_A_BODY = ("chair", "deputy_chair", "secretary")
SEATED = ("member", "observer", "substitute", *OF_A_BODY)


@dataclass(frozen=True)
class HoldingInOwner(Condition):
    """Holds for whoever has a role in an owner: its party, its body, or the very role that owes.

    Attributes:
        in_party: the roles in a party.
        in_body: the roles in a body.
        path: from the object to the commitment; empty for the commitment itself.
    """

    in_party: tuple[str, ...]
    in_body: tuple[str, ...]
    label: Any
    path: str = ""

    def q(self, actor: Actor) -> Answer:
        # Asked for as a set of keys, not as a join: a join would need a DISTINCT over all rows.
        asked = self._owned(actor)
        if not asked:
            return False
        owners = apps.get_model("commitments", "Owner")._default_manager.filter(asked)
        return Q(**{f"{self.path or 'pk'}__in": owners.values("commitment")})

    def _owned(self, actor: Actor) -> Q:
        asked = Q()
        if parties := actor.targets("party", *self.in_party):
            asked |= Q(party__in=parties)
        if bodies := actor.targets("body", *self.in_body):
            asked |= Q(body__in=bodies)
        for kind in {role.kind for role in actor.roles if role.of == "body"}:
            asked |= Q(body__in=actor.targets("body", kind), role=kind)
        return asked

    def holds(self, actor: Actor, record: Any) -> bool:
        commitment = record
        for name in self.path.split("__") if self.path else ():
            commitment = getattr(commitment, name)
        if commitment.pk is None:
            return False
        parties = actor.targets("party", *self.in_party)
        bodies = actor.targets("body", *self.in_body)
        return any(
            owner.party_id in parties
            or owner.body_id in bodies
            or (owner.role and owner.body_id in actor.targets("body", owner.role))
            for owner in commitment.owners.all()
        )

    @property
    def words(self) -> str:
        return str(self.label)


def _seen_by(path: str = "") -> Condition:
    is_public = f"{path}__is_public" if path else "is_public"
    seated = HoldingInOwner(
        OF_A_PARTY, SEATED, _("those with a role in the party or body that owes it"), path
    )
    return Having(is_public, (True,), _("everyone, when it is open")) | secretariat | seated


_answers = HoldingInOwner(
    OF_A_PARTY, OF_A_BODY, _("whoever answers for the party or body that owes it")
)

COMMITMENT = Rule(see=_seen_by(), actions={"change": secretariat, "answer": secretariat | _answers})
OF_A_COMMITMENT = Rule(see=_seen_by("commitment"), actions={"change": nobody})
"""Owners and reports: written by the actions of the commitment alone."""
OF_A_REPORT = Rule(
    see=any_role & _seen_by("report__commitment"),
    actions={
        "change": nobody,
        "take away": secretariat
        | HoldingInOwner(OF_A_PARTY, OF_A_BODY, _answers.label, "report__commitment"),
    },
)
"""Files: as their report, but never without signing in. They may hold anything."""
ESCALATION = Rule(see=any_role, actions={"change": secretariat})
OF_A_PERSON = Rule(see=Own("person_id"), actions={"change": Own("person_id")})
"""One's own reminders and calendar addresses."""
