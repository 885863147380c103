"""Minutes that a meeting is to approve stand first on the agenda of the next one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.cases.actions.agenda import OPEN, put_before
from samspill.cases.actions.meetings import add_item
from samspill.cases.models import AgendaItem, Case, Meeting, StandingItem
from samspill.common.actors import Actor
from samspill.common.moments import in_full


def put_on_the_next(*, by: Actor, meeting: Meeting) -> AgendaItem | None:
    """Puts «approval of minutes of …» first on the next meeting of the bodies that is not called.

    Where none is planned, the standing items of the meeting that comes put it in. Several bodies
    that met together have one text: the first of them to meet approves it.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
    """
    if meeting.approved_in.exists():
        return None
    bodies = list(meeting.bodies.all())
    after = Meeting.objects.filter(date__gt=meeting.date, state__in=OPEN, bodies__in=bodies)
    found = after.distinct().order_by("date", "pk").first()
    if found is None:
        return None
    theirs = list(found.bodies.all())
    standing = StandingItem.objects.filter(
        practice__body__in=theirs, purpose=StandingItem.Purpose.MINUTES
    ).first()
    title = standing.title if standing else _("Approval of the minutes")
    made = add_item(
        by=by,
        meeting=found,
        title=f"{title}, {in_full(meeting.date)}"[:300],
        type=Case.Type.APPROVAL,
        minutes=standing.minutes if standing else None,
        body=next((one for one in theirs if one in bodies), None) if len(theirs) > 1 else None,
        approves=meeting,
    )
    first = found.items.exclude(pk=made.pk).order_by("position").first()
    return put_before(by=by, item=made, before=first) if first else made
