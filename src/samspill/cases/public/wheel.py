"""A year of meetings as a wheel: a ring for each level, a mark for each meeting."""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases import holidays
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState

MIDDLE, RIM, HUB, OUTERMOST, INNERMOST = 250.0, 226.0, 106.0, 204.0, 124.0
APART = 21.0
"""How far marks keep from each other, so that none hides another."""
MOST = 60
"""With more meetings a wheel is a blot; then the months are told in a row alone."""
SHAPES = ("circle", "square", "diamond", "hexagon")
GATHERINGS = (Meeting.Kind.DIALOGUE, Meeting.Kind.CONFERENCE, Meeting.Kind.SEMINAR)
FILLS = {
    MeetingState.HELD: "held",
    MeetingState.CALLED: "called",
    MeetingState.PLANNED: "plan",
    MeetingState.TENTATIVE: "maybe",
}


@dataclass(frozen=True)
class MeetingMark:
    """A meeting in the wheel: where its middle is, its shape and what it is filled with."""

    x: float
    y: float
    shape: str
    fill: str
    title: str

    @property
    def move(self) -> str:
        return f"translate({self.x:.1f} {self.y:.1f})"


@dataclass(frozen=True)
class Month:
    """The name of a month at the rim."""

    name: str
    turn: str
    spoke: str


@dataclass
class Wheel:
    """All that is drawn."""

    year: int
    said: str
    marks: list[MeetingMark] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
    off: list[str] = field(default_factory=list)
    hand: str = ""
    keys: list[tuple[str, str]] = field(default_factory=list)
    """The shapes that stand there, each with what it means."""
    fills: list[tuple[str, str]] = field(default_factory=list)
    """How far the meetings have come, as they are filled, each with its word."""
    counted: int = 0
    held: int = 0


def wheel_of(
    year: int, meetings: Sequence[tuple[Meeting, list[Body]]], today: datetime.date
) -> Wheel | None:
    """The wheel of a year; None where there is nothing to draw, or too much.

    Args:
        meetings: each with its bodies, which are read with their levels.
    """
    drawn = [(m, of) for m, of in meetings if m.state != MeetingState.CANCELLED]
    if not drawn or len(drawn) > MOST:
        return None
    rings = _rings(of for _m, of in drawn)
    wheel = Wheel(year, _said(year, drawn))
    step = min(40.0, (OUTERMOST - INNERMOST) / max(len(rings) - 1, 1))
    radii = {key: OUTERMOST - step * number for number, key in enumerate(rings)}
    shapes = dict(zip(rings, SHAPES * len(rings), strict=False))
    for meeting, of in drawn:
        ring = _ring(of)
        shape = "triangle" if meeting.kind in GATHERINGS else shapes[ring]
        fill = FILLS[MeetingState(meeting.state)]
        title = f"{' + '.join(_short(one) for one in of)}, {date_format(meeting.date, 'j. F')}"
        wheel.marks.append(_placed(wheel.marks, radii[ring], meeting.date, shape, fill, title))
    wheel.counted = len(drawn)
    wheel.held = sum(m.state == MeetingState.HELD for m, _of in drawn)
    filled = {one.fill for one in wheel.marks}
    wheel.fills = [(one, str(state.label)) for state, one in FILLS.items() if one in filled]
    wheel.tracks = [f"{radius:.1f}" for radius in radii.values()]
    wheel.months = [_month(year, number) for number in range(1, 13)]
    wheel.off = [_sector(day) for day in holidays.of_year(year)]
    there = {one.shape for one in wheel.marks}
    wheel.keys = [(shapes[key], name) for key, name in rings.items() if shapes[key] in there]
    if "triangle" in there:
        wheel.keys.append(("triangle", _("Dialogue meeting, seminar, conference")))
    if today.year == year:
        (x1, y1), (x2, y2) = _at(today, HUB - 8), _at(today, RIM + 4)
        wheel.hand = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    return wheel


def _ring(bodies: list[Body]) -> int:
    """The level of the first of those who meet, the highest; those of no level come last."""
    return min((one.tier.order if one.tier else 10_000) for one in bodies)


def _rings(every: Iterable[list[Body]]) -> dict[int, str]:
    """The levels that have meetings, the highest first, each by its only body or its own name."""
    there: dict[int, dict[int, Body]] = {}
    for bodies in every:
        for one in bodies:
            there.setdefault(_ring([one]), {})[one.pk] = one
        there.setdefault(_ring(bodies), {})
    named = {}
    for key in sorted(there):
        first = next(iter(there[key].values()))
        alone = len(there[key]) == 1
        named[key] = _short(first) if alone else first.tier.name if first.tier else _("Others")
    return named


def _short(body: Body) -> str:
    return body.short_name or body.name


def _placed(
    there: list[MeetingMark], radius: float, date: datetime.date, shape: str, fill: str, title: str
) -> MeetingMark:
    """Beside the marks that are there: a little further in or out where one is in the way."""
    x, y = 0.0, 0.0
    for aside in (0, -APART, APART, -2 * APART, 2 * APART):
        inside = min(max(radius + aside, HUB + 12), RIM - 12)
        x, y = _at(date, inside)
        if all(math.dist((x, y), (one.x, one.y)) >= APART for one in there):
            break
    return MeetingMark(x, y, shape, fill, title)


def _angle(date: datetime.date) -> float:
    """Clockwise from the top, in radians."""
    days = 366 if calendar.isleap(date.year) else 365
    return 2 * math.pi * (date.timetuple().tm_yday - 1) / days


def _at(date: datetime.date, radius: float) -> tuple[float, float]:
    angle = _angle(date)
    return MIDDLE + radius * math.sin(angle), MIDDLE - radius * math.cos(angle)


def _sector(day: datetime.date) -> str:
    """A day as a piece of the ring."""
    after = day + datetime.timedelta(days=1)
    last = after if after.year == day.year else day
    (ax, ay), (bx, by) = _at(day, RIM), _at(last, RIM)
    (cx, cy), (dx, dy) = _at(last, HUB), _at(day, HUB)
    return (
        f"M{ax:.1f} {ay:.1f}A{RIM:.0f} {RIM:.0f} 0 0 1 {bx:.1f} {by:.1f}"
        f"L{cx:.1f} {cy:.1f}A{HUB:.0f} {HUB:.0f} 0 0 0 {dx:.1f} {dy:.1f}z"
    )


def _month(year: int, number: int) -> Month:
    middle = datetime.date(year, number, 15)
    degrees = math.degrees(_angle(middle))
    below = 90 < degrees < 270
    x, y = _at(middle, RIM + (18 if below else 8))
    turned = degrees - 180 if below else degrees
    first = datetime.date(year, number, 1)
    (ax, ay), (bx, by) = _at(first, HUB), _at(first, RIM)
    return Month(
        date_format(middle, "F"),
        f"translate({x:.1f} {y:.1f}) rotate({turned:.1f})",
        f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}",
    )


def _said(year: int, drawn: Sequence[tuple[Meeting, list[Body]]]) -> str:
    """The wheel in words: how often each body meets. The list beside it has the days."""
    often: dict[str, int] = {}
    for _meeting, bodies in drawn:
        for one in bodies:
            often[_short(one)] = often.get(_short(one), 0) + 1
    told = ", ".join(f"{name} {count}" for name, count in often.items())
    said = _("The year %(year)s as a wheel. Meetings: %(told)s. The list says the same.")
    return said % {"year": year, "told": told}
