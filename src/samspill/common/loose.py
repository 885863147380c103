"""Periods whose ends are not days: a year, words such as «i løpet av høsten 2020», or unknown.

``valid_from`` and ``valid_to`` stay what they are elsewhere, read strictly: the first and the last
day on which it is *known* to hold. Beside them stands the end as it was written, and how far out it
may lie. So every list, constraint and count that asks for what holds gets what is known, and a page
can say of the other days that it is not known. See docs/decisions/0008.

An empty first day is unknown, not «always»: then it is known to hold from the end of its source's
year, on its last day, and from today on, whichever comes first.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from enum import StrEnum
from typing import Any, Protocol

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.common.validity import Dated, DatedQuerySet

ENDS = (
    "valid_from", "valid_to", "from_written", "from_earliest", "to_written", "to_latest",
)  # fmt: skip
"""The fields that a loose period is made of."""
YEAR = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]))?")
"""A year, or a month of one, as an end may be written."""


class HeldOnDay(StrEnum):
    """Whether something held on a day: three answers, as not to know is one of them."""

    HELD = "held"
    DID_NOT_HOLD = "did_not_hold"
    NOT_KNOWN = "not_known"


class Loose(Protocol):
    """Anything with a loose period: a record, and a row of one."""

    @property
    def valid_from(self) -> datetime.date | None: ...
    @property
    def valid_to(self) -> datetime.date | None: ...
    @property
    def from_written(self) -> str: ...
    @property
    def from_earliest(self) -> datetime.date | None: ...
    @property
    def to_written(self) -> str: ...
    @property
    def to_latest(self) -> datetime.date | None: ...
    @property
    def known_from(self) -> datetime.date: ...


def first_possible(one: Loose) -> datetime.date | None:
    """The first day on which it may have held; None where nothing bounds it."""
    return one.from_earliest if one.from_written else one.valid_from


def last_possible(one: Loose) -> datetime.date | None:
    """The last day on which it may have held; None where nothing bounds it."""
    return one.to_latest if one.to_written else one.valid_to


def held_on(one: Loose, date: datetime.date) -> HeldOnDay:
    """Whether it held on a day."""
    if one.known_from <= date and (one.valid_to is None or date <= one.valid_to):
        return HeldOnDay.HELD
    first, last = first_possible(one), last_possible(one)
    may_have = (first is None or first <= date) and (last is None or date <= last)
    return HeldOnDay.NOT_KNOWN if may_have else HeldOnDay.DID_NOT_HOLD


def share_a_day(one: Loose, other: Loose) -> bool:
    """Whether both are known to hold on some day."""
    first = max(one.known_from, other.known_from)
    return all(last is None or first <= last for last in (one.valid_to, other.valid_to))


def bounds_of(written: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of what is written, where it is a year or a month."""
    if not YEAR.fullmatch(written):
        return None
    year, _dash, month = written.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    days = monthrange(int(year), last)[1]
    return datetime.date(int(year), first, 1), datetime.date(int(year), last, days)


class _KnownFrom(Func):
    """``known_since`` in the database."""

    function = "samspill_known_from"
    output_field = models.DateField()


def known_since(
    first: datetime.date | None, last: datetime.date | None, year: int | None
) -> datetime.date:
    """The first day on which something is known to hold.

    Args:
        first: its first day, None where nobody knows.
        last: its last day, None where there is none.
        year: that of its source.
    """
    if first:
        return first
    of_source = datetime.date(year, 12, 31) if year else None
    return min(filter(None, (of_source, last, timezone.localdate())))


def known_from(prefix: str = "") -> Combinable:
    """The first day on which a row is known to hold.

    Args:
        prefix: reaches a related row.
    """
    return _KnownFrom(*(F(f"{prefix}{one}") for one in ("valid_from", "valid_to", "source__year")))


def known_to_hold_on(date: Any, prefix: str = "") -> Q:
    """The condition that a row is known to hold on ``date``."""
    not_over = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": date})
    return Q(LessThanOrEqual(known_from(prefix), date)) & not_over


def may_have_begun_by(date: Any) -> Q:
    """The condition that a row may have begun by ``date``."""
    day = Q(from_written="") & (Q(valid_from__isnull=True) | Q(valid_from__lte=date))
    words = ~Q(from_written="") & (Q(from_earliest__isnull=True) | Q(from_earliest__lte=date))
    return day | words


def may_hold_on(date: Any) -> Q:
    """The condition that a row may hold on ``date``, whether or not it is known to."""
    not_over = Q(to_written="") & (Q(valid_to__isnull=True) | Q(valid_to__gte=date))
    not_over |= ~Q(to_written="") & (Q(to_latest__isnull=True) | Q(to_latest__gte=date))
    return may_have_begun_by(date) & not_over


class LooselyDatedQuerySet(DatedQuerySet):
    """Rows with a loose period."""

    def on(self, date: datetime.date) -> Any:
        """Those that are known to hold on ``date``."""
        return self.filter(known_to_hold_on(date))


class LooselyDated(Dated):
    """A fact with a period whose ends need not be days; it has a source."""

    valid_from = models.DateField(
        _("From"),
        null=True,
        blank=True,
        help_text=_("The first day on which it is known to hold. Empty when nobody knows."),
    )
    from_written = models.CharField(
        _("From, as written"),
        max_length=100,
        blank=True,
        help_text=_(
            "Where the source gives no day: «2018», «2018-09», «in the course of the autumn of "
            "2020». Then «From» is the first day on which it is known to hold."
        ),
    )
    from_earliest = models.DateField(
        _("From, at the earliest"),
        null=True,
        blank=True,
        help_text=_("The first day on which it may have held. Empty when nobody knows."),
    )
    to_written = models.CharField(
        _("To, as written"),
        max_length=100,
        blank=True,
        help_text=_(
            "Where the source gives no day. Then «To and including» is the last day on which it is "
            "known to hold."
        ),
    )
    to_latest = models.DateField(
        _("To, at the latest"),
        null=True,
        blank=True,
        help_text=_("The last day on which it may have held. Empty when nobody knows."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_written="")
                | ~Q(to_written="")
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="%(app_label)s_%(class)s_period_ordered",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(from_earliest__isnull=True)
                | ~Q(from_written="")
                & (Q(valid_from__isnull=True) | Q(from_earliest__lte=F("valid_from"))),
                name="%(app_label)s_%(class)s_earliest",
                violation_error_message=_(
                    "The earliest day is not after the first one known, and stands beside what was "
                    "written."
                ),
            ),
            models.CheckConstraint(
                condition=Q(to_written="", to_latest__isnull=True)
                | ~Q(to_written="")
                & Q(valid_to__isnull=False)
                & (Q(to_latest__isnull=True) | Q(to_latest__gte=F("valid_to"))),
                name="%(app_label)s_%(class)s_latest",
                violation_error_message=_(
                    "Beside an end in words stands the last day known, and the latest day is not "
                    "before it."
                ),
            ),
        ]

    source: Any

    @property
    def known_from(self) -> datetime.date:
        """The first day on which it is known to hold."""
        year = self.source.year if self.source else None
        return known_since(self.valid_from, self.valid_to, year)

    def holds_on(self, date: datetime.date) -> bool:
        """Whether it is known to hold on ``date``."""
        return held_on(self, date) is HeldOnDay.HELD

    def begin_on(self, date: datetime.date | None) -> None:
        """Sets a first day that is known, or none."""
        self.valid_from, self.from_written, self.from_earliest = date, "", None

    def end_on(self, date: datetime.date | None) -> None:
        """Sets a last day that is known, or none."""
        self.valid_to, self.to_written, self.to_latest = date, "", None
