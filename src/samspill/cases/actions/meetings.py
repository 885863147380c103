"""Meetings: what they treat and in which order, called, held, and their minutes moved on."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases import letters_represented
from samspill.cases.actions import calling
from samspill.cases.actions.moving import way
from samspill.cases.actions.regions import ask_municipalities
from samspill.cases.arenas import moves_between, needs_of
from samspill.cases.models import AgendaItem, Case, Meeting, Practice
from samspill.cases.states import MeetingState, MinutesState
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.mail.actions import write


def held_open(meeting: Meeting) -> Meeting:
    """The meeting, read again and held, whose minutes may still be written.

    Raises:
        ValidationError: they are approved.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.minutes == MinutesState.APPROVED:
        raise ValidationError(_("The minutes are approved: nothing is changed in them."))
    return found


def held_unsent(meeting: Meeting) -> Meeting:
    """The meeting, read again and held, whose minutes lie with no member: what is sent and not
    objected to is what is approved, so nothing is changed in it.

    Raises:
        ValidationError: they are approved, or sent.
    """
    found = held_open(meeting)
    if found.minutes == MinutesState.SENT:
        raise ValidationError(
            _("The minutes are sent to the members. Take them back to draft to write in them.")
        )
    return found


@transaction.atomic
def plan_meeting(*, by: Actor, meeting: Meeting, bodies: Sequence[Body]) -> Meeting:
    """Plans a meeting of one body, or of several together.

    Raises:
        NotAllowed: the actor does not keep the papers of each of them.
        ValidationError: nobody meets, it ends before it starts, or a fact is wrong.
    """
    if not bodies:
        raise ValidationError({"bodies": [_("Choose the body.")]})
    for body in bodies:
        require(by, "change", Practice(partnership_id=meeting.partnership_id, body=body))
    plain = f"{meeting.date}-{'-'.join(one.slug for one in bodies)}"[:90].strip("-")
    taken = set(Meeting.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    number, meeting.slug = 2, plain
    while meeting.slug in taken:
        meeting.slug, number = f"{plain}-{number}", number + 1
    meeting.full_clean(validate_constraints=False)
    with actions.refused_in_words():
        meeting.save()
    meeting.bodies.set(bodies)
    after = audit.state_of(meeting) | {"bodies": sorted(one.pk for one in bodies)}
    audit.record_change(by=by, action="add", about=meeting, after=after)
    actions.touched(meeting)
    return meeting


@transaction.atomic
def add_item(
    *,
    by: Actor,
    meeting: Meeting,
    case: Case | None = None,
    title: str = "",
    type: str = "",
    minutes: int | None = None,
    text: str = "",
    body: Body | None = None,
    approves: Meeting | None = None,
) -> AgendaItem:
    """Puts a case, or something else, last on an agenda; after the call it is marked as late.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: it is there already, it is nothing, or the minutes are approved; or a case
            is not theirs to treat.
    """
    found = held_unsent(meeting)
    last = found.items.order_by("-position").first()
    slug = case.slug[:56] if case else "punkt"
    taken = set(found.items.values_list("slug", flat=True))
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    item = AgendaItem(
        partnership_id=found.partnership_id,
        meeting=found,
        slug=free,
        position=last.position + 1 if last else 0,
        case=case,
        body=body,
        approves=approves,
        title=title.strip(),
        type=type,
        minutes=minutes,
        text=text,
        is_late=found.state in (MeetingState.CALLED, MeetingState.HELD),
    )
    saved = actions.save(by=by, record=item)
    if found.state == MeetingState.CALLED:
        calling.told_anew(found, of_the_agenda=True)
    return saved


@transaction.atomic
def move_meeting(
    *, by: Actor, meeting: Meeting, name: str, version: str = "", reason: str = ""
) -> Meeting:
    """Moves a meeting on by one of ``states.MEETING_MOVES``; a call and a cancellation are told.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it cannot be done from where it stands, by what such a meeting needs
            (``cases/arenas.py``); it is called without an agenda or after its day, or held
            before it.
    """
    found = held_open(meeting)
    move = way(moves_between(needs_of(found)), name, found.state)
    if name == "call" and found.date < today():
        raise ValidationError(_("The day of the meeting is past."))
    if name == "call" and not found.items.exists():
        raise ValidationError(_("Put something on the agenda before you call the meeting."))
    if name == "hold" and found.date > today():
        raise ValidationError(_("The day of the meeting is not come."))
    if name == "call":
        ask_municipalities(by=by, meeting=found)
    was_called = found.state == MeetingState.CALLED
    found.state = move.after
    found.sequence += 1
    saved = actions.save(by=by, record=found, version=version, action=name, reason=reason)
    if name == "call":
        calling.called(saved)
        write(letters_represented.before_the_meeting(saved))
    elif name == "cancel" and was_called:
        calling.cancelled(saved, reason)
        write(letters_represented.cancelled(saved, reason))
    return saved
