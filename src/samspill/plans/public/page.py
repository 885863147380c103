"""A plan as its public page shows it: filtered, and grouped by goal and focus area."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.bodies.successors import Successors, successors
from samspill.common.ready import ready_together
from samspill.parties.models import Party
from samspill.plans.models import FocusArea, MainGoal, Measure, MeasureOwner, PlanEdition
from samspill.plans.owing import Answering, answering_on, owed_by_party
from samspill.plans.parsing import WhenKind
from samspill.plans.years import years_of

PARAMETERS = ("ansvarlig", "innsats", "ar", "mangler")
"""The query parameters that the page of a plan depends on."""
NOBODY, NO_TIME = "ansvarlig", "tid"


@dataclass(frozen=True)
class PlanFilters:
    """What is asked for in the address; empty for everything."""

    owner: str = ""
    area: str = ""
    year: str = ""
    missing: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> PlanFilters:
        """The filters of an address; a word that means nothing here finds nothing."""
        owner, area, year, missing = (query.get(name, "")[:120] for name in PARAMETERS)
        return cls(owner, area, year, missing)

    @property
    def any(self) -> bool:
        return bool(self.owner or self.area or self.year or self.missing)

    @property
    def query(self) -> str:
        """The same, as it is asked for in an address."""
        asked = (self.owner, self.area, self.year, self.missing)
        return urlencode(dict(zip(PARAMETERS, asked, strict=True)), quote_via=quote, safe="/")


@dataclass(frozen=True)
class MeasureShown:
    """A measure with what the page says of it."""

    measure: Measure
    owners: list[Answering]
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
    measures: list[MeasureShown] = field(default_factory=list)


@dataclass
class GoalShown:
    """A main goal with its focus areas."""

    goal: MainGoal
    areas: list[AreaShown] = field(default_factory=list)


@dataclass(frozen=True)
class PlanRead:
    """All that an edition holds, as it is read for its page."""

    goals: list[MainGoal]
    areas: list[FocusArea]
    measures: list[MeasureShown]
    line: Successors


def read_plan(edition: PlanEdition, date: datetime.date) -> PlanRead:
    """The goals, focus areas and measures of an edition, each with those who answer for it then."""
    read = _of_edition(edition=edition.pk)
    owners: dict[int, list[MeasureOwner]] = {}
    for owner in read["owners"]:
        owners.setdefault(owner.measure_id, []).append(owner)
    period, line = edition.plan.years, successors()
    measures = [
        MeasureShown(
            measure,
            answering_on(owners.get(measure.pk, []), date, line),
            years_of(measure, period),
        )
        for measure in read["measures"]
    ]
    return PlanRead(read["goals"], read["areas"], measures, line)


@ready_together
def _of_edition(edition: Any) -> dict[str, QuerySet]:
    measures = Measure.objects.filter(edition=edition)
    return {
        "goals": MainGoal.objects.filter(edition=edition).only("number", "title"),
        "areas": FocusArea.objects.filter(edition=edition).only(
            "goal", "number", "title", "agreements"
        ),
        "measures": measures.only(
            "area", "number", "text", "responsible", "responsible_elsewhere", "when_as_written",
            "when_kind", "when_first", "when_last", "years",
        ),
        "owners": MeasureOwner.objects.filter(measure__in=measures.order_by()).named(),
    }  # fmt: skip


def owed_by(
    edition: PlanEdition, owner: str, date: datetime.date, line: Successors
) -> set[int] | None:
    """The keys of what a party owes, as itself or as one of «the municipalities».

    None where the owner that is asked for is no party.
    """
    kind, _dash, slug = owner.partition("-")
    if kind != "part":
        return None
    party = Party.objects.filter(slug=slug).first()
    if party is None:
        return set()
    found = owed_by_party(Measure.objects.filter(edition=edition), party, date, line)
    return set(found.values_list("pk", flat=True))


def matching(
    shown: Iterable[MeasureShown], chosen: PlanFilters, owed: set[int] | None = None
) -> list[MeasureShown]:
    """Those that the filters ask for.

    Args:
        owed: the keys of what the party owes that is asked for (:func:`owed_by`).
    """
    return [one for one in shown if _matches(one, chosen, owed)]


def _matches(one: MeasureShown, chosen: PlanFilters, owed: set[int] | None) -> bool:
    if owed is not None and one.measure.pk not in owed:
        return False
    if owed is None and chosen.owner and chosen.owner not in {own.key for own in one.owners}:
        return False
    if chosen.year and chosen.year not in {str(year) for year in one.years}:
        return False
    if chosen.missing == NOBODY and one.owners:
        return False
    return not (chosen.missing == NO_TIME and not one.lacks_time)


def goals_of(read: PlanRead, shown: Iterable[MeasureShown], chosen: PlanFilters) -> list[GoalShown]:
    """The goals and focus areas with the measures that are shown; empty ones only unfiltered."""
    goals = {goal.pk: GoalShown(goal) for goal in read.goals}
    areas: dict[int, AreaShown] = {}
    for area in read.areas:
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


def in_words(measure: Measure) -> str:
    """When a measure is to be done, in the words of the plan; empty where it says nothing."""
    if measure.when_as_written:
        return measure.when_as_written
    if measure.years:
        return _("Marked for %(years)s") % {"years": ", ".join(map(str, measure.years))}
    return ""
