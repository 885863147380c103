"""Periods of validity: which days a fact holds.

A period is two dates, both included: ``valid_from`` is the first day and ``valid_to`` the last
("gjelder til og med"). An empty ``valid_from`` means "since before anyone wrote it down", an empty
``valid_to`` means "until further notice". In the database the same period is read as a
``daterange``, so that exclusion constraints and triggers can compare periods.
"""

from __future__ import annotations

import datetime
from typing import Any, Self, cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _


def holds_on(
    date: datetime.date, prefix: str = "", *, first: str = "valid_from", last: str = "valid_to"
) -> Q:
    """The condition that a row's period includes ``date``.

    Args:
        prefix: reaches a related row.
        first: the field of the first day.
        last: the field of the last day.
    """
    first, last = f"{prefix}{first}", f"{prefix}{last}"
    begun = Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": date})
    not_over = Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": date})
    return begun & not_over


def overlaps(first: Period | Dated, second: Period | Dated) -> bool:
    """Whether two periods share at least one day."""
    return (
        first.valid_from is None or second.valid_to is None or first.valid_from <= second.valid_to
    ) and (
        second.valid_from is None or first.valid_to is None or second.valid_from <= first.valid_to
    )


def contains(outer: Period, inner: Period) -> bool:
    """Whether ``inner`` lies within ``outer``; an open end of ``inner`` means "as ``outer``"."""
    first = inner.valid_from or outer.valid_from
    last = inner.valid_to or outer.valid_to
    starts = outer.valid_from is None or (first is not None and first >= outer.valid_from)
    ends = outer.valid_to is None or (last is not None and last <= outer.valid_to)
    begins_before_the_end = first is None or outer.valid_to is None or first <= outer.valid_to
    ends_after_the_start = last is None or outer.valid_from is None or last >= outer.valid_from
    return starts and ends and begins_before_the_end and ends_after_the_start


class Period:
    """Anything with a first and a last day; both may be open."""

    valid_from: datetime.date | None
    valid_to: datetime.date | None


class DatedQuerySet(models.QuerySet):
    """Rows with a period of validity."""

    def on(self, date: datetime.date) -> Self:
        """Those that hold on ``date``."""
        return self.filter(holds_on(date))

    def ending_within(self, days: int, after: datetime.date) -> Self:
        """Those that hold on ``after`` and have their last day within ``days`` days of it."""
        return self.on(after).filter(valid_to__lte=after + datetime.timedelta(days=days))


class Dated(models.Model):
    """A fact that holds from one day to another."""

    valid_from = models.DateField(
        _("From"),
        null=True,
        blank=True,
        help_text=_("Empty when it has held for as long as anyone knows."),
    )
    valid_to = models.DateField(
        _("To and including"),
        null=True,
        blank=True,
        help_text=_("The last day that it holds. Empty until further notice."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="%(app_label)s_%(class)s_period_ordered",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def end_on(self, date: datetime.date | None) -> None:
        """Sets a last day, or none."""
        self.valid_to = date

    def holds_on(self, date: datetime.date) -> bool:
        """Whether ``date`` is within the period."""
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_to is None or date <= self.valid_to
        )


class _Inclusive(Func):
    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("valid_from"), F("valid_to"), Value("[]"))


class _Known(Func):
    """The days on which a loose period (``common/loose.py``) is known to hold, its last at least.

    Of one without days nothing is known but that it holds some time: it is set at the end of all.
    """

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("valid_from"), F("valid_to"))

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_context: Any) -> Any:
        (first, first_given), (last, last_given) = map(compiler.compile, self.source_expressions)
        begins = f"LEAST(COALESCE({first}, 'infinity'::date), {last})"
        return f"daterange({begins}, {last}, '[]')", [*first_given, *last_given, *last_given]


class _Same(Func):
    """One integer as a range, so that GiST can compare it without the btree_gist module."""

    function = "int8range"
    output_field = IntegerRangeField()

    def __init__(self, field: str) -> None:
        super().__init__(F(field), F(field), Value("[]"))


class _SameText(Func):
    """One text as an integer range (by its hash), for the same purpose."""

    output_field = IntegerRangeField()

    def __init__(self, field: str) -> None:
        super().__init__(F(field))

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_context: Any) -> Any:
        text, given = compiler.compile(self.source_expressions[0])
        return f"int8range(hashtext({text}), hashtext({text}), '[]')", [*given, *given]


def alike(constraint: ExclusionConstraint) -> tuple[str, ...]:
    """What must be equal for :func:`one_at_a_time` to refuse; nothing where periods are loose."""
    if any(isinstance(one, _Known) for one, _operator in constraint.expressions):
        return ()
    compared: list[Any] = [one for one, _operator in constraint.expressions]
    fields = [one for one in compared if isinstance(one, _Same | _SameText)]
    return tuple(cast(F, one.source_expressions[0]).name for one in fields)


def one_at_a_time(
    *fields: str,
    name: str,
    texts: tuple[str, ...] = (),
    condition: Q | None = None,
    loose: bool = False,
) -> ExclusionConstraint:
    """A constraint that no two rows with equal ``fields`` and ``texts`` hold on the same day.

    Args:
        fields: what must be equal.
        name: the constraint's.
        texts: texts that must be equal.
        condition: which rows it is about.
        loose: their periods are loose: only the days known count.
    """
    expressions: list[Any] = [(_Same(field), RangeOperators.EQUAL) for field in fields]
    expressions += [(_SameText(field), RangeOperators.EQUAL) for field in texts]
    expressions.append((_Known() if loose else _Inclusive(), RangeOperators.OVERLAPS))
    return ExclusionConstraint(
        name=name,
        expressions=expressions,
        condition=condition,
        deferrable=models.Deferrable.DEFERRED,
        violation_error_message=_("Two of these would hold at the same time."),
    )
