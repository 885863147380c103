"""Whether offices are held by whom their rules and rotations say, day by day until today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from samspill.bodies.open_format.types import Body, Office, OfficeRule, Rotation, Seat
from samspill.bodies.turns import Area, Cycle, Holder, OfficeOf, due_on, holder_of, region_of
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.over_time import findings
from samspill.common.open_format.periods import Days, holds_on, period_of
from samspill.parties.open_format.types import Party, Region, Side

STEPS = 5
"""So far is a derived seat followed; as ``bodies/models/following.py``."""


class Led:
    """Who holds which office in a folder, on any day."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.today = datetime.date.today()

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {body.id: body for body in self.folder.every(Body)}

    @cached_property
    def parties(self) -> dict[str, Party]:
        return {party.id: party for party in self.folder.every(Party)}

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {party.id: party.kind for party in self.parties.values()}

    @cached_property
    def above(self) -> dict[str, str | None]:
        return {party.id: party.part_of for party in self.parties.values()}

    @cached_property
    def cycles(self) -> dict[OfficeOf, Cycle]:
        return {
            (body.id, one.office): _cycle(body, one)
            for body in self.bodies.values()
            for one in body.rotations
        }

    def side_of(self, party: Party | None) -> str | None:
        """Its own, or that of what it is part of; a circle of parts has none."""
        seen: set[str] = set()
        while party and not party.side and party.id not in seen:
            seen.add(party.id)
            party = self.parties.get(party.part_of or "")
        return party.side if party else None

    def areas_on(self, date: datetime.date) -> dict[str, Area]:
        """Sides, parties and regions by their keys."""
        areas: dict[str, Area] = {}
        for region in self.folder.every(Region):
            mine = (one.party for one in region.members if holds_on(one, date))
            areas[region.id] = region_of(
                region.name, region.side, mine, lambda one: self.side_of(self.parties.get(one))
            )
        areas |= {one.id: Area(one.name, self.side_of(one)) for one in self.parties.values()}
        return areas | {one.id: Area(one.name, one.id) for one in self.folder.every(Side)}

    def holders_on(
        self, of: OfficeOf, date: datetime.date, areas: Mapping[str, Area]
    ) -> list[Holder]:
        body = self.bodies.get(str(of[0]))
        if body is None:
            return []
        offices = [one for one in body.offices if one.office == of[1] and holds_on(one, date)]
        seats = {seat.id: seat for seat in body.seats}
        return [self._holder(seats[one.seat], date, areas) for one in offices if one.seat in seats]

    def _holder(self, seat: Seat, date: datetime.date, areas: Mapping[str, Area]) -> Holder:
        leads_to = self._origin(seat, date)
        spoken = [one.represents for one in (seat, leads_to) if one and one.represents]
        party = next((one.party for one in spoken if one.party), None)
        region = next((one.region for one in spoken if one.region), None)
        terms = [t for one in (seat, leads_to) if one for t in one.terms if holds_on(t, date)]
        return holder_of(
            seat.label,
            sides=[seat.side, leads_to.side if leads_to else None],
            party=party,
            region=region,
            comes_from=terms[0].party if terms else None,
            areas=areas,
            kinds=self.kinds,
            above=self.above,
        )

    def _origin(self, seat: Seat, date: datetime.date) -> Seat | None:
        """The seat whose holder sits on a derived one."""
        at: Seat | None = seat
        for _step in range(STEPS):
            of = at.represents if at else None
            body = self.bodies.get(of.body or "") if of else None
            if of is None or body is None or not (of.seat or of.office):
                break
            held = [
                one.seat
                for one in body.offices
                if one.office == of.office and one.number == 1 and holds_on(one, date)
            ]
            wanted = of.seat or next(iter(held), None)
            at = next((one for one in body.seats if one.id == wanted), None)
        return None if at is seat else at


def _cycle(body: Body, rotation: Rotation) -> Cycle:
    other = rotation.opposite_of
    of = (other.body or body.id, other.office) if other else None
    return Cycle(rotation.months, tuple(rotation.order), rotation.starts_on, of)


def check_leading(folder: Folder, body: Body, faults: Faults) -> None:
    """Warns where an office is entered with another than whose turn it is, or who may hold it."""
    if not (body.rotations or body.office_rules) or {Side, Party, Region, Body} & folder.partial:
        return
    led = Led(folder)
    for rotation in body.rotations:
        _check_turns(led, body, rotation, faults)
    for rule in body.office_rules:
        _check_rule(led, body, rule, faults)


def _check_turns(led: Led, body: Body, rotation: Rotation, faults: Faults) -> None:
    of = body.id, rotation.office
    others = _also_asked(led, of)

    def judge(date: datetime.date) -> tuple[str, str] | None:
        if date > led.today:
            return None
        areas = led.areas_on(date)
        holders = {one: led.holders_on(one, date, areas) for one in others}
        due = due_on(of, date, led.cycles, holders, areas)
        wrong = [one for one in holders[of] if due and one.is_none_of(due.whom)]
        if not due or not wrong or len(wrong) < len(holders[of]):
            return None
        whom = " or ".join(f"«{one}»" for one in sorted(due.whom))
        return whom, wrong[0].side or next(iter(sorted(wrong[0].tied)))

    changing = [*_changing(led, others), *_turns(led, others)]
    for stretch, (whom, side) in findings(Days(body.valid_from, body.valid_to), changing, judge):
        faults.warn(
            _where(body, rotation.office, stretch) or rotation.where,
            f"{body.name}: the {rotation.office} is entered from «{side}», {period_of(stretch)}",
            f"by the rotation it is {whom} then",
        )


def _check_rule(led: Led, body: Body, rule: OfficeRule, faults: Faults) -> None:
    of = body.id, rule.office
    whom = [*rule.sides, *rule.parties, *rule.regions]

    def judge(date: datetime.date) -> str | None:
        if date > led.today:
            return None
        held = led.holders_on(of, date, led.areas_on(date))
        if any(one.is_none_of(whom, rule.kind or "") for one in held):
            return f"is entered from none of {', '.join([*whom, *filter(None, [rule.kind])])}"
        sides = [one.side for one in held if one.side]
        if rule.each_side and len(set(sides)) < len(sides):
            return f"is entered from {' and '.join(sides)}, and not from each side"
        return f"is held by {len(held)} at once" if len(held) > rule.at_once else None

    for stretch, wrong in findings(rule, _changing(led, [of]), judge):
        faults.warn(
            rule.where,
            f"{body.name}: the {rule.office} {wrong}, {period_of(stretch)}",
            "who it was, or what the rule says",
        )


def _also_asked(led: Led, of: OfficeOf) -> list[OfficeOf]:
    """The office, and those that it is the opposite of in turn."""
    asked = [of]
    cycle = led.cycles.get(of)
    while cycle and cycle.opposite and cycle.opposite not in asked:
        asked.append(cycle.opposite)
        cycle = led.cycles.get(cycle.opposite)
    return asked


def _changing(led: Led, offices: list[OfficeOf]) -> Iterator[Any]:
    """Everything that may change who holds them, with a period of its own."""
    for body, office in offices:
        found = led.bodies.get(str(body))
        if found is None:
            continue
        for one in found.offices:
            if one.office == office:
                yield one
        for seat in found.seats:
            yield from seat.terms
            of = led.bodies.get((seat.represents and seat.represents.body) or "")
            yield from of.offices if of else []


def _turns(led: Led, offices: list[OfficeOf]) -> Iterator[Days]:
    for of in offices:
        cycle = led.cycles.get(of)
        turn = cycle.turn_on(cycle.starts_on) if cycle and cycle.starts_on else None
        while cycle and turn and turn.first <= led.today:
            yield Days(turn.first, turn.last)
            turn = cycle.turn_on(turn.last + datetime.timedelta(days=1))


def _where(body: Body, office: str, stretch: Days) -> Any:
    """Where the holding stands that the stretch is about."""
    day = stretch.valid_from or datetime.date.min
    held: list[Office] = [one for one in body.offices if one.office == office]
    return next((one.where for one in held if holds_on(one, day)), None)
