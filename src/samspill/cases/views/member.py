"""A meeting as a member sees it: for whom I speak, what they say, my notes, when items are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from samspill.cases.actions.notes import mark_of
from samspill.cases.clock import clock
from samspill.cases.models import AgendaItem, Meeting, Note
from samspill.cases.represented import may_be_spoken_to, mine_of, reads_of, speaker_of
from samspill.cases.rules import SITTING
from samspill.commitments.rules import OF_A_PARTY
from samspill.common.models import today
from samspill.common.offline import reader_of
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest


def reads(request: WorkRequest, meeting: Meeting) -> dict[str, QuerySet]:
    """What the parts of the page read, to be asked in one statement with the rest."""
    own = which(request.actor, Note.objects.filter(item__meeting=meeting))
    return {"own_notes": own, **reads_of(request.actor, meeting)}


def shown(
    request: WorkRequest, meeting: Meeting, read: Mapping[str, Sequence[Any]]
) -> dict[str, Any]:
    """What the parts of the page show; puts each item's time and own note with it."""
    items: Sequence[AgendaItem] = read["items"]
    times = clock(meeting, items).times
    notes = {one.item_id: one.text for one in read["own_notes"]}
    for item in items:
        item.begins = times.get(item.pk)  # type: ignore[attr-defined]
        item.own_note = notes.get(item.pk, "")  # type: ignore[attr-defined]
        item.note_mark = mark_of(notes.get(item.pk, ""))  # type: ignore[attr-defined]
    date = today()
    return {
        "speaker": speaker_of(request.actor, read),
        "mine": mine_of(request.actor.targets("party", *OF_A_PARTY), read),
        "may_say": may_be_spoken_to(meeting, date),
        "takes_notes": _sits(request, meeting),
        "reader": reader_of(request.actor.user),
        "today": date,
        "days_left": (meeting.date - date).days,
    }


def _sits(request: WorkRequest, meeting: Meeting) -> bool:
    """Whether the user sits in a body that meets, or keeps the papers."""
    mine = request.actor.targets("body", *SITTING)
    return request.actor.holds("secretariat") or any(
        body.pk in mine for body in meeting.bodies.all()
    )
