"""How a document stands on a date: in force, coming, on its way through hearing, or ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import Case, Q, QuerySet, When

from samspill.common.loose import (
    HeldOnDay,
    Loose,
    first_possible,
    held_on,
    known_from,
    last_possible,
    may_hold_on,
)
from samspill.common.ready import ready
from samspill.documents.models import Document, Edition
from samspill.documents.outlived import is_outlived_on
from samspill.documents.states import IN_FORCE, EditionStatus, adopted_without_a_day, on_hearing

A_YEAR = datetime.timedelta(days=365)


class Stand(StrEnum):
    """What holds for a document on a date.

    NOT_TOLD is a proposal whose time for decision has passed: what came of it is not entered.
    OUTLIVED is made for a period that is over, and has been neither ended nor replaced.
    """

    IN_FORCE = "in_force"
    OUTLIVED = "outlived"
    NOT_KNOWN = "not_known"
    COMING = "coming"
    ADOPTED = "adopted"
    HEARING = "hearing"
    PROPOSED = "proposed"
    NOT_TOLD = "not_told"
    ENDED = "ended"
    HEARD = "heard"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"


class Told(Loose, Protocol):
    """What of an edition tells how its document stands: of a record, and of a row."""

    @property
    def slug(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def adopted_on(self) -> datetime.date | None: ...
    @property
    def hearing_from(self) -> datetime.date | None: ...
    @property
    def hearing_to(self) -> datetime.date | None: ...
    @property
    def has_text(self) -> bool: ...
    @property
    def holds_some_time(self) -> bool: ...
    def is_in_force_on(self, date: datetime.date, /) -> bool: ...
    def is_on_hearing_on(self, date: datetime.date, /) -> bool: ...


class EditionTold(NamedTuple):
    """An edition as a row, read for one date."""

    slug: str
    status: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    from_written: str
    from_earliest: datetime.date | None
    to_written: str
    to_latest: datetime.date | None
    adopted_on: datetime.date | None
    hearing_from: datetime.date | None
    hearing_to: datetime.date | None
    has_text: bool
    holds_some_time: bool
    known_from: datetime.date
    is_on_hearing: bool
    is_outlived: bool

    def is_in_force_on(self, date: datetime.date, /) -> bool:
        return self.holds_some_time and held_on(self, date) is HeldOnDay.HELD

    def is_on_hearing_on(self, _date: datetime.date, /) -> bool:
        return self.is_on_hearing


E = TypeVar("E", bound=Told)


@dataclass(frozen=True)
class Standing(Generic[E]):
    """A document on a date, told by its public editions, which stand in order of time.

    ``current`` holds on the date, ``uncertain`` may have held on it: nobody knows. ``earlier`` is
    the last that held before it, ``later`` the first that will hold after it, and ``proposed`` is
    what is on hearing, waits to be decided, or is adopted without a first day: from which day that
    holds, nobody has entered. ``later_is_known`` says whether ``later`` was adopted by the date:
    what came years afterwards is not coming on it. ``outcome_is_missing`` says of ``proposed`` that
    the time for its decision has passed. ``is_outlived``: the period that it was made for is over
    (``outlived.py``).
    """

    editions: tuple[E, ...]
    current: E | None
    earlier: E | None
    later: E | None
    proposed: E | None
    uncertain: E | None = None
    later_is_known: bool = False
    outcome_is_missing: bool = False
    is_outlived: bool = False

    @property
    def stand(self) -> Stand:
        if self.current:
            return Stand.OUTLIVED if self.is_outlived else Stand.IN_FORCE
        if self.uncertain:
            return Stand.NOT_KNOWN
        if self.later and self.later_is_known:
            return Stand.COMING
        if self.proposed and self.proposed.status == EditionStatus.ADOPTED:
            return Stand.ADOPTED
        if self.proposed and self.outcome_is_missing:
            return Stand.NOT_TOLD
        if self.proposed:
            on_hearing = self.proposed.status == EditionStatus.HEARING
            return Stand.HEARING if on_hearing else Stand.PROPOSED
        return Stand.ENDED if self.earlier or not self.later else Stand.NOT_YET

    @property
    def nearest(self) -> E | None:
        """The edition to show when none holds: the last that did, else the first that will."""
        if near := self.current or self.uncertain or self.earlier:
            return near
        if self.stand in {Stand.ADOPTED, Stand.HEARING, Stand.PROPOSED, Stand.NOT_TOLD}:
            return self.proposed
        return self.later or self.proposed or (self.editions[-1] if self.editions else None)


def standing_on(
    date: datetime.date, editions: Iterable[E], *, is_outlived: bool = False
) -> Standing[E]:
    """How the document of ``editions`` (all public ones of it) stands on ``date``."""
    ordered = tuple(sorted(editions, key=in_time))
    holding = [edition for edition in ordered if edition.holds_some_time]
    past = [e for e in holding if _is_over(e, date)]
    future = [e for e in holding if _is_to_come(e, date)]
    afterwards = [e for e in ordered if _comes_after(date, e)]
    proposed = [e for e in ordered if _is_proposed_on(date, e, holding)]
    return Standing(
        editions=ordered,
        current=next((e for e in holding if e.is_in_force_on(date)), None),
        uncertain=next((e for e in holding if held_on(e, date) is HeldOnDay.NOT_KNOWN), None),
        earlier=past[-1] if past else None,
        later=next(iter((*future, *afterwards)), None),
        later_is_known=bool(future) and _is_adopted_by(date, future[0]),
        proposed=proposed[-1] if proposed else None,
        outcome_is_missing=bool(proposed) and outcome_is_missing(proposed[-1], date),
        is_outlived=is_outlived,
    )


def standings_on(date: datetime.date) -> dict[int, Standing[EditionTold]]:
    """How every public document stands on ``date``, by its primary key, in one query."""
    found: dict[int, list[EditionTold]] = {}
    for document, *edition in _told(date=date):
        found.setdefault(document, []).append(EditionTold._make(edition))
    return {
        document: standing_on(date, editions, is_outlived=editions[0].is_outlived)
        for document, editions in found.items()
    }


@ready
def _told(date: Any) -> QuerySet:
    answers = {
        "holds": _whether(IN_FORCE),
        "known": known_from(),
        "heard": _whether(on_hearing(date)),
        "outlived": is_outlived_on(date),
    }
    read = EditionTold._fields[: -len(answers)]
    editions = Edition.objects.public().annotate(**answers).order_by()
    return editions.values_list("document", *read, *answers)


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False)


def _is_over(edition: Told, date: datetime.date) -> bool:
    last = last_possible(edition)
    return last is not None and last < date


def _is_to_come(edition: Told, date: datetime.date) -> bool:
    first = first_possible(edition)
    return first is not None and first > date


def previous_to(edition: E, editions: Iterable[E]) -> E | None:
    """The edition with text that came before this one and has held, to compare it with."""
    earlier = [
        other
        for other in sorted(editions, key=in_time)
        if other.has_text and other.holds_some_time and in_time(other) < in_time(edition)
    ]
    return earlier[-1] if earlier and edition.has_text else None


def in_time(edition: Told) -> tuple[bool, datetime.date, str]:
    """A key that orders a document's editions by time, as far as their dates are known.

    One without any date comes first when it has held, and last when it is still on its way.
    """
    begun = edition.valid_from or edition.from_earliest
    known = begun or edition.hearing_from or edition.adopted_on or edition.valid_to
    if known is None:
        return (not edition.holds_some_time, datetime.date.min, edition.slug)
    return (False, known, edition.slug)


def _comes_after(date: datetime.date, edition: Told) -> bool:
    """Whether it is proposed or adopted, without a first day, and nobody knew of it by ``date``."""
    is_given_up = edition.status == EditionStatus.WITHDRAWN
    return not (edition.holds_some_time or is_given_up or is_told_by(date, edition))


def is_told_by(date: datetime.date, edition: Told) -> bool:
    """Whether anybody knew by ``date`` of an edition that does not hold.

    From when it was on hearing or adopted; a proposal without a day from when its source tells of
    it. What is adopted on no day that is told may have been so on any.
    """
    day = edition.hearing_from or edition.adopted_on
    if edition.status == EditionStatus.ADOPTED:
        day = edition.adopted_on or datetime.date.min
    return (day or edition.known_from) <= date


def outcome_is_missing(edition: Told, date: datetime.date) -> bool:
    """Whether a proposal has waited for its decision a year after the last that is told of it."""
    waits = edition.status == EditionStatus.FOR_DECISION and not edition.holds_some_time
    return waits and date > last_told_of(edition) + A_YEAR


def last_told_of(edition: Told) -> datetime.date:
    """The last day that a proposal is told of: of its hearing, else of its source's year."""
    return edition.hearing_to or edition.hearing_from or edition.known_from


def _is_adopted_by(date: datetime.date, edition: Told) -> bool:
    adopted = edition.adopted_on
    return edition.status == EditionStatus.ADOPTED or (adopted is not None and adopted <= date)


def _is_proposed_on(date: datetime.date, edition: E, holding: list[E]) -> bool:
    waits = edition.status in {EditionStatus.FOR_DECISION, EditionStatus.ADOPTED}
    if edition.holds_some_time or not is_told_by(date, edition):
        return False
    if not (waits or edition.is_on_hearing_on(date)):
        return False
    start = edition.hearing_from or edition.adopted_on
    overtaken = [e for e in holding if e.valid_from and start and start < e.valid_from <= date]
    return not overtaken


def public_in_force_on(date: datetime.date) -> QuerySet[Document]:
    """Documents with a public edition in force on ``date``."""
    holding = Edition.objects.public().in_force_on(date)
    return Document.objects.filter(pk__in=holding.values("document"))


def roles_not_known_on(date: datetime.date) -> set[str]:
    """What the public documents do of which it is not known whether they held on ``date``.

    Of what is adopted without a first day nobody knows it either.
    """
    public = Edition.objects.public()
    may_hold = public.holding_some_time().filter(may_hold_on(date)).values("document")
    adopted = public.filter(adopted_without_a_day(date)).values("document")
    found = Document.objects.filter(Q(pk__in=may_hold) | Q(pk__in=adopted))
    found = found.exclude(pk__in=public_in_force_on(date).values("pk"))
    return set(found.order_by().values_list("kind__role", flat=True).distinct())


def day_to_tell_of(edition: Edition | None, date: datetime.date) -> datetime.date:
    """The day that the page of an edition tells of: the nearest to ``date`` that was its own.

    Its days are those on which it may have held, or was on hearing.
    """
    if edition is None:
        return date
    if edition.holds_some_time:
        first, last = first_possible(edition), last_possible(edition)
    else:
        first, last = edition.hearing_from, edition.hearing_to
    if last and last < date:
        return last
    return max(date, first) if first else date


def is_only_proposed(edition: Told) -> bool:
    """Whether it is neither adopted nor has held: nobody has signed it, or is bound by it."""
    return not edition.holds_some_time and edition.status != EditionStatus.ADOPTED


def stand_of(edition: Edition, date: datetime.date) -> Stand:
    """How one edition stands on ``date``, whatever became of it later."""
    if edition.holds_some_time:
        held = held_on(edition, date)
        if held is not HeldOnDay.DID_NOT_HOLD:
            return Stand.IN_FORCE if held is HeldOnDay.HELD else Stand.NOT_KNOWN
        return Stand.COMING if _is_to_come(edition, date) else Stand.ENDED
    if _comes_after(date, edition):
        return Stand.NOT_YET
    if edition.status == EditionStatus.HEARING:
        over = edition.hearing_to is not None and edition.hearing_to < date
        is_on = edition.is_on_hearing_on(date)
        return Stand.HEARD if over else Stand.HEARING if is_on else Stand.PROPOSED
    if outcome_is_missing(edition, date):
        return Stand.NOT_TOLD
    ends = {EditionStatus.WITHDRAWN: Stand.WITHDRAWN, EditionStatus.ADOPTED: Stand.ADOPTED}
    return ends.get(EditionStatus(edition.status), Stand.PROPOSED)


def named(document: str = "") -> tuple[str, ...]:
    """The fields that a link to a document, its label and its place in a list are made of.

    Args:
        document: from the row to the document, in the ORM's words ("target__").
    """
    fields = ("slug", "number", "title", "short_title", "order")
    kind = ("name", "plural", "role", "order")
    return (*(f"{document}{one}" for one in fields), *(f"{document}kind__{one}" for one in kind))
