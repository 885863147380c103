"""Taking an item out of minutes that everyone can read, when it should not have been there."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Meeting
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import today


@transaction.atomic
def take_out(
    *, by: Actor, item: AgendaItem, statute: str, reason: str, version: str = ""
) -> AgendaItem:
    """Exempts an item of open minutes: the statute and the day stand in its place.

    What the item says stays as it was approved, for those who may read it. What is owed because of
    it closes with it (``cases/following.py``).

    Args:
        statute: what it is exempt by, such as «offl. § 13».
        reason: why it is taken out only now; it stands in the log alone.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: the minutes are not open, it is exempt already, or statute or reason is
            missing.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    found = AgendaItem.objects.select_related("case").get(pk=item.pk)
    found.meeting = meeting
    if not meeting.are_minutes_open:
        raise ValidationError(_("The minutes are not open to everyone. Exempt it in them."))
    if not found.is_public:
        raise ValidationError(_("It is exempt already."))
    if not re.search(r"\d", statute):
        raise ValidationError({"statute": [_("Name the statute, such as offentleglova § 13.")]})
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why, without telling what it was.")]})
    found.is_public, found.exempt_statute = False, statute.strip()
    found.taken_out_on = today()
    return actions.save(
        by=by, record=found, version=version, action="take out", reason=reason.strip()
    )
