"""A plan as the public pages show it: filtered, grouped, and along the years."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.plans.models import FocusArea, MainGoal, Measure, MeasureOwner, PlanEdition
from samspill.plans.parsing import WhenKind

PARAMETERS = ("ansvarlig", "innsats", "ar", "mangler", "vis")
"""The query parameters that the page of a plan depends on."""
NOBODY, NO_TIME = "ansvarlig", "tid"
YEAR_WIDTH, ROW_HEIGHT, LABEL_WIDTH, HEAD_HEIGHT = 90, 26, 60, 28


@dataclass(frozen=True)
class Chosen:
    """What is asked for in the address; empty for everything."""

    owner: str = ""
    area: str = ""
    year: str = ""
    missing: str = ""
    view: str = "tabell"

    @classmethod
    def read(cls, query: QueryDict) -> Chosen:
        """The filters of an address; a word that means nothing here finds nothing."""
        view = "tidslinje" if query.get("vis") == "tidslinje" else "tabell"
        owner, area, year, missing = (
            query.get(name, "")[:120] for name in ("ansvarlig", "innsats", "ar", "mangler")
        )
        return cls(owner, area, year, missing, view)

    @property
    def any(self) -> bool:
        return bool(self.owner or self.area or self.year or self.missing)


@dataclass(frozen=True)
class Bar:
    """A stretch of years in the timeline."""

    x: int
    width: int


@dataclass(frozen=True)
class Shown:
    """A measure with what the page says of it."""

    measure: Measure
    owners: list[MeasureOwner]
    years: list[int]
    """The years that it is in: marked, or read of when it is to be done."""

    @property
    def lacks_time(self) -> bool:
        """Whether the plan gives it no time at all."""
        return self.measure.when_kind == WhenKind.NONE and not self.measure.years


@dataclass
class AreaShown:
    """A focus area with its measures."""

    area: FocusArea
    measures: list[Shown] = field(default_factory=list)


@dataclass
class GoalShown:
    """A main goal with its focus areas."""

    goal: MainGoal
    areas: list[AreaShown] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """A measure's row in the timeline."""

    shown: Shown
    y: int
    text_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Timeline:
    """The measures that have a time, along the years of the plan."""

    years: list[tuple[int, int]]
    lines: list[Line]
    width: int
    height: int
    bar_height: int = ROW_HEIGHT - 10


def key_of(owner: MeasureOwner) -> str:
    """The owner's name in the address of a filter."""
    if owner.body:
        return f"organ-{owner.body.slug}"
    if owner.party:
        return f"part-{owner.party.slug}"
    return f"gruppe-{owner.group}" if owner.group else f"rolle-{owner.role}"


def measures_of(edition: PlanEdition) -> list[Shown]:
    """Every measure of an edition, in a number of queries that does not grow with them."""
    found = edition.measures.prefetch_related("owners__body", "owners__party")
    return [
        Shown(measure, list(measure.owners.all()), years_of(measure, edition.plan.years))
        for measure in found
    ]


def years_of(measure: Measure, period: list[int]) -> list[int]:
    """The years of the plan that a measure is in; none when the plan gives it no time."""
    if measure.when_kind == WhenKind.CONTINUOUS:
        return period
    found = set(measure.years)
    first: datetime.date | None = measure.when_first or measure.when_last
    if first and measure.when_last:
        found |= set(range(first.year, measure.when_last.year + 1))
    return [year for year in period if year in found]


def matching(shown: Iterable[Shown], chosen: Chosen) -> list[Shown]:
    """Those that the filters ask for."""
    return [one for one in shown if _matches(one, chosen)]


def _matches(one: Shown, chosen: Chosen) -> bool:
    if chosen.owner and chosen.owner not in {key_of(owner) for owner in one.owners}:
        return False
    if chosen.year and chosen.year not in {str(year) for year in one.years}:
        return False
    if chosen.missing == NOBODY and one.owners:
        return False
    return not (chosen.missing == NO_TIME and not one.lacks_time)


def goals_of(edition: PlanEdition, shown: Iterable[Shown], chosen: Chosen) -> list[GoalShown]:
    """The goals and focus areas with the measures that are shown; empty ones only unfiltered."""
    goals = {goal.pk: GoalShown(goal) for goal in edition.goals.all()}
    areas: dict[int, AreaShown] = {}
    for area in edition.areas.all():
        if not chosen.area or area.number == chosen.area:
            areas[area.pk] = AreaShown(area)
            goals[area.goal_id].areas.append(areas[area.pk])
    for one in shown:
        if one.measure.area_id in areas:
            areas[one.measure.area_id].measures.append(one)
    if chosen.any:
        for goal in goals.values():
            goal.areas = [area for area in goal.areas if area.measures]
    return [goal for goal in goals.values() if goal.areas]


def owner_choices(shown: Iterable[Shown]) -> list[tuple[str, str]]:
    """Everyone who answers for something, for the filter: key and name, by name."""
    found = {key_of(owner): owner.label for one in shown for owner in one.owners}
    return sorted(found.items(), key=lambda item: str(item[1]).lower())


def timeline(shown: Iterable[Shown], period: list[int]) -> Timeline:
    """The measures that have a time as bars over the years of the plan."""
    lines: list[Line] = []
    for one in shown:
        if one.years:
            y = HEAD_HEIGHT + len(lines) * ROW_HEIGHT
            lines.append(Line(one, y, y + 12, list(_bars(one.years, period))))
    heads = [(year, LABEL_WIDTH + place * YEAR_WIDTH + 6) for place, year in enumerate(period)]
    width = LABEL_WIDTH + len(period) * YEAR_WIDTH
    return Timeline(heads, lines, width, HEAD_HEIGHT + len(lines) * ROW_HEIGHT)


def _bars(years: list[int], period: list[int]) -> Iterable[Bar]:
    start = previous = years[0]
    for year in [*years[1:], None]:
        if year is not None and year == previous + 1:
            previous = year
            continue
        x = LABEL_WIDTH + (start - period[0]) * YEAR_WIDTH
        yield Bar(x + 3, (previous - start + 1) * YEAR_WIDTH - 6)
        if year is not None:
            start = previous = year


def in_words(measure: Measure) -> str:
    """When a measure is to be done, in the words of the plan; empty where it says nothing."""
    if measure.when_as_written:
        return measure.when_as_written
    if measure.years:
        return _("Marked for %(years)s") % {"years": ", ".join(map(str, measure.years))}
    return ""
