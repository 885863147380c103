"""Measures of one who has ended are given on, to one of those who took over."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments.actions import Owes, change_owners
from samspill.commitments.models import Commitment
from samspill.commitments.taking_over import left_on
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.parties.models import Party
from samspill.plans.left_over import left_in
from samspill.plans.models import PlanEdition

MODELS: dict[str, Any] = {"party": Party, "body": Body}


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
