"""A merger that should not have been is taken back, as long as nothing was built on it.

All that it did stands in the audit trail under one word, from the new municipality on.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.commitments.models import Owner
from samspill.common import putting_back
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry
from samspill.common.permissions import require
from samspill.common.undoing import changed_since
from samspill.mergers.moving import MERGE
from samspill.parties.models import Party


def made() -> list[AuditEntry]:
    """The entries of the new municipalities that mergers made and are there still, the last
    first."""
    entries = AuditEntry.objects.filter(action=MERGE, model="parties.party", before={})
    there = Party.objects.values("pk")
    return list(entries.filter(object_id__in=there).order_by("-pk"))


def done_by(new: Party) -> list[AuditEntry]:
    """All that the merger did that made this municipality; empty where none did."""
    entries = AuditEntry.objects.filter(action=MERGE).order_by("pk")
    first = entries.filter(model="parties.party", object_id=new.pk, before={}).first()
    if first is None:
        return []
    after = entries.filter(model="parties.party", before={}, pk__gt=first.pk).first()
    mine = entries.filter(pk__gte=first.pk)
    return list(mine.filter(pk__lt=after.pk) if after else mine)


def in_the_way(new: Party, entries: list[AuditEntry]) -> list[str]:
    """Why the merger cannot be taken back, in words; empty when it can, as far as is known."""
    owing = Owner.objects.filter(party=new).select_related("commitment")
    owed = list(dict.fromkeys(str(owner.commitment) for owner in owing[:3]))
    if owed:
        told = _("%(party)s owes something already: %(what)s. End the municipality, and enter who "
                 "takes over from it, instead.")  # fmt: skip
        return [told % {"party": new, "what": "; ".join(owed)}]
    return changed_since(entries)


@transaction.atomic
def take_back(*, by: Actor, new: Party) -> int:
    """Puts everything back as it was before the merger that made the municipality.

    Returns:
        how many records were touched.

    Raises:
        NotAllowed: the actor may not merge municipalities.
        ValidationError: something was changed since, or was built on what the merger made.
    """
    require(by, "merge", new)
    entries = done_by(new)
    problems = in_the_way(new, entries)
    if problems:
        raise ValidationError(problems)
    return putting_back.put_back(by=by, entries=entries)
