"""What is done to the measures of a draft: a new one with those who answer for it, and owners."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Max

from samspill.bodies.models import Body
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.permissions import require
from samspill.parties.models import Party
from samspill.plans.models import FocusArea, Measure, MeasureOwner
from samspill.plans.parsing import NamedOwner

_LAST_NUMBER = re.compile(r"\d+\Z")


@transaction.atomic
def add_measure(*, by: Actor, measure: Measure, owners: list[NamedOwner]) -> Measure:
    """Adds a measure at the end of its draft, with those who answer for it.

    Args:
        measure: with its edition and focus area; without a number it gets the next of the area.
        owners: those that its ``responsible`` was read as.

    Raises:
        NotAllowed: the actor may not, or the edition is frozen.
        ValidationError: a value is wrong, or the number is taken.
    """
    require(by, "change", measure)
    last = measure.edition.measures.aggregate(last=Max("order"))["last"]
    measure.order = (last or 0) + 1
    measure.number = measure.number or next_number(measure.area)
    actions.save(by=by, record=measure)
    set_owners(by=by, measure=measure, owners=owners)
    return measure


def next_number(area: FocusArea) -> str:
    """The number after the last of a focus area: 1.1.9 is followed by 1.1.10."""
    taken = dict(area.edition.measures.order_by("order").values_list("number", "area"))
    own = [number for number, of in taken.items() if of == area.pk]
    found = own[-1] if own else f"{area.number}.0"
    while found in taken or found == f"{area.number}.0":
        last = _LAST_NUMBER.search(found)
        found = f"{found[: last.start()]}{int(last[0]) + 1}" if last else f"{found}.1"
    return found


@transaction.atomic
def set_owners(*, by: Actor, measure: Measure, owners: list[NamedOwner]) -> None:
    """Puts those that a text was read as in place of whoever answered for the measure before.

    Each is written by itself, so that it can be undone.

    Raises:
        NotAllowed: the actor may not, or the edition is frozen.
    """
    require(by, "change", measure)
    wanted = _made(measure, owners)
    there = {_who(one): one for one in measure.owners.all()}
    for who in there.keys() - wanted.keys():
        actions.remove(by=by, record=there[who])
    for place, (who, one) in enumerate(wanted.items()):
        kept = there.get(who, one)
        kept.order = place
        actions.save(by=by, record=kept)


def _made(measure: Measure, owners: list[NamedOwner]) -> dict[tuple[Any, ...], MeasureOwner]:
    keys = [owner.key for owner in owners]
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=keys)}
    parties = {party.slug: party for party in Party.objects.filter(slug__in=keys)}
    made = [
        MeasureOwner(
            partnership_id=measure.partnership_id,
            measure=measure,
            body=bodies[owner.key] if owner.kind == "body" else None,
            party=parties[owner.key] if owner.kind == "party" else None,
            group=owner.key if owner.kind == "group" else "",
            role=owner.key if owner.kind == "role" else "",
        )
        for owner in owners
    ]
    return {_who(one): one for one in made}


def _who(owner: MeasureOwner) -> tuple[Any, ...]:
    return owner.body_id, owner.party_id, owner.group, owner.role
