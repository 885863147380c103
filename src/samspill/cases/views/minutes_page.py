"""What the page of minutes shows: the run of items, each with its form, and who is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, DecisionStep, Office, Seat
from samspill.cases.actions.deciding import OWN_MATTERS
from samspill.cases.clock import clock
from samspill.cases.forms.attendance import SeatRow
from samspill.cases.forms.minutes import ROWS, ItemForm, ItemRow, empty_row, shown_rows
from samspill.cases.minutes_rows import of_duty, of_proposal, of_recusal, owner_key
from samspill.cases.models import (
    AgendaItem,
    FollowUp,
    Meeting,
    Proposal,
    Recusal,
    SideVotes,
)
from samspill.cases.voting import Rules, rules_of, votes_by_place, ways_of
from samspill.common.ready import together
from samspill.parties.models import Party, Side

Owners = dict[str, tuple[Party | None, Any, str]]
OFFICES = (Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY)


@dataclass
class MinutesPart:
    """One item of the page: its form and its rows, and where it stands in the run."""

    item: AgendaItem
    number: int
    time: Any
    form: ItemForm
    rows: dict[str, list[ItemRow]]
    blank: dict[str, ItemRow]
    following: MinutesPart | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.item.outcome)

    @property
    def is_of_no_case(self) -> bool:
        """Whether it is no case, and of a kind that is decided as a case only."""
        return self.item.case_id is None and self.item.type not in OWN_MATTERS


class MinutesPage:
    """All that stands on the page, read in a few statements."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.bodies = list(meeting.bodies.all())
        of = {"item__meeting": meeting}
        seats = Seat.objects.on(meeting.date).filter(body__in=self.bodies)
        read = together(
            items=meeting.items.select_related("case__authority", "body").order_by("position"),
            seats=seats.select_related("side", "body").order_by("body__order", "order"),
            came=meeting.attendance.all(),
            duties=FollowUp.objects.filter(**of).select_related("party", "body"),
            proposals=Proposal.objects.filter(**of),
            left=Recusal.objects.filter(**of),
            side_votes=SideVotes.objects.filter(**of).select_related("side"),
            chairs=Office.objects.on(meeting.date).filter(
                body__in=self.bodies, kind=Office.Kind.CHAIR
            ),
            steps=DecisionStep.objects.filter(body__in=self.bodies),
            parties=Party.objects.on(meeting.date).only("name", "slug").order_by("name"),
            others=Body.objects.on(meeting.date).order_by("order", "sort_key"),
        )
        self.items: list[AgendaItem] = read["items"]
        for item in self.items:
            item.meeting = meeting
        every: list[Seat] = read["seats"]
        self.substitutes = [one for one in every if one.role == "substitute"]
        self.seats = [one for one in every if one.role != "substitute"]
        self.came = {one.seat_id: one for one in read["came"]}
        self.steps: list[DecisionStep] = read["steps"]
        self.side_votes: dict[int, list[SideVotes]] = defaultdict(list)
        for votes in read["side_votes"]:
            self.side_votes[votes.item_id].append(votes)
        self.has_chair = bool(read["chairs"])
        self.owners = self._owners(read["others"], read["parties"], read["duties"])
        self.proposing = {one.seat_id for one in read["proposals"]}
        self.kept: dict[str, dict[int, list[tuple[str, dict[str, str]]]]] = {
            "duty": _by_item(read["duties"], of_duty),
            "proposal": _by_item(read["proposals"], of_proposal),
            "left": _by_item(read["left"], of_recusal),
        }

    def _owners(
        self, others: Iterable[Body], parties: Iterable[Party], duties: Iterable[FollowUp]
    ) -> Owners:
        """Who can be given something to do: those of the meeting first, other bodies and parties
        of its day, and whoever has been given something already, so that saving takes it from
        nobody."""
        found: Owners = {}
        for body in self.bodies:
            for office in OFFICES:
                found[f"body:{body.pk}:{office.value}"] = (None, body, office.value)
            found[f"body:{body.pk}"] = (None, body, "")
        found |= {f"body:{one.pk}": (None, one, "") for one in others}
        found |= {f"party:{one.pk}": (one, None, "") for one in parties}
        given = {owner_key(one): (one.party, one.body, one.role) for one in duties}
        return found | {key: owner for key, owner in given.items() if key and key not in found}

    @property
    def proposers(self) -> list[Seat]:
        """The seats that may propose, and those that have."""
        every = [*self.seats, *self.substitutes]
        return [one for one in every if one.may_propose or one.pk in self.proposing]

    @property
    def owner_choices(self) -> list[tuple[str, str]]:
        """Who can be given something to do, with its words."""
        return [(key, owner_in_words(one)) for key, one in self.owners.items()]

    def stands(self, item: AgendaItem, kind: str) -> dict[str, dict[str, str]]:
        """The rows of a kind as they stand, by key."""
        return dict(self.kept[kind].get(item.pk, []))

    def form(self, item: AgendaItem, data: QueryDict | None = None) -> ItemForm:
        rules = rules_of(item, self.bodies, self.steps)
        sides = self._sides_that_vote(item) if Rules.MAJORITY_PER_SIDE in rules else []
        votes = votes_by_place(self.side_votes[item.pk])
        return ItemForm(data, item=item, ways=ways_of(rules), sides=sides, side_votes=votes)

    def _sides_that_vote(self, item: AgendaItem) -> list[Side]:
        """The sides of the seats that vote on an item, in their order."""
        of = [one for one in self.seats if item.body_id in (None, one.body_id)]
        sides = {one.side for one in of if one.may_vote and one.side is not None}
        return sorted(sides, key=lambda one: (one.order, one.name))

    def parts(
        self, sent: dict[int, tuple[ItemForm, list[ItemRow]]] | None = None
    ) -> list[MinutesPart]:
        """The items in their order; one that was just sent stands as it was sent."""
        times = clock(self.meeting, self.items).times
        found = []
        for number, item in enumerate(self.items, start=1):
            rows = {kind: shown_rows(item, kind, self.kept[kind].get(item.pk, [])) for kind in ROWS}
            form = self.form(item)
            if sent and item.pk in sent:
                form, given = sent[item.pk]
                for kind in ROWS:
                    typed = [row for row in given if row.kind == kind]
                    rows[kind] = typed or rows[kind]
            blank = {kind: empty_row(item, kind, "NYRAD") for kind in ROWS}
            found.append(MinutesPart(item, number, times.get(item.pk), form, rows, blank))
        return found

    @property
    def sides(self) -> list[tuple[str, list[SeatRow]]]:
        """The seats of the day by side, each with how it is entered; those without a side last."""
        rows = [SeatRow(one, self.came.get(one.pk), self._may_step_in(one)) for one in self.seats]
        rows.sort(key=lambda row: _side(row.seat))
        grouped = groupby(rows, key=lambda row: _side(row.seat))
        return [(str(name), list(of)) for (_place, name), of in grouped]

    def _may_step_in(self, seat: Seat) -> list[Seat]:
        """Whom a seat's rule lets step in: its own, else those common to the body, in rank."""
        of_body = [one for one in self.substitutes if one.body_id == seat.body_id]
        own = [one for one in of_body if one.substitute_for_id == seat.pk]
        common = [one for one in of_body if one.substitute_for_id is None]
        return sorted(
            [*own, *common], key=lambda one: (one.substitute_for_id is None, one.rank or 0)
        )

    @property
    def there(self) -> int:
        """How many seats somebody came for."""
        return sum(1 for one in self.came.values() if one.came != "no")

    @property
    def there_by_side(self) -> list[tuple[str, int]]:
        """The same by side, those without a side left out."""
        counted: dict[tuple[int, str], int] = {}
        for one in self.seats:
            if one.side_id is not None:
                came = self.came.get(one.pk)
                counted[_side(one)] = counted.get(_side(one), 0) + bool(came and came.came != "no")
        return [(name, count) for (_place, name), count in sorted(counted.items())]


def owner_in_words(owner: tuple[Party | None, Any, str]) -> str:
    """«Leder, PSU», a body or a party."""
    party, body, role = owner
    if party is not None:
        return str(party.name)
    return f"{Office.Kind(role).label}, {body.short_name or body.name}" if role else str(body.name)


def _by_item(rows: Iterable[Any], told: Any) -> dict[int, list[tuple[str, dict[str, str]]]]:
    found: dict[int, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for one in rows:
        found[one.item_id].append(told(one))
    return found


def _side(seat: Seat) -> tuple[int, str]:
    if seat.side is None or not (seat.may_vote or seat.may_propose):
        return (1000, _("Others"))
    return (seat.side.order, seat.side.name)
