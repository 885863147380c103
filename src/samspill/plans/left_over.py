"""Measures owed by those who have ended, where who took over must be decided: given on in place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import made_of, to_read
from samspill.commitments.actions import Owes, change_owners
from samspill.commitments.models import Commitment, Owner
from samspill.commitments.taking_over import left_on
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.ready import together
from samspill.parties.models import Party
from samspill.plans.models import PlanEdition

MODELS: dict[str, Any] = {"party": Party, "body": Body}


@dataclass(frozen=True)
class Left:
    """One who has ended and still owes measures; ``after`` are those who took over a part."""

    key: str
    name: str
    ended_on: datetime.date
    measures: int
    after: tuple[tuple[str, str], ...]


def left_in(edition: PlanEdition, date: datetime.date) -> list[Left]:
    """Those of an edition whose measures nobody who is there today owes, by name."""
    owns = Owner.objects.filter(
        commitment__in=left_on(date).filter(owedmeasure__thing__edition=edition)
    ).select_related("party", "body")
    read = together(owns=owns, **to_read())
    owed: dict[tuple[str, Any], int] = {}
    for owner in read["owns"]:
        kind, one = ("body", owner.body) if owner.body else ("party", owner.party)
        if one is not None and one.valid_to is not None and one.valid_to < date:
            owed[(kind, one)] = owed.get((kind, one), 0) + 1
    line = made_of(read)
    found = []
    for (kind, one), count in owed.items():
        gone = getattr(line, "bodies" if kind == "body" else "parties")
        named = getattr(line, "named_bodies" if kind == "body" else "named_parties")
        heir = gone.heir(one.pk, date)
        among = heir.among or ((heir.pk,) if heir.pk else ())
        after = tuple((f"{kind}-{one.pk}:{pk}", str(named[pk])) for pk in among)
        found.append(Left(f"{kind}-{one.pk}", str(one), one.valid_to, count, after))
    return sorted(found, key=lambda left: left.name.casefold())


@transaction.atomic
def give_on(*, by: Actor, edition: PlanEdition, chosen: str) -> int:
    """Gives what one who has ended owes of an edition to one of those who took over.

    Args:
        chosen: a key of ``Left.after``.

    Returns:
        How many measures went over.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: it is none of the choices that there are now.
    """
    date = today()
    known = {key: left for left in left_in(edition, date) for key, _name in left.after}
    if chosen not in known:
        raise ValidationError(_("That is decided already, or cannot be chosen. Look again below."))
    before, _colon, after = chosen.partition(":")
    kind, _dash, ended = before.partition("-")
    heir = MODELS[kind].objects.get(pk=int(after))
    owed = left_on(date).filter(
        owedmeasure__thing__edition=edition, **{f"owners__{kind}": int(ended)}
    )
    reason = _("%(before)s has ended; %(after)s takes over.") % {
        "before": known[chosen].name, "after": heir,
    }  # fmt: skip
    found: list[Commitment] = list(owed.prefetch_related("owners__party", "owners__body"))
    for commitment in found:
        owners = [
            Owes(**{kind: heir}, role=owner.role)
            if getattr(owner, f"{kind}_id") == int(ended)
            else Owes(party=owner.party, body=owner.body, role=owner.role)
            for owner in commitment.owners.all()
        ]
        change_owners(by=by, commitment=commitment, owners=owners, reason=reason)
    return len(found)
