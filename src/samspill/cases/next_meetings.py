"""The meetings that are next for oneself: of one's bodies, and where one is spoken for."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import OuterRef, QuerySet, Subquery

from samspill.bodies.spoken_for import Spoken, spoken_of, to_read
from samspill.cases.models import Call, Meeting
from samspill.cases.represented import may_be_spoken_to
from samspill.cases.states import MeetingState
from samspill.commitments.rules import OF_A_PARTY
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest

NEXT = 5
LOOKED_AT = 40


def read_my_next(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`my_next`; those of a party ask for whom the seats of all who meet speak."""
    actor = request.actor
    coming = Meeting.objects.coming(date).annotate(
        who=StringAgg("bodies__name", delimiter=" + ", order_by="bodies__order"),
        meets=ArrayAgg("bodies"),
        my_answer=Subquery(_my_answers(actor.person)),
    )
    if actor.holds(SECRETARIAT):
        return {"coming": coming[:NEXT]}
    meeting_there = Meeting.bodies.through.objects.all()
    if actor.targets("party", *OF_A_PARTY):
        soon = Meeting.objects.filter(date__gte=date).values("pk")
        bodies = meeting_there.filter(meeting__in=soon).values("body")
        return {"coming": coming[:LOOKED_AT], **to_read(bodies, date)}
    mine = {role.target for role in actor.roles if role.of == "body"}
    there = meeting_there.filter(body__in=mine).values("meeting")
    return {"coming": coming.filter(pk__in=there)[:NEXT]}


def _my_answers(person: int | None) -> QuerySet:
    """What the person has answered to the call to a meeting; none where nobody is called."""
    mine = Call.objects.active().filter(meeting=OuterRef("pk"), person=person or 0)
    return mine.filter(meeting__state=MeetingState.CALLED).values("answer")[:1]


def my_next(
    request: WorkRequest, about: None, date: datetime.date, coming: list[Meeting], **read: list[Any]
) -> dict[str, Any] | None:
    """When one's bodies meet next, and who speaks for one's party; all for the secretariat."""
    actor = request.actor
    parties = actor.targets("party", *OF_A_PARTY)
    sits_in = {role.target for role in actor.roles if role.of == "body"}
    spoken = [one for one in spoken_of(read) if one.party.pk in parties] if read else []
    shown = []
    for meeting in coming:
        meets: list[int] = meeting.meets  # type: ignore[attr-defined]
        speaking = [one for one in spoken if one.body in meets]
        if not read or speaking or sits_in & set(meets):
            meeting.says = _says(meeting, speaking, date)  # type: ignore[attr-defined]
            shown.append(meeting)
    return {"coming": shown[:NEXT], "today": date} if shown else None


def _says(meeting: Meeting, speaking: list[Spoken], date: datetime.date) -> dict[str, Any]:
    """Who speaks for the parties, by the names of the seats, and whether they can be spoken to."""
    seats = [seat.region_name or seat.label for one in speaking for seat in one.seats]
    named = list(dict.fromkeys(seats))
    return {
        "seats": named if len(named) <= 2 else [],
        "is_spoken_for": bool(named),
        "may_say": bool(named) and may_be_spoken_to(meeting, date),
    }
