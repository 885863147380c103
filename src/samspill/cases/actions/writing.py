"""Minutes written as the meeting goes on: texts are saved as typed, what is judged is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.actions.approving import move_minutes
from samspill.cases.actions.meetings import held_unsent, move_meeting
from samspill.cases.actions.treating import treat
from samspill.cases.models import AgendaItem, Meeting
from samspill.cases.states import MeetingState, MinutesState, Outcome
from samspill.cases.writing import Clash, Typed, merge
from samspill.common import actions
from samspill.common.actors import Actor

TEXTS = ("discussion", "decision", "reason", "exempt_statute")
JUDGED = ("outcome", "mode", "votes_for", "votes_against", "exception")
AS_PROPOSED = (Outcome.DECIDED, Outcome.RECOMMENDED)
"""Where the proposed decision, put in by itself, becomes what was decided."""


@dataclass
class WrittenItem:
    """What came of a save: where two have written, and what was refused, in words by field."""

    clashes: list[Clash] = field(default_factory=list)
    refused: ValidationError | None = None


@transaction.atomic
def begin(*, by: Actor, meeting: Meeting) -> Meeting:
    """Begins the minutes of a meeting whose day has come: it is held, and they are a draft.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the day is not come, or it was cancelled.
    """
    if meeting.state != MeetingState.HELD:
        meeting = move_meeting(by=by, meeting=meeting, name="hold")
    if meeting.minutes == MinutesState.NOT_ENTERED:
        meeting = move_minutes(by=by, meeting=meeting, name="begin minutes")
    return meeting


def require_draft(meeting: Meeting) -> None:
    """Raises:
    ValidationError: nobody has begun the minutes, or they are sent to the members, or approved.
    """
    held_unsent(meeting)
    if meeting.minutes != MinutesState.DRAFT:
        raise ValidationError(_("Begin the minutes first."))


@transaction.atomic
def write_item(*, by: Actor, item: AgendaItem, typed: Mapping[str, Typed]) -> WrittenItem:
    """Saves what was written of an item, place by place.

    Texts are saved as they stand. What is judged (what came of it, how it was decided) is saved
    when the rules allow it, and else refused by itself, so that no text is lost with it.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the minutes are approved, or sent to the members.
    """
    meeting = held_unsent(item.meeting)
    require_draft(meeting)
    stands = AgendaItem.objects.select_related("case__authority", "body").get(pk=item.pk)
    stands.meeting = meeting
    done = WrittenItem()
    texts = {name: typed[name] for name in TEXTS if name in typed}
    if "decision" in texts:
        texts["decision"] = _unless_only_proposed(texts["decision"], stands, typed)
    done.clashes += merge(stands, texts)
    stands.is_public = not stands.exempt_statute
    try:
        with transaction.atomic():
            actions.save(by=by, record=stands, action="write")
    except ValidationError as refused:
        done.refused = refused
        stands.refresh_from_db(fields=TEXTS)
    judged = {name: typed[name] for name in JUDGED if name in typed}
    was = {name: getattr(stands, name) for name in JUDGED}
    done.clashes += merge(stands, judged)
    now = {name: getattr(stands, name) for name in JUDGED}
    if now != was:
        done.refused = _judge(by, stands, was, now) or done.refused
    return done


def _judge(by: Actor, item: AgendaItem, was: dict, now: dict) -> ValidationError | None:
    for name, value in was.items():
        setattr(item, name, value)
    try:
        with transaction.atomic():
            texts = {name: getattr(item, name) for name in ("decision", "discussion", "reason")}
            treat(by=by, item=item, **texts, **now)
    except ValidationError as refused:
        return refused
    return None


def _unless_only_proposed(one: Typed, item: AgendaItem, typed: Mapping[str, Typed]) -> Typed:
    """The proposal that was put in by itself is no decision before one says that it was decided."""
    outcome = typed["outcome"].value if "outcome" in typed else item.outcome
    proposal = item.case.proposal.strip() if item.case else ""
    if one.value.strip() == proposal and proposal and outcome not in AS_PROPOSED:
        return Typed(one.name, one.label, "", one.mark)
    return one
