"""Meetings held against what is agreed for a year: on the page of the year, and at the measures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from samspill.cases.models import Meeting, Practice
from samspill.cases.states import MeetingState
from samspill.common.public.page import PublicRequest
from samspill.common.ready import together
from samspill.plans.models import Measure


@dataclass(frozen=True)
class Target:
    """How many meetings a body is to have in a year, and how many there are."""

    practice: Practice
    year: int
    planned: int
    held: int

    @property
    def agreed(self) -> str:
        least, most = self.practice.least, self.practice.most
        if least is not None and most is not None and least != most:
            return f"{least}–{most}"
        return str(most if least is None else least)

    @property
    def words(self) -> str:
        """«3 of 4», held against what is agreed."""
        return _("%(held)s of %(agreed)s") % {"held": self.held, "agreed": self.agreed}


def targets_of_year(meetings: list[Meeting], year: int) -> list[Target]:
    """Bodies that a number of meetings is agreed for, in force some day of the year.

    Args:
        meetings: all of the year, with their bodies.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    holds = Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first)
    asked = Practice.objects.filter(*holds).exclude(least=None, most=None)
    found = asked.select_related("body").order_by("body__order", "body__sort_key")
    counted = {}
    for practice in found.prefetch_related(_measures()):
        of = [one for one in meetings if practice.body in one.bodies.all()]
        planned = [one for one in of if one.state != MeetingState.CANCELLED]
        held = [one for one in of if one.state == MeetingState.HELD]
        counted[practice.body_id] = Target(practice, year, len(planned), len(held))
    return list(counted.values())


def _measures() -> Prefetch[Any]:
    return Prefetch("measures", Measure.objects.select_related("edition__plan"))


def at_a_measure(
    request: PublicRequest, measure: Measure, date: datetime.date
) -> dict[str, Any] | None:
    """What the meetings that are entered say of a measure that asks for so many a year."""
    asked = Practice.objects.filter(measures=measure).exclude(least=None, most=None)
    read = together(
        practices=asked.select_related("body").order_by("body__order", "valid_from"),
        counted=_counted(asked.order_by().values("body")),
    )
    practices = read["practices"]
    if not practices:
        return None
    counted = {(body, year): numbers for body, year, *numbers in read["counted"]}
    targets = [
        Target(one, year, *counted.get((one.body_id, year), (0, 0)))
        for one in practices
        for year in _years(one, date)
    ]
    return {"targets": targets} if targets else None


def _counted(bodies: QuerySet) -> Any:
    """Body, year, how many meetings it has entered in the year, and how many of them as held."""
    meetings = Meeting.objects.filter(bodies__in=bodies).exclude(state=MeetingState.CANCELLED)
    return (
        meetings.annotate(year=ExtractYear("date"))
        .values("bodies", "year")
        .annotate(planned=Count("pk"), held=Count("pk", filter=Q(state=MeetingState.HELD)))
        .order_by()
        .values_list("bodies", "year", "planned", "held")
    )


def _years(practice: Practice, date: datetime.date) -> range:
    """The years of the practice, and none beyond the day that is shown."""
    first = practice.valid_from.year if practice.valid_from else date.year
    last = min(practice.valid_to.year if practice.valid_to else date.year, date.year)
    return range(first, last + 1)
