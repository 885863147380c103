"""Who sits today on one of the seats that something was said to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import Answer, Condition


@dataclass(frozen=True)
class SittingOnOne(Condition):
    """Holds for whoever sits today on one of the seats that ``path`` leads to; a derived one too.

    A role in the body is not enough: the others of the body do not read it.
    """

    path: str
    label: Any

    def q(self, actor: Actor) -> Answer:
        if actor.user is None or not any(role.of == "body" for role in actor.roles):
            return False
        return Q(**{f"{self.path}__in": _seats_of(actor).values("pk")})

    def holds(self, actor: Actor, record: Any) -> bool:
        if self.q(actor) is False or record.pk is None:
            return False
        return bool(
            getattr(record, self.path).filter(pk__in=_seats_of(actor).values("pk")).exists()
        )

    @property
    def words(self) -> str:
        return str(self.label)


def _seats_of(actor: Actor) -> QuerySet:
    seats = apps.get_model("bodies", "Seat")._default_manager
    found: QuerySet = seats.held_on(today(), user=actor.user)
    return found.order_by()
