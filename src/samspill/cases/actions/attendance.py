"""Who came to a meeting, seat by seat; and others who were there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Seat
from samspill.cases.actions.meetings import held_unsent
from samspill.cases.models import Attendance, Meeting
from samspill.common import actions
from samspill.common.actors import Actor


@transaction.atomic
def set_attendance(
    *,
    by: Actor,
    meeting: Meeting,
    seat: Seat,
    came: str,
    substitute: Seat | None = None,
    note: str = "",
) -> Attendance | None:
    """Writes how it is with a seat; with an empty ``came`` that nothing is entered.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: a substitute for one who came, or who came for another already; or the
            minutes are approved.
    """
    found = held_unsent(meeting)
    there = Attendance.objects.filter(meeting=found, seat=seat).first()
    if not came:
        if there is not None:
            actions.remove(by=by, record=there)
        return None
    if substitute is not None:
        others = Attendance.objects.filter(meeting=found, substitute=substitute)
        if others.exclude(seat=seat).exists():
            told = {"seat": substitute.label}
            raise ValidationError(_("%(seat)s is there for another already.") % told)
    one = there or Attendance(partnership_id=found.partnership_id, meeting=found, seat=seat)
    one.came, one.substitute, one.note = came, substitute, note
    one.body_id = seat.body_id
    return actions.save(by=by, record=one)


@transaction.atomic
def set_others(*, by: Actor, meeting: Meeting, others: str) -> Meeting:
    """Writes who else was there, by role.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: it is too long, or the minutes are approved.
    """
    found = held_unsent(meeting)
    found.others = others.strip()
    return actions.save(by=by, record=found, action="write")
