"""Whether the seats of a body are as its composition rule asks, on every day of the rule."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from samspill.bodies.formulas import LineAsked, Wanted, wanted_by
from samspill.bodies.open_format.shorthand import is_counted, spells_of
from samspill.bodies.open_format.types import Body, CompositionLine, CompositionRule, Seat
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.over_time import findings
from samspill.common.open_format.periods import holds_on, period_of, share_a_day
from samspill.parties.open_format.types import Party, Region


def check_composition(folder: Folder, body: Body, faults: Faults) -> None:
    """Adds a fault for a seat outside the rule, and a warning for each time it is not followed."""
    for rule in body.composition:
        if not any(share_a_day(rule, other) for other in body.composition if other is not rule):
            _check_groups(body, rule, faults)
    if faults.has_error_in(body.where.file):
        return
    for rule in body.composition:
        for line in rule.lines:
            _check_line(folder, body, rule, line, faults)
        if rule.balanced:
            _check_balance(body, rule, faults)


def _check_groups(body: Body, rule: CompositionRule, faults: Faults) -> None:
    groups = {line.id for line in rule.lines}
    for seat in body.seats:
        if seat.group and seat.group not in groups and share_a_day(seat, rule):
            faults.error(
                seat.where, f"group «{seat.group}» is no line of the rule", f"at {rule.where}"
            )


def _check_line(
    folder: Folder, body: Body, rule: CompositionRule, line: CompositionLine, faults: Faults
) -> None:
    def judge(date: datetime.date) -> tuple[int, Wanted] | None:
        seats = _counted(body, date)
        wanted = _wanted(folder, body, line, date, rule) if seats else None
        present = sum(1 for seat in seats if seat.group == line.id)
        if wanted is None or wanted[0] <= present <= (present if wanted[1] is None else wanted[1]):
            return None
        return present, wanted

    others = [one for one in rule.lines if line.as_many_as and one.side == line.as_many_as]
    counted = (one for each in [line, *others] for one in _counted_by(folder, each))
    changing = [*body.seats, *counted]
    for stretch, (present, wanted) in findings(rule, changing, judge):
        faults.warn(
            line.where,
            f"{body.name}: {present} seats entered in «{line.label}», {period_of(stretch)}",
            f"the rule asks for {_range(*wanted)}",
        )


def _check_balance(body: Body, rule: CompositionRule, faults: Faults) -> None:
    def judge(date: datetime.date) -> str | None:
        members = [seat for seat in _counted(body, date) if seat.role == "member"]
        sides = Counter(
            {line.side: 0 for line in rule.lines if line.side and line.role == "member"}
        )
        sides.update(seat.side for seat in members if seat.side)
        figures = ", ".join(f"{side} {count}" for side, count in sorted(sides.items()))
        return figures if len(set(sides.values())) > 1 else None

    for stretch, figures in findings(rule, body.seats, judge):
        told = f"{body.name}: sides are not equal, {period_of(stretch)}: {figures}"
        faults.warn(rule.where, told)


def _counted(body: Body, date: datetime.date) -> list[Seat]:
    return [seat for seat in body.seats if holds_on(seat, date) and seat.role != "substitute"]


def _counted_by(folder: Folder, line: CompositionLine) -> Iterator[Any]:
    """Everything that a formula may count, with all that has a period of its own."""
    if line.one_per == "region":
        yield from folder.every(Region)
    elif line.one_per == "body":
        yield from folder.every(Body)
    elif line.one_per:
        for party in folder.every(Party):
            if is_counted(party, line.one_per, line.side):
                yield from [party, *party.participation]


def _wanted(
    folder: Folder, body: Body, line: CompositionLine, date: datetime.date, rule: CompositionRule
) -> Wanted | None:
    """How few and how many seats the line asks for; None where it cannot be told, or asks none."""
    lines = {one.id: _asked(folder, body, one, date) for one in rule.lines}
    seats = [_Sitting(one.role, one.side) for one in _counted(body, date)]
    return wanted_by(lines[line.id], list(lines.values()), seats)


class _Sitting(NamedTuple):
    role: str
    side_id: str | None


def _asked(folder: Folder, body: Body, line: CompositionLine, date: datetime.date) -> LineAsked:
    """The line with what there is of what it counts; in a part of a folder that is not known."""
    asked = LineAsked(
        slug=line.id,
        label=line.label,
        role=line.role,
        side=line.side,
        minimum=line.minimum,
        maximum=line.maximum,
        one_per=line.one_per or "",
        as_many_as=line.as_many_as or None,
        other_side=line.as_many_as,
        there=0,
    )
    if not line.one_per:
        return asked
    if {Region, Body, Party} & folder.partial:
        return asked._replace(one_per="", minimum=None, maximum=None)
    return asked._replace(there=_formula(folder, body, line, date))


def _formula(folder: Folder, body: Body, line: CompositionLine, date: datetime.date) -> int:
    if line.one_per == "region":
        regions = [one for one in folder.every(Region) if holds_on(one, date)]
        return sum(1 for one in regions if not body.regions or one.id in body.regions)
    if line.one_per == "body":
        bodies = [b for b in folder.every(Body) if b.kind == "body" and holds_on(b, date)]
        return sum(1 for b in bodies if b.tier == line.one_per_tier)
    return sum(
        1
        for party in folder.every(Party)
        if is_counted(party, line.one_per, line.side)
        and holds_on(party, date)
        and _concerned(folder, body, party, date)
        and any(holds_on(spell, date) for spell in spells_of(party, line.one_per))
    )


def _concerned(folder: Folder, body: Body, party: Party, date: datetime.date) -> bool:
    """Whether the body concerns the party; the same rule as in ``bodies/scope.py``."""
    if {party.id, party.part_of} & set(body.parties):
        return True
    kinds = {one.kind for one in folder.every(Party) if one.id in body.parties}
    if party.kind != "municipality":
        return not kinds - {"municipality"}
    if not body.regions and "municipality" not in kinds:
        return True
    return any(
        member.party == party.id and holds_on(member, date)
        for region in folder.every(Region)
        if region.id in body.regions
        for member in region.members
    )


def _range(low: int, high: int | None) -> str:
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"{low} to {high}" if low else f"up to {high}"
