"""The call to a meeting: who is called, who answers, who steps in, and what is told anew."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.holders import holders_of, to_read
from samspill.bodies.models import Occupancy, Role, Seat
from samspill.cases.actions.telling import WITH, tell
from samspill.cases.models import AgendaItem, Call, Guest, Meeting
from samspill.cases.states import MeetingState
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.parties.models import Region

YES, NO = Call.Answer.YES.value, Call.Answer.NO.value
AGENDA_WAITS = datetime.timedelta(minutes=10)
"""How long a letter about a changed agenda lies: what is put up at once goes in one."""

ANOTHER_HOLDS_IT = gettext_lazy("Someone else has the seat on that day.")
ANOTHER_TIME = gettext_lazy("The meeting has another time.")
HOLDER_COMES = gettext_lazy("The holder of the seat comes.")


def held_called(meeting: Meeting) -> Meeting:
    """The meeting, read again and held.

    Raises:
        ValidationError: it is not called, or its day is past.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.state != MeetingState.CALLED:
        raise ValidationError(_("The meeting is not called."))
    if found.date < today():
        raise ValidationError(_("The day of the meeting is past."))
    return found


def called(meeting: Meeting) -> int:
    """Calls everybody with a seat on the day, observers too, and the guests.

    Returns:
        How many letters were written.
    """
    new, _gone = put_right(meeting)
    return tell(meeting, new, what="called")


@transaction.atomic
def keep_right(*, meeting: Meeting) -> int:
    """Sees that those are called who hold the seats: who left is told, who came is called.

    Returns:
        How many calls are new or taken back.
    """
    found = held_called(meeting)
    new, gone = put_right(found)
    tell(found, _alone(found, gone), what="withdrawn", reason=ANOTHER_HOLDS_IT)
    tell(found, new, what="called")
    for one in gone:
        if one.stands_in_for is not None:
            _step_in(found, one.stands_in_for)
        elif one.seat is not None:
            _withdraw(found, Q(stands_in_for=one.seat), ANOTHER_HOLDS_IT)
    if new or gone:
        actions.touched(found)
    return len(new) + len(gone)


def told_anew(meeting: Meeting, *, reason: str = "", of_the_agenda: bool = False) -> int:
    """Sends the call once more to all who have it. A no stays a no, and is told too."""
    waits = AGENDA_WAITS if of_the_agenda else datetime.timedelta()
    return tell(meeting, _active(meeting), what="changed", reason=reason, waits=waits)


def cancelled(meeting: Meeting, reason: str) -> int:
    """Tells everybody who was called."""
    return tell(meeting, _active(meeting), what="cancelled", reason=reason)


def asked_again(meeting: Meeting) -> None:
    """Another time is another question: the answers are gone, and so are those who stepped in."""
    _withdraw(meeting, Q(stands_in_for__isnull=False), ANOTHER_TIME)
    Call.objects.active().filter(meeting=meeting).update(answer="", answered_at=None)


def put_right(meeting: Meeting) -> tuple[list[Call], list[Call]]:
    """Makes calls for the seats of the day and the guests; takes back those that are over.

    Returns:
        The new ones, and those that were taken back.
    """
    bodies = [one.pk for one in meeting.bodies.all()]
    on = Seat.objects.on(meeting.date).with_holder_on(meeting.date)
    there = on.exclude(occupancy=Occupancy.VACANT)
    seats = {seat.pk: seat for seat in there.filter(body__in=bodies).order_by("order", "pk")}
    held = {seat.pk: person for person, seat in holders_of(to_read(meeting.date))}
    active = _active(meeting)
    over = [
        one
        for one in active
        if one.seat_id and (one.seat_id not in seats or held.get(one.seat_id) != one.person)
    ]
    now = timezone.now()
    for one in over:
        one.withdrawn_at = now
    Call.objects.bulk_update(over, ["withdrawn_at"])
    called_there = {one.seat_id for one in active if one not in over}
    guests = {one.guest_id for one in active}
    frame = {"partnership_id": meeting.partnership_id, "meeting": meeting}
    new = [
        Call(**frame, seat=seat, person=held.get(seat.pk))
        for seat in seats.values()
        if seat.role != Role.SUBSTITUTE and seat.pk not in called_there
    ]
    new += [Call(**frame, guest=g) for g in meeting.guests.all() if g.pk not in guests]
    return Call.objects.bulk_create(new), over


def _alone(meeting: Meeting, gone: list[Call]) -> list[Call]:
    """Those whose reader is called by no other seat."""
    still = set(Call.objects.active().filter(meeting=meeting).values_list("person", flat=True))
    return [one for one in gone if one.person_id not in still]


def _active(meeting: Meeting) -> list[Call]:
    return list(Call.objects.active().filter(meeting=meeting).select_related(*WITH).order_by("pk"))


@transaction.atomic
def answer(*, by: Actor, call: Call, comes: bool) -> Call:
    """Says whether who is called comes, in all the seats held; a no calls a substitute.

    Raises:
        NotAllowed: only for oneself, or as who keeps the meeting.
        ValidationError: the call was taken back, the meeting is not called, or its day is past.
    """
    require(by, "answer", call)
    meeting = held_called(call.meeting)
    found = meeting.calls.select_related(*WITH).get(pk=call.pk)
    if found.withdrawn_at is not None:
        raise ValidationError(_("You are no longer called to this meeting."))
    mine = [found]
    if found.person_id is not None:
        mine = [one for one in _active(meeting) if one.person_id == found.person_id]
    for one in mine:
        before = {"answer": one.answer}
        one.answer, one.answered_at = YES if comes else NO, timezone.now()
        one.save(update_fields=["answer", "answered_at"])
        after = {"answer": one.answer}
        audit.record_change(by=by, action="answer", about=one, before=before, after=after)
        if one.seat is None:
            continue
        if comes:
            _withdraw(meeting, Q(stands_in_for=one.seat), HOLDER_COMES)
        else:
            _step_in(meeting, one.stands_in_for or one.seat)
    actions.touched(meeting)
    return next(one for one in mine if one.pk == found.pk)


def _step_in(meeting: Meeting, seat: Seat) -> Call | None:
    """Calls the next substitute of a seat that nobody stands in for yet."""
    asked = _active(meeting)
    if any(one.stands_in_for_id == seat.pk and one.answer != NO for one in asked):
        return None
    there = {one.seat_id for one in asked}
    people = {one.person_id for one in asked if one.person_id}
    held = {one.pk: person for person, one in holders_of(to_read(meeting.date))}
    for one in substitutes_of(seat, meeting.date):
        person = held.get(one.pk)
        if one.pk in there or (person and person.pk in people):
            continue
        made = Call.objects.create(
            partnership_id=meeting.partnership_id,
            meeting=meeting,
            seat=one,
            person=person,
            stands_in_for=seat,
        )
        tell(meeting, [made], what="called")
        return made
    return None


def substitutes_of(seat: Seat, date: datetime.date) -> list[Seat]:
    """Who is called when a seat's holder cannot come: personal ones, then the list of its side."""
    there = Seat.objects.on(date).with_holder_on(date).exclude(occupancy=Occupancy.VACANT)
    there = there.filter(body=seat.body_id, role=Role.SUBSTITUTE)
    shared = Q(substitute_for=None) & (Q(side=None) | Q(side=seat.side_id))
    if seat.role == Role.OBSERVER:
        shared = Q(pk=None)
    found = there.filter(Q(substitute_for=seat) | shared)
    return sorted(found, key=lambda one: (one.substitute_for_id is None, one.rank or 10_000))


def _withdraw(meeting: Meeting, which: Q, reason: str | Promise) -> list[Call]:
    gone = list(Call.objects.active().filter(which, meeting=meeting).select_related(*WITH))
    for one in gone:
        one.withdrawn_at = timezone.now()
    Call.objects.bulk_update(gone, ["withdrawn_at"])
    tell(meeting, gone, what="withdrawn", reason=reason)
    return gone


@transaction.atomic
def ask_guest(
    *,
    by: Actor,
    meeting: Meeting,
    role: str,
    email: str,
    item: AgendaItem | None = None,
    region: Region | None = None,
) -> Guest:
    """Asks somebody without a seat; of a meeting that is called, at once.

    Args:
        region: the region that is invited, where it is one of its municipalities.

    The log tells of the role alone: it forgets nothing, and the address is to be forgotten.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the address is none, or the meeting is over.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    guest = Guest(
        partnership_id=found.partnership_id,
        meeting=found,
        item=item,
        region=region,
        role=role,
        email=email,
    )
    if found.date < today() or found.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise ValidationError(_("The meeting is over: nobody is asked to it."))
    require(by, "change", guest)
    guest.full_clean(exclude=["partnership"])
    guest.save()
    audit.record_change(by=by, action="add", about=guest, after={"role": role})
    actions.touched(guest)
    if found.state == MeetingState.CALLED:
        keep_right(meeting=found)
    return guest


@transaction.atomic
def take_back_guest(*, by: Actor, guest: Guest) -> None:
    """Takes back that somebody without a seat is asked, and forgets who it was.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
    """
    require(by, "change", guest)
    if guest.meeting.state == MeetingState.CALLED:
        _withdraw(guest.meeting, Q(guest=guest), "")
    audit.record_change(by=by, action="remove", about=guest, before={"role": guest.role})
    actions.touched(guest)
    guest.delete()
