"""All that the papers of a meeting tell, read once, as far as the reader may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat
from samspill.cases.models import (
    AgendaItem,
    Attendance,
    Case,
    CaseLink,
    CaseNumber,
    Correction,
    FollowUp,
    Meeting,
    Proposal,
    Recusal,
    SideVotes,
)
from samspill.cases.papers.attached import Attachment, files_of
from samspill.cases.reading import reads_whole
from samspill.cases.withheld import Withheld, withheld
from samspill.common.actors import Actor
from samspill.common.moments import in_full
from samspill.common.ready import put_with, together
from samspill.documents.models import Document


class Reader(NamedTuple):
    """How much a reader may read of a meeting.

    Attributes:
        agenda: what it is to treat.
        minutes: what came of it.
        all: also what is exempt, and drafts of minutes.
        actor: who reads, where not every case on the agenda is theirs to read whole.
    """

    agenda: bool
    minutes: bool
    all: bool
    actor: Actor | None = None

    def reads_whole(self, meeting: Meeting, case: Case) -> bool:
        """Whether what is exempt in the texts and files of a case on the agenda is theirs."""
        return self.all and (self.actor is None or reads_whole(self.actor, meeting, case))


@dataclass(frozen=True)
class Gathered:
    """A meeting with its items in order; ``seats`` are of its day, ``files`` go with an item."""

    meeting: Meeting
    bodies: Sequence[Body]
    items: Sequence[AgendaItem]
    withheld: Sequence[Withheld]
    seats: Sequence[Seat]
    attendance: Sequence[Attendance]
    corrections: Sequence[Correction]
    files: Mapping[int, list[Attachment]]
    reader: Reader

    @property
    def who(self) -> str:
        """The bodies that meet."""
        return " + ".join(one.title for one in self.bodies)

    @property
    def when(self) -> str:
        """The day, with the hours where they are known."""
        meeting = self.meeting
        hours = [time_format(one, "H.i") for one in (meeting.starts, meeting.ends) if one]
        day = date_format(meeting.date, "l j. F Y")
        if not hours:
            unknown = meeting.why_empty("starts").lower()
            return _("%(day)s (hours: %(unknown)s)") % {"day": day, "unknown": unknown}
        return _("%(day)s at %(hours)s") % {"day": day, "hours": "–".join(hours)}

    @property
    def places(self) -> list[Any]:
        """The items in order, and what stands in the place of those that are withheld."""
        return sorted([*self.items, *self.withheld], key=lambda one: one.number)

    @property
    def about(self) -> str:
        """The bodies and the day, for titles."""
        return f"{self.who}, {in_full(self.meeting.date)}"


def gathered(meeting: Meeting, reader: Reader) -> Gathered:
    """Reads what the papers tell. What anyone may read holds nothing that is exempt."""
    every = AgendaItem.objects.filter(meeting=meeting).numbered().with_openness()
    ways = ("case__authority__document", "case__proposer", "case__proposing_body", "body")
    bodies = list(meeting.bodies.order_by("order", "sort_key"))
    found: dict[str, list[Any]] = together(
        items=every.select_related(*ways).order_by("position"),
        **_of_items(meeting),
        seats=Seat.objects.on(meeting.date)
        .filter(body__in=bodies)
        .select_related("side", "body")
        .order_by("body__order", "body", "side__order", "order", "pk"),
        attendance=Attendance.objects.filter(meeting=meeting)
        .select_related("seat__side", "substitute")
        .order_by("seat__body__order", "seat__body", "seat__side__order", "seat__order", "pk"),
        corrections=Correction.objects.filter(meeting=meeting),
    )
    _put_with_items(found)
    listed = found["items"] if reader.agenda else []
    items = [one for one in listed if reader.all or one.is_open]
    cases = {one.case_id: one.case for one in items if one.case}
    whole = [pk for pk, case in cases.items() if reader.reads_whole(meeting, case)]
    return Gathered(
        meeting=meeting,
        bodies=bodies,
        items=items,
        withheld=[withheld(one) for one in listed if not (reader.all or one.is_open)],
        seats=found["seats"],
        attendance=found["attendance"] if reader.minutes else [],
        corrections=found["corrections"] if reader.minutes else [],
        files=files_of(meeting, items, reads_all=reader.all, whole=whole),
        reader=reader,
    )


def _of_items(meeting: Meeting) -> dict[str, QuerySet[Any]]:
    """What hangs on a meeting's items, and on their cases."""
    of_cases, of_items = Q(case__items__meeting=meeting), Q(item__meeting=meeting)
    links = CaseLink.objects.filter(of_cases, document__in=Document.objects.public().values("pk"))
    return {
        "numbers": CaseNumber.objects.filter(of_cases).distinct().order_by("pk"),
        "links": links.distinct().select_related("document__kind", "provision"),
        "follow_ups": FollowUp.objects.filter(of_items).select_related("party", "body"),
        "proposals": Proposal.objects.filter(of_items).select_related("seat"),
        "side_votes": SideVotes.objects.filter(of_items)
        .select_related("side")
        .order_by("side__order"),
        "recusals": Recusal.objects.filter(of_items).select_related("seat", "substitute"),
    }


def _put_with_items(found: Mapping[str, list[Any]]) -> None:
    of_a_case, of_an_item = (
        ("numbers", "links"),
        ("follow_ups", "proposals", "side_votes", "recusals"),
    )
    by_case = {name: _grouped(found[name], "case_id") for name in of_a_case}
    by_item = {name: _grouped(found[name], "item_id") for name in of_an_item}
    for item in found["items"]:
        put_with(item, **{name: rows[item.pk] for name, rows in by_item.items()})
        if item.case:
            put_with(item.case, **{name: rows[item.case_id] for name, rows in by_case.items()})


def _grouped(rows: Iterable[Any], key: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
