"""What is owed by those who have ended goes to their successors, with all that was reported."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import Successors, successors
from samspill.commitments import processes
from samspill.commitments.actions import Owes, change_owners, close, key_of
from samspill.commitments.models import Commitment, CommitmentQuerySet, Owner
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.parties.models import Party

ClosedAs = Commitment.ClosedAs


def left_on(date: datetime.date) -> CommitmentQuerySet:
    """What is still owed by a body or party whose last day is before ``date``: who took over must
    be decided."""
    ended = Q(party__valid_to__lt=date) | Q(body__valid_to__lt=date)
    owing = Owner.objects.filter(ended, is_open=True)
    return Commitment.objects.open().filter(pk__in=owing.values("commitment"))


@transaction.atomic
def take_over(*, by: Actor) -> int:
    """Gives what is owed by those who have ended to the one who took over, where that is plain.

    What the successor owes already is not asked twice: then the older one lapses, with what was
    reported on it. Done twice it changes nothing the second time.

    Returns:
        How many went over.

    Raises:
        NotAllowed: the actor may not give it to others.
    """
    date = today()
    left = list(left_on(date).prefetch_related("owners__body", "owners__party").order_by("pk"))
    if not left:
        return 0
    line = successors()
    bodies: dict[int, Body] = Body.objects.in_bulk(line.named_bodies)
    parties: dict[int, Party] = Party.objects.in_bulk(line.named_parties)
    gone = 0
    for commitment in left:
        before = list(commitment.owners.all())
        after = [_heir(owner, date, line, bodies, parties) for owner in before]
        if key_of(after) == commitment.owners_key:
            continue
        owed_by_them = _owed_already(commitment, after)
        if owed_by_them and owed_by_them.closed_as:
            # What they owed was closed; to give it to them again is for a person to decide.
            continue
        gone += 1
        reason = _("Those who owed it have ended: %(before)s. After them: %(after)s.") % {
            "before": ", ".join(map(str, before)), "after": _names(after),
        }  # fmt: skip
        if owed_by_them:
            close(by=by, commitment=commitment, closed_as=ClosedAs.LAPSED, reason=reason)
        else:
            change_owners(by=by, commitment=commitment, owners=after, reason=reason)
    return gone


def _heir(
    owner: Owner,
    date: datetime.date,
    line: Successors,
    bodies: dict[int, Body],
    parties: dict[int, Party],
) -> Owes:
    if owner.body_id is not None:
        heir = line.bodies.heir(owner.body_id, date).pk
        return Owes(body=bodies.get(heir or 0, owner.body), role=owner.role)
    heir = line.parties.heir(owner.party_id or 0, date).pk
    return Owes(party=parties.get(heir or 0, owner.party))


def _names(owners: Iterable[Owes]) -> str:
    return ", ".join(dict.fromkeys(str(one.body or one.party) for one in owners))


def _owed_already(commitment: Commitment, owners: Iterable[Owes]) -> Commitment | None:
    """What those owners owe, or owed, of the same thing."""
    about = processes.process_of(commitment.process).about
    thing = about.objects.get(commitment=commitment).thing_id
    same = about.objects.filter(thing=thing, owners_key=key_of(owners))
    found = same.exclude(commitment=commitment).select_related("commitment").first()
    return found.commitment if found else None
