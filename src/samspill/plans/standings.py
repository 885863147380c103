"""How single measures stand, in the words of those who owe them: for the pages of one of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from samspill.commitments.evidence import doubts_about
from samspill.commitments.models import Commitment, FormerOwner, LegendStatus, Owner
from samspill.commitments.models.owners import OneWhoOwes
from samspill.commitments.showing import Light, light_of
from samspill.common.models import today
from samspill.common.ready import AnyOf, ready_together
from samspill.parties.models import Party
from samspill.plans.models import Measure
from samspill.plans.overviews.statements import (
    LATE,
    NOT_LATE,
    About,
    of_measures,
    past_its_day,
    stated,
)

RESULT, WORK = About.RESULT, About.WORK


@dataclass(frozen=True)
class OwnerStanding:
    """What the owners of one commitment have said of a measure: of its result, and of the work.

    A role that is in no body owes nothing; the page names it beside (``roles_of``).
    ``reported_on`` is no day after the one that is shown. ``late_since`` is the due date of what is
    late, and ``doubts`` are what speaks against it, told only of what holds today.
    """

    owners: str
    lights: list[Light]
    reported_on: datetime.date | None
    late_since: datetime.date | None
    doubts: list[str]


def by_owner(measure: Measure, date: datetime.date) -> list[OwnerStanding]:
    """How each of those who owe a measure says that it stands; on an earlier day as said then."""
    lights = {pk: said for pk, _measure, said in _lights([measure], date)}
    owed = Commitment.objects.filter(pk__in=lights).order_by("pk")
    found = list(owed.with_owners() if date >= today() else owed.prefetch_related(*_whole_owners()))
    doubts = doubts_about(found, date) if date >= today() else {}
    return [
        OwnerStanding(
            ", ".join(str(owner) for owner in owners_on(one, date)),
            lights[one.pk],
            one.reported_on if one.reported_on and one.reported_on <= date else None,
            _due_of_late(one, lights[one.pk], date),
            doubts.get(one.pk, []),
        )
        for one in found
    ]


def _due_of_late(one: Commitment, lights: list[Light], date: datetime.date) -> datetime.date | None:
    is_late = any(light.kind == LATE for light in lights)
    return one.due_on if is_late and date >= today() else None


def roles_of(measure: Measure) -> list[str]:
    """The roles that the plan names for a measure: someone is meant, and it is not said who."""
    return [owner.role for owner in measure.owners.all() if owner.role]


def _whole_owners() -> list[Prefetch]:
    kinds: dict[str, type[OneWhoOwes]] = {"owners": Owner, "former_owners": FormerOwner}
    return [
        Prefetch(name, kind.objects.select_related("party", "body").order_by("pk"))
        for name, kind in kinds.items()
    ]


def owners_on(commitment: Commitment, date: datetime.date) -> list[OneWhoOwes]:
    """Who owes it; on an earlier day those before, where the ones of today did not exist yet."""
    now: list[OneWhoOwes] = list(commitment.owners.all())
    if date >= today() or all(_existed(one, date) for one in now):
        return now
    return list(commitment.former_owners.all()) or now


def _existed(owner: OneWhoOwes, date: datetime.date) -> bool:
    one = owner.body or owner.party
    return one is None or one.valid_from is None or one.valid_from <= date


def own_standings(
    party: Party, measures: Iterable[Measure], date: datetime.date
) -> dict[int, list[Light]]:
    """What a party itself has said of each measure that it owes; shared ones too. One query."""
    return {measure: said for _pk, measure, said in _lights(measures, date, of=party)}


def _lights(
    measures: Iterable[Measure], date: datetime.date, *, of: Party | None = None
) -> Iterator[tuple[int, int, list[Light]]]:
    """The public commitments about measures, each with its measure and what is said of it.

    Args:
        of: only what this party owes.
    """
    asked: dict[str, Any] = {"measures": [measure.pk for measure in measures]}
    if of is None:
        told = _now(**asked, date=today()) if date >= today() else _then(**asked, date=date)
    else:
        asked["party"] = of.pk
        told = _own_now(**asked, date=today()) if date >= today() else _own_then(**asked, date=date)
    known = {status.pk: status for status in told["statuses"]}
    for pk, measure, is_late, *words in told["said"]:
        yield pk, measure, _lit([known[one] for one in words if one], is_late=is_late)


def _lit(said: list[LegendStatus], *, is_late: bool) -> list[Light]:
    """What is said of the result and of the work, and whether it is late all the same."""
    if not said:
        return [light_of(None, is_late=is_late)]
    lights = [light_of(one) for one in said]
    if is_late and said[0].scale not in NOT_LATE:
        lights.append(Light(LATE, _("Late")))
    return lights


@ready_together
def _now(measures: Any, date: Any) -> dict[str, QuerySet]:
    return _told(Commitment.objects.all(), measures, None, date)


@ready_together
def _then(measures: Any, date: Any) -> dict[str, QuerySet]:
    return _told(Commitment.objects.all(), measures, date, date)


@ready_together
def _own_now(measures: Any, party: Any, date: Any) -> dict[str, QuerySet]:
    return _told(Commitment.objects.filter(owners__party=party), measures, None, date)


@ready_together
def _own_then(measures: Any, party: Any, date: Any) -> dict[str, QuerySet]:
    return _told(Commitment.objects.filter(owners__party=party), measures, date, date)


def _told(
    commitments: QuerySet[Commitment], measures: Any, then: Any, now: Any
) -> dict[str, QuerySet]:
    """What is stated of each of the commitments about these measures, and the words for it."""
    public = of_measures(commitments.filter(is_public=True), then)
    about = public.filter(owedmeasure__thing__in=AnyOf(measures))
    said = about.annotate(
        result_then=stated(RESULT, then),
        work_then=stated(WORK, then),
        is_late=past_its_day(now, then),
    )
    return {
        "said": said.values_list("pk", "owedmeasure__thing", "is_late", "result_then", "work_then"),
        "statuses": LegendStatus.objects.only("scale", "label"),
    }
