"""What the owners of measures said of them, as the ledger holds it.

A status is an owner's own statement and is never worked out. What nobody has said anything of is
"not reported", which is no status; past its day it is late beside that. Several owners may say
different things of one measure.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models import Commitment, LegendStatus, Owner, Scale, StatusReport
from samspill.commitments.showing import SHAPES
from samspill.common.models import today
from samspill.plans.models import Measure
from samspill.plans.outlived import years_are_over
from samspill.plans.owed import PROCESS

UNREPORTED = "unreported"
LATE = "late"
"""Not reported, and past its day."""
STATUSES = (UNREPORTED, LATE, *Scale.values)
KINDS = {
    UNREPORTED: "none",
    LATE: "late",
    **{str(scale): kind for scale, kind in SHAPES.items()},
}
"""The shape of each status; the same as on the ledger's pages."""


class About(models.TextChoices):
    """What a statement is of: the two are never mixed."""

    RESULT = "resultat", _("The result")
    WORK = "arbeid", _("The work")

    @property
    def field(self) -> str:
        """Where the ledger keeps it."""
        return "result" if self == About.RESULT else "work"

    def label_of(self, status: str) -> str | Promise:
        """What a status is called: the common scale's word, in the words of work for the work."""
        if status == UNREPORTED:
            return _("Not reported")
        if status == LATE:
            return _("Late, not reported")
        return WORK[status] if self == About.WORK else Scale(status).label


WORK = {
    Scale.NONE.value: _("Not started"),
    Scale.PARTLY.value: _("Under way"),
    Scale.FULL.value: _("Done"),
    Scale.DROPPED.value: _("Dropped"),
}


@dataclass(frozen=True)
class Statement:
    """What the owners of one commitment said: their names, the common status, their own word.

    ``is_late`` is of what is said of: it is past its day, and not said to be done or dropped.
    """

    owners: tuple[str, ...]
    status: str
    label: str
    is_late: bool = False


def statuses_on(date: datetime.date) -> tuple[str, ...]:
    """The statuses to show; of a day that has been it is not known what was late."""
    return STATUSES if date >= today() else tuple(one for one in STATUSES if one != LATE)


def ledger(commitments: QuerySet[Commitment], about: About, date: datetime.date) -> QuerySet[Any]:
    """The commitments of measures with ``stated``: the status as it was said on or before a date,
    and ``is_late``.

    Args:
        commitments: those that the reader may see.
        date: a day that has been; for today and later, what is said now.
    """
    then = None if date >= today() else date
    counted = of_measures(commitments, then)
    return counted.annotate(stated=stated(about, then), is_late=past_its_day(then or today(), then))


def of_measures(commitments: QuerySet[Commitment], then: Any) -> QuerySet[Commitment]:
    """The commitments of measures that count: on a day that has been, or (None) now."""
    Closed = Commitment.ClosedAs  # noqa: N806 - a class
    found = commitments.filter(process=PROCESS.slug).exclude(closed_as=Closed.WITHDRAWN)
    found = found.exclude(closed_as=Closed.LAPSED, reported_on=None)
    return found if then is None else found.filter(opened_on__lte=then)


def past_its_day(now: Any, then: Any) -> models.Case:
    """Whether a commitment is open after its day, as ``Commitment.is_overdue_on`` says it.

    Where the years of the plan are over it is not said of any: then the period is over, and what
    nobody has reported here is not known. Of a day that has been (``then``) it is not told: a due
    date may have been moved since, and what it was then nobody wrote down.
    """
    if then is not None:
        return models.Case(default=False, output_field=models.BooleanField())
    achieved = Q(due_kind=Commitment.Due.DATE, result__scale=Scale.FULL)
    is_past = Q(state=Commitment.State.OPEN, due_on__lt=now) & ~achieved
    is_so = is_past & ~period_is_over(now)
    return models.Case(models.When(is_so, then=True), default=False)


def period_is_over(now: Any, commitment: str = "") -> Q:
    """Whether a commitment is of a measure of a plan whose years are over.

    Args:
        commitment: from the row to the commitment, in the ORM's words ("commitment__").
    """
    return years_are_over(f"{commitment}owedmeasure__thing__edition__plan__last_year", now)


NOT_LATE = (Scale.FULL.value, Scale.DROPPED.value)
"""What is said to be so is not late, whatever its day."""


def stated(about: About, then: Any) -> F | Subquery:
    """The latest status of a commitment: as it was said by a day that has been, or (None) now."""
    if then is None:
        return F(about.field)
    said = StatusReport.objects.filter(commitment=OuterRef("pk"), at__date__lte=then)
    return Subquery(said.exclude(**{about.field: None}).order_by("-pk").values(about.field)[:1])


def stating(measures: QuerySet[Measure], said: QuerySet[Any], status: str) -> QuerySet[Measure]:
    """The measures of which at least one owner says so; not reported also where nobody is asked."""
    of_it = said.filter(owedmeasure__thing=OuterRef("pk"))
    if status == UNREPORTED:
        in_time = Exists(of_it.filter(stated=None, is_late=False))
        return measures.filter(Q(in_time) | ~Q(Exists(of_it)))
    if status == LATE:
        return measures.filter(Exists(of_it.filter(stated=None, is_late=True)))
    statuses = LegendStatus.objects.filter(scale=status).values("pk")
    return measures.filter(Exists(of_it.filter(stated__in=statuses)))


def statements_of(measures: Collection[Measure], said: QuerySet[Any]) -> dict[int, list[Statement]]:
    """What was said of each of these measures, in three queries whatever their number."""
    owners = Owner.objects.select_related("party", "body").order_by("pk")
    keys = [measure.pk for measure in measures]
    found = list(
        said.filter(owedmeasure__thing__in=keys)
        .select_related("owedmeasure")
        .order_by("pk")
        .prefetch_related(models.Prefetch("owners", owners))
    )
    statuses = LegendStatus.objects.in_bulk({one.stated for one in found if one.stated})
    result: dict[int, list[Statement]] = defaultdict(list)
    for one in found:
        names = tuple(_name(owner) for owner in one.owners.all())
        result[one.owedmeasure.thing_id].append(_statement(names, one, statuses.get(one.stated)))
    return result


def _statement(names: tuple[str, ...], one: Any, status: LegendStatus | None) -> Statement:
    if status is None:
        return Statement(names, LATE if one.is_late else UNREPORTED, "")
    is_late = one.is_late and status.scale not in NOT_LATE
    return Statement(names, status.scale, status.label, is_late)


def _name(owner: Owner) -> str:
    if owner.party is not None:
        return owner.party.short_name or owner.party.name
    return str(owner)


STATED = f"""
WITH m (id, area_id, "order", number) AS ({{measures}}),
s (measure, stated, is_late) AS ({{said}}),
stated AS (
    SELECT m.*,
        COALESCE(l.scale, CASE WHEN s.is_late THEN '{LATE}' ELSE '{UNREPORTED}' END) AS status
    FROM m
    LEFT JOIN s ON s.measure = m.id
    LEFT JOIN {LegendStatus._meta.db_table} l ON l.id = s.stated
)
"""  # noqa: S608 - nothing in it comes from outside
NOTHING_SAID = "SELECT NULL::bigint, NULL::bigint, NULL::boolean WHERE false"
COUNTED = """
SELECT area_id, status, COUNT(*) FROM (SELECT DISTINCT id, area_id, status FROM stated) AS once
GROUP BY area_id, status
UNION ALL
SELECT area_id, NULL, COUNT(*) FROM m GROUP BY area_id
"""
FIRST_OF_EACH = """
SELECT status, id FROM (
    SELECT status, id, ROW_NUMBER() OVER (PARTITION BY status ORDER BY "order", number) AS place
    FROM (SELECT DISTINCT status, id, "order", number FROM stated) AS once
) AS placed
WHERE place <= %s ORDER BY status, place
"""
Counts = dict[tuple[int | None, str | None], int]


def counts(measures: QuerySet[Measure], said: QuerySet[Any]) -> Counts:
    """How many measures there are for each focus area and status; ``None`` stands for all of them.

    A measure whose owners say different things counts once under each. The database counts: the
    rows never come here.
    """
    found: Counts = defaultdict(int)
    for area, status, count in _asked(measures, said, COUNTED):
        found[area, status] = count
        # A measure stands in one focus area, so the areas add up.
        found[None, status] += count
    return found


def first_of_each(
    measures: QuerySet[Measure], said: QuerySet[Any], most: int
) -> dict[str, list[int]]:
    """The keys of the first measures under each status, at most so many of each."""
    found: dict[str, list[int]] = defaultdict(list)
    for status, pk in _asked(measures, said, FIRST_OF_EACH, most):
        found[status].append(pk)
    return found


def _asked(
    measures: QuerySet[Measure], said: QuerySet[Any], query: str, *values: Any
) -> list[tuple[Any, ...]]:
    """The rows of a query over ``stated``: each measure with each status that is said of it."""
    try:
        chosen = measures.order_by().values("pk", "area_id", "order", "number")
        m_sql, m_values = chosen.query.sql_with_params()
    except EmptyResultSet:
        return []
    try:
        told = said.order_by().values_list("owedmeasure__thing", "stated", "is_late")
        s_sql, s_values = told.query.sql_with_params()
    except EmptyResultSet:
        s_sql, s_values = NOTHING_SAID, ()
    whole = f"{STATED.format(measures=m_sql, said=s_sql)} {query}"
    with connection.cursor() as cursor:
        cursor.execute(whole, (*m_values, *s_values, *values))
        return cursor.fetchall()
