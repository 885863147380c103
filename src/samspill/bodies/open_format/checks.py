"""Bodies: parents without circles, seats as the composition rule asks, calendars in order."""

from __future__ import annotations

import datetime
from collections import Counter

from samspill.bodies.open_format.types import Body, CompositionLine, CompositionRule, Seat
from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import holds_on, one_at_a_time
from samspill.parties.open_format.types import Party, Region

FIRST_DAY = datetime.date(1900, 1, 1)


def check_bodies(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the bodies; a body that breaks its own rule gets a warning."""
    bodies = folder.every(Body)
    parents = {b.id: ([b.parent] if b.parent else [], b.where) for b in bodies}
    complain_about_cycles(parents, "parent", faults)
    complain_about_cycles(
        {b.id: ([p.body for p in b.predecessors], b.where) for b in bodies},
        "predecessors",
        faults,
    )
    for body in bodies:
        complain_about_cycles(
            {s.id: ([s.substitute_for] if s.substitute_for else [], s.where) for s in body.seats},
            "substitute_for",
            faults,
        )
        for entry in body.calendar:
            if entry.starts and entry.ends and entry.starts >= entry.ends:
                faults.error(entry.where, f"ends {entry.ends} before it starts", "turn them round")
        for rule in body.composition:
            _check_rule(folder, body, rule, faults)
        _check_one_at_a_time(body, faults)


def _check_one_at_a_time(body: Body, faults: Faults) -> None:
    one_at_a_time(body.mandates, lambda m: None, "mandates", faults)
    one_at_a_time(body.composition, lambda c: None, "composition rules", faults)
    one_at_a_time(body.offices, lambda o: o.office, "holders of an office", faults)
    for seat in body.seats:
        one_at_a_time(seat.terms, lambda t: None, f"terms on the seat «{seat.id}»", faults)


def _check_rule(folder: Folder, body: Body, rule: CompositionRule, faults: Faults) -> None:
    groups = {line.id for line in rule.lines}
    for seat in body.seats:
        if seat.group and seat.group not in groups and _share_a_day(seat, rule):
            faults.error(
                seat.where, f"group «{seat.group}» is no line of the rule", f"at {rule.where}"
            )
    if faults.has_error_in(body.where.file):
        return
    date = rule.valid_from or FIRST_DAY
    seats = [s for s in body.seats if holds_on(s, date) and s.role != "substitute"]
    if not seats:
        return
    for line in rule.lines:
        present = sum(1 for seat in seats if seat.group == line.id)
        wanted = _wanted(folder, line, date)
        if wanted and not wanted[0] <= present <= wanted[1]:
            faults.warn(
                rule.where,
                f"{body.name}: {present} seats in «{line.label}» on {date}",
                f"the rule asks for {_range(*wanted)}",
            )
    if rule.balanced:
        sides = Counter(seat.side for seat in seats if seat.role == "member" and seat.side)
        if len(set(sides.values())) > 1:
            figures = ", ".join(f"{side} {count}" for side, count in sorted(sides.items()))
            faults.warn(rule.where, f"{body.name}: sides are not equal: {figures}")


def _wanted(folder: Folder, line: CompositionLine, date: datetime.date) -> tuple[int, float] | None:
    if {Region, Body, Party} & folder.partial and line.one_per:
        return None
    if line.one_per == "region":
        count = sum(1 for region in folder.every(Region) if holds_on(region, date))
    elif line.one_per == "body":
        count = sum(
            1
            for b in folder.every(Body)
            if b.kind == "body" and b.tier == line.one_per_tier and holds_on(b, date)
        )
    elif line.one_per:
        kinds = [p for p in folder.every(Party) if p.kind == line.one_per and holds_on(p, date)]
        takes_part = [p for p in kinds if any(holds_on(t, date) for t in p.participation)]
        count = len(takes_part if line.one_per != "clinic" else kinds)
    elif line.minimum is None and line.maximum is None:
        return None
    else:
        return line.minimum or 0, float("inf") if line.maximum is None else line.maximum
    return count, count


def _range(low: int, high: float) -> str:
    if low == high:
        return str(low)
    return f"at least {low}" if high == float("inf") else f"{low} to {int(high)}"


def _share_a_day(seat: Seat, rule: CompositionRule) -> bool:
    return holds_on(seat, rule.valid_from or seat.valid_from or FIRST_DAY)
