"""Minutes written as the meeting goes on: texts are saved as typed, what is judged is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.actions.approving import move_minutes
from samspill.cases.actions.meetings import held_unsent, move_meeting
from samspill.cases.actions.treating import treat
from samspill.cases.models import AgendaItem, Meeting
from samspill.cases.states import MeetingState, MinutesState, Outcome
from samspill.cases.voting import votes_by_place, votes_of_sides
from samspill.cases.writing import Clash, Typed, merge
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.parties.models import Side

TEXTS = ("discussion", "decision", "reason", "exempt_statute")
JUDGED = ("outcome", "mode", "votes_for", "votes_against", "exception")
WRITTEN = (MinutesState.DRAFT, MinutesState.ELSEWHERE)
"""Minutes that are written in; also what sources tell, where no minutes are kept here."""
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
    if meeting.minutes not in WRITTEN:
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
    done.refused = _write_texts(by, stands, texts, done.clashes)
    judged = {name: one for name, one in typed.items() if name not in TEXTS}
    was: dict[str, Any] = dict.fromkeys(judged) | {name: getattr(stands, name) for name in JUDGED}
    was |= votes_by_place(stands.side_votes.select_related("side"))
    now = dict(was)
    done.clashes += merge(stands, now, judged)
    if now != was:
        done.refused = _judge(by, stands, now) or done.refused
    return done


def _write_texts(
    by: Actor, item: AgendaItem, typed: Mapping[str, Typed], clashes: list[Clash]
) -> ValidationError | None:
    now = {name: getattr(item, name) for name in TEXTS}
    clashes += merge(item, now, typed)
    for name, text in now.items():
        setattr(item, name, text)
    item.is_public = not item.exempt_statute
    try:
        with transaction.atomic():
            actions.save(by=by, record=item, action="write")
    except ValidationError as refused:
        item.refresh_from_db(fields=[*TEXTS, "is_public"])
        return refused
    return None


def _judge(by: Actor, item: AgendaItem, now: Mapping[str, Any]) -> ValidationError | None:
    texts = {name: getattr(item, name) for name in ("decision", "discussion", "reason")}
    judged = {name: now[name] for name in JUDGED}
    votes = votes_of_sides(Side.objects.all(), now)
    try:
        with transaction.atomic():
            treat(by=by, item=item, **texts, **judged, side_votes=votes)
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
