"""How a plan stands as a whole: each measure once, by what its owners have said and the deadline.

Late is what is open after its day and not said to be done, in a plan whose years are not over:
``overviews/statements.py`` says so for every page. Where each owner has ended it in their own way,
some done and others dropped, nothing is left to do, and it is neither done nor dropped as a whole.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models import Commitment, LegendStatus, Scale
from samspill.common.models import today
from samspill.plans.models import Measure
from samspill.plans.overviews.statements import (
    NOTHING_SAID,
    About,
    of_measures,
    past_its_day,
    stated,
)


class MeasureStanding(models.TextChoices):
    """How one measure stands; the order is the order on the page."""

    DONE = "done", _("Reported as done")
    ENDED = "ended", _("Done by some, dropped by others")
    UNDER_WAY = "under-way", _("Reported, not done")
    LATE = "late", _("Late")
    SILENT = "silent", _("Not reported")
    DROPPED = "dropped", _("Dropped")

    @property
    def kind(self) -> str:
        """Its sign (``ui_status``)."""
        return KINDS[self]

    @property
    def tone(self) -> str:
        """Its colour in a bar."""
        return TONES[self]


KINDS = {
    MeasureStanding.DONE: "ok",
    MeasureStanding.ENDED: "partial",
    MeasureStanding.UNDER_WAY: "partial",
    MeasureStanding.LATE: "late",
    MeasureStanding.SILENT: "none",
    MeasureStanding.DROPPED: "withdrawn",
}
TONES = {
    MeasureStanding.DONE: "p-ok",
    MeasureStanding.ENDED: "p-ended",
    MeasureStanding.UNDER_WAY: "p-part",
    MeasureStanding.LATE: "p-late",
    MeasureStanding.SILENT: "p-none",
    MeasureStanding.DROPPED: "p-no",
}
WIDTH = 600


@dataclass(frozen=True)
class StandingCounted:
    """How many measures stand so, and where they stand in a bar of ``WIDTH``."""

    standing: MeasureStanding
    count: int
    left: int
    width: int


@dataclass(frozen=True)
class PlanStanding:
    """How a plan stands.

    Attributes:
        by_day: whether what is late is told.
        is_silent: whether nobody has said anything of any measure.
    """

    total: int
    parts: list[StandingCounted]
    by_day: bool
    is_silent: bool


COUNTED = """
WITH m (id) AS ({measures}),
s (measure, status, is_late, is_done) AS ({said}),
row (id, said, is_done, is_dropped, is_late) AS (
    SELECT m.id, s.measure IS NOT NULL AND l.scale IS NOT NULL,
        s.is_done OR COALESCE(l.scale = '{full}', false), COALESCE(l.scale = '{dropped}', false),
        s.is_late AND NOT COALESCE(l.scale IN ('{full}', '{dropped}'), false)
    FROM m LEFT JOIN s ON s.measure = m.id LEFT JOIN {statuses} l ON l.id = s.status
)
SELECT standing, COUNT(*), bool_or(is_told) FROM (
    SELECT id, CASE
        WHEN bool_or(is_late) THEN 'late' WHEN bool_and(is_done) THEN 'done'
        WHEN bool_and(is_dropped) THEN 'dropped'
        WHEN bool_and(is_done OR is_dropped) THEN 'ended'
        WHEN bool_or(said OR is_done) THEN 'under-way' ELSE 'silent' END AS standing,
        bool_or(said OR is_done) AS is_told
    FROM row GROUP BY id
) AS once GROUP BY standing
"""


def how_it_stands(
    measures: QuerySet[Measure], commitments: QuerySet[Commitment], date: datetime.date
) -> PlanStanding:
    """Counts the measures by how they stand; one query.

    Args:
        commitments: those that the reader may see.
        date: on an earlier day what was said by then counts.
    """
    then = None if date >= today() else date
    told = _counted(measures, commitments, then)
    found = {standing: count for standing, count, _is_told in told}
    total, left = sum(found.values()), 0
    parts: list[StandingCounted] = []
    for standing in MeasureStanding:
        if count := found.get(standing.value, 0):
            width = round(WIDTH * (sum(p.count for p in parts) + count) / total) - left
            parts.append(StandingCounted(standing, count, left, width))
            left += width
    is_silent = not any(is_told for _standing, _count, is_told in told)
    return PlanStanding(total, parts, by_day=then is None, is_silent=is_silent)


def _counted(
    measures: QuerySet[Measure], commitments: QuerySet[Commitment], then: datetime.date | None
) -> list[tuple[str, int, bool]]:
    said = of_measures(commitments, then).annotate(
        last_said=Coalesce(stated(About.RESULT, then), stated(About.WORK, then)),
        is_done=models.ExpressionWrapper(
            models.Q(closed_as=Commitment.ClosedAs.DONE) & models.Q(models.Value(then is None)),
            output_field=models.BooleanField(),
        ),
        is_late=past_its_day(today(), then),
    )
    columns = ("owedmeasure__thing", "last_said", "is_late", "is_done")
    try:
        m_sql, m_values = measures.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    s_sql: Any
    try:
        s_sql, s_values = said.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        s_sql, s_values = NOTHING_SAID.replace("::boolean WHERE", _REST), ()
    whole = COUNTED.format(
        measures=m_sql,
        said=s_sql,
        statuses=LegendStatus._meta.db_table,
        full=Scale.FULL.value,
        dropped=Scale.DROPPED.value,
    )
    with connection.cursor() as cursor:
        cursor.execute(whole, (*m_values, *s_values))
        return cursor.fetchall()


_REST = "::boolean, NULL::boolean WHERE"
