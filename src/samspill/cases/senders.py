"""Whom somebody may raise a case for: a party, a body, a seat that speaks for users, the office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat
from samspill.cases.models import Case
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.permissions import SECRETARIAT, may, which
from samspill.common.ready import together
from samspill.parties.models import Party

FOR_USERS = (Party.Kind.USER_ORGANISATION,)


@dataclass(frozen=True)
class Sender:
    """Who a case is from: what it is called, and the facts of the case that say so."""

    label: str
    fields: dict[str, Any]


def senders_of(actor: Actor, partnership: Partnership) -> dict[str, Sender]:
    """All that an actor may raise a case for, by a key, the most likely first."""
    blank = partial(Case, partnership=partnership)
    read = together(
        parties=which(actor, Party.objects.members_on(today())),
        bodies=which(actor, Body.objects.on(today()).order_by("order", "sort_key")),
        seats=Seat.objects.held_on(today(), user=actor.user).select_related(
            "body", "represents_party"
        ),
    )
    found: dict[str, Sender] = {}
    if actor.holds(SECRETARIAT):
        office = _("The secretariat")
        found["sekretariatet"] = Sender(office, {"proposed_by": office})
    for seat in read["seats"]:
        if _speaks_for_users(seat):
            label = f"{seat.label} ({seat.body.short_name or seat.body.name})"
            found[f"plass-{seat.pk}"] = Sender(
                label, {"proposed_by": label[:200], "proposing_body": seat.body}
            )
    for party in read["parties"]:
        if may(actor, "raise", blank(proposer=party)):
            found[f"part-{party.pk}"] = Sender(str(party), {"proposer": party})
    for body in read["bodies"]:
        if may(actor, "raise", blank(proposing_body=body)):
            found[f"organ-{body.pk}"] = Sender(str(body), {"proposing_body": body})
    return found


def _speaks_for_users(seat: Seat) -> bool:
    """Whether a seat stands for users: for their organisation, or for a role named in words."""
    party = seat.represents_party
    return bool(seat.represents_role) or (party is not None and party.kind in FOR_USERS)
