"""Minutes sent to the members, objected to, approved once, published and frozen."""

from __future__ import annotations

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies.holders import holders_on
from samspill.bodies.models import Seat
from samspill.cases.actions.meetings import held_open
from samspill.cases.actions.moving import way
from samspill.cases.actions.next_meeting import put_on_the_next
from samspill.cases.actions.represented import tell_after
from samspill.cases.arenas import needs_of
from samspill.cases.minutes_letters import keepers_of, letters, secretariat
from samspill.cases.minutes_text import parts_of
from samspill.cases.models import (
    Correction,
    FollowUp,
    Meeting,
    MinutesVersion,
    Objection,
    Practice,
)
from samspill.cases.owed import wanted_of
from samspill.cases.states import MINUTES_MOVES, ApprovedHow, MeetingState, MinutesState, Outcome
from samspill.cases.telling import tell_decisions
from samspill.commitments.actions import open_many
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import NotAllowed, require
from samspill.mail.actions import write

log = logging.getLogger("samspill.cases")


@transaction.atomic
def move_minutes(*, by: Actor, meeting: Meeting, name: str, version: str = "") -> Meeting:
    """Moves minutes on by one of ``states.MINUTES_MOVES``.

    Sent, they are kept as a version and the members get a letter. Approved, they open what is to
    be done.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it cannot be done from where they stand, the meeting was not held, it is
            not told what came of a case, or a member has objected.
    """
    if name == "approve minutes":
        held_open(meeting)
        return approve(by=by, meeting=meeting, how=ApprovedHow.SECRETARIAT, version=version)
    found = held_open(meeting)
    move = way(MINUTES_MOVES, name, found.minutes)
    _require_written(found, name)
    found.minutes = move.after
    found.objections_by = _last_day(found) if name == "send minutes" else None
    saved = actions.save(by=by, record=found, version=version, action=name)
    if name == "send minutes":
        _send(by, saved)
        _approve_earlier(by, saved)
    return saved


def _approve_earlier(by: Actor, meeting: Meeting) -> None:
    """Approves the minutes that the meeting approved: when what it decided is sent, not while it
    is written."""
    decided = meeting.items.filter(outcome=Outcome.DECIDED)
    for earlier in Meeting.objects.filter(approved_in__in=decided):
        approve(by=by, meeting=earlier, how=ApprovedHow.MEETING, on=meeting.date)


def _approvable(meeting: Meeting) -> tuple[str, ...]:
    """From where minutes are approved; an arena whose minutes nobody approves publishes a draft."""
    if needs_of(meeting).is_approved:
        return (MinutesState.SENT,)
    return (MinutesState.DRAFT, MinutesState.SENT)


def _require_written(meeting: Meeting, name: str) -> None:
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("Only a meeting that was held has minutes."))
    untold = meeting.items.filter(outcome="").exclude(case=None).select_related("case").first()
    if name in ("send minutes", "approve minutes") and untold is not None:
        raise ValidationError(_("Say what came of «%(case)s» first.") % {"case": untold})


@transaction.atomic
def approve(
    *,
    by: Actor,
    meeting: Meeting,
    how: str,
    on: datetime.date | None = None,
    version: str = "",
) -> Meeting:
    """Approves minutes that were sent: they are published and frozen, and what is to be done is
    owed. Those that are approved already stay as they are, so that two at once are one approval.

    The minutes of several bodies together are one text, and approved once: by the first of the
    bodies that does.

    Args:
        how: one of ``states.ApprovedHow``.
        on: the day; today when left out.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: they are not sent, or a member has objected and no meeting has decided.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.minutes == MinutesState.APPROVED:
        return found
    if found.minutes not in _approvable(found):
        raise ValidationError(
            _("Send the minutes of %(day)s to the members first.") % {"day": in_full(found.date)}
        )
    _require_written(found, "approve minutes")
    if how != ApprovedHow.MEETING and objections_to(found):
        raise ValidationError(
            _("A member has objected. Send the minutes anew, or let the next meeting decide.")
        )
    found.minutes, found.approved_how = MinutesState.APPROVED, how
    found.approved_on = on or today()
    saved = actions.save(by=by, record=found, version=version, action="approve minutes")
    _open_follow_ups(saved)
    tell_after(saved)
    tell_decisions(saved)
    return saved


def _open_follow_ups(meeting: Meeting) -> int:
    """Opens what the decisions ask, whoever approved: the approval is what gives the right."""
    ways = ("item__meeting", "item__case", "party", "body", "partnership")
    found = FollowUp.objects.filter(item__meeting=meeting).select_related(*ways)
    wanted = [wanted_of(one) for one in found]
    return open_many(by=program("minutes"), partnership=meeting.partnership, wanted=wanted)


def objections_to(meeting: Meeting) -> list[Objection]:
    """What members have said of the version that was sent last."""
    last = meeting.versions.order_by("-number").first()
    return list(last.objections.select_related("seat")) if last else []


@transaction.atomic
def approve_unobjected(date: datetime.date) -> int:
    """Approves the minutes whose time to object is over with nobody objecting.

    Where they cannot be, whoever keeps them and the secretariat are told why, once for each version
    that was sent; the others are approved all the same.

    Returns:
        How many.
    """
    sent = Meeting.objects.filter(minutes=MinutesState.SENT, objections_by__lt=date)
    count = 0
    for one in sent.order_by("pk"):
        if objections_to(one):
            continue
        try:
            with translation.override(one.partnership.language), transaction.atomic():
                approve(by=program("minutes"), meeting=one, how=ApprovedHow.NO_OBJECTION, on=date)
        except ValidationError as refused:
            log.exception("minutes of %s are not approved", one.pk)
            to = [*keepers_of(one), *secretariat()]
            write(letters(one, "stopped", to, reason=" ".join(refused.messages)))
        else:
            count += 1
    return count


@transaction.atomic
def object_to(*, by: Actor, meeting: Meeting, seat: Seat, text: str) -> Objection:
    """Says what is wrong in minutes that were sent: they are not approved before it is met.

    Raises:
        NotAllowed: the actor does not sit on the seat.
        ValidationError: they are not sent, or approved; the time is over, or nothing is said.
    """
    found = held_open(meeting)
    version = found.versions.order_by("-number").first()
    if found.minutes != MinutesState.SENT or version is None:
        raise ValidationError(_("The minutes are not sent to the members now."))
    if found.objections_by and today() > found.objections_by:
        raise ValidationError(
            _("The last day to object was %(day)s.") % {"day": in_full(found.objections_by)}
        )
    if not text.strip():
        raise ValidationError({"text": [_("Write what is wrong, and how it should stand.")]})
    made = Objection(
        partnership_id=found.partnership_id, version=version, seat=seat, text=text.strip()
    )
    require(by, "object", made)
    if not Seat.objects.held_on(today(), user=by.user).filter(pk=seat.pk).exists():
        raise NotAllowed(by, "object", made)
    made.full_clean(validate_constraints=False)
    made.save()
    audit.record_change(by=by, action="object", about=made, after=audit.state_of(made))
    actions.touched(made)
    write(letters(found, "objected", keepers_of(found), about=made))
    return made


@transaction.atomic
def correct(*, by: Actor, meeting: Meeting, text: str) -> Correction:
    """Adds what is put right in approved minutes, with its day; the minutes stay as they are.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: they are not approved, or nothing is said.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.minutes != MinutesState.APPROVED:
        raise ValidationError(_("Minutes that are not approved are put right themselves."))
    if not text.strip():
        raise ValidationError({"text": [_("Write what is put right.")]})
    number = found.corrections.count() + 1
    made = Correction(
        partnership_id=found.partnership_id, meeting=found, slug=f"rettelse-{number}",
        on=today(), text=text.strip(),
    )  # fmt: skip
    return actions.save(by=by, record=made, action="correct")


def _last_day(meeting: Meeting) -> datetime.date | None:
    """The last day to object: by the longest of the bodies' rules; None where one has none, so
    that a meeting approves them."""
    bodies = list(meeting.bodies.all())
    practices = Practice.objects.on(today()).filter(body__in=bodies)
    days = [one.objection_days for one in practices if one.objection_days]
    if not bodies or len(days) < len(bodies):
        return None
    return today() + datetime.timedelta(days=max(days))


def _send(by: Actor, meeting: Meeting) -> None:
    with translation.override(meeting.partnership.language):
        last = meeting.versions.order_by("-number").first()
        MinutesVersion.objects.create(
            partnership_id=meeting.partnership_id,
            meeting=meeting,
            number=last.number + 1 if last else 1,
            objections_by=meeting.objections_by,
            parts=[list(part) for part in parts_of(meeting)],
        )
        if meeting.objections_by is None:
            put_on_the_next(by=program("minutes"), meeting=meeting)
    bodies = {one.pk for one in meeting.bodies.all()}
    sitting = [person for person, seat in holders_on(today()) if seat.body in bodies]
    write(letters(meeting, "minutes", sitting))
