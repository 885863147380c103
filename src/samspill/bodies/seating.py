"""Seats and who sits on them on a date, read as rows: one query however many they are."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import FilteredRelation, QuerySet
from django.utils.translation import gettext as _

from samspill.bodies.known import known_on
from samspill.bodies.models import Occupancy, Role, Seat
from samspill.common.ready import ready
from samspill.common.validity import holds_on
from samspill.parties.models import Party


class CountedSeat(Protocol):
    """What counts of a seat: what it is, for which side, and whether somebody sits there."""

    @property
    def role(self) -> str: ...
    @property
    def side(self) -> str | None: ...
    @property
    def side_order(self) -> int | None: ...
    @property
    def occupancy(self) -> str: ...
    @property
    def is_optional(self) -> bool: ...


S = TypeVar("S", bound=CountedSeat)


@dataclass(frozen=True)
class Seating(Generic[S]):
    """The seats of a body on a date.

    ``balanced`` says that its rule asks for equal sides, ``whole`` that every seat that the body
    has is entered.
    """

    seats: Sequence[S] = ()
    balanced: bool = False
    whole: bool = False

    @property
    def filled(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.FILLED)

    @property
    def vacant(self) -> int:
        """Vacant seats that somebody must be found for."""
        return sum(1 for seat in self._vacant if is_needed(seat))

    @property
    def vacant_others(self) -> int:
        """Vacant seats of substitutes, and those that the rule lets stand empty."""
        return sum(1 for seat in self._vacant if not is_needed(seat))

    @property
    def _vacant(self) -> list[S]:
        return [seat for seat in self.seats if seat.occupancy == Occupancy.VACANT]

    @property
    def not_recorded(self) -> int:
        """Seats where nobody has entered who sits there."""
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.NOT_RECORDED)

    @property
    def members_by_side(self) -> dict[str, int]:
        """How many member seats each side has, in the sides' order."""
        sides = [
            (seat.side_order or 0, seat.side)
            for seat in self.seats
            if seat.role == Role.MEMBER and seat.side is not None
        ]
        return dict(Counter(side for _order, side in sorted(sides, key=lambda side: side[0])))

    @property
    def is_unbalanced(self) -> bool:
        """Whether the rule asks for equal sides and they are not, as far as all are entered."""
        return self.balanced and self.whole and len(set(self.members_by_side.values())) > 1


def is_needed(seat: CountedSeat) -> bool:
    """Whether somebody must be found for a seat when it is vacant."""
    return seat.role != Role.SUBSTITUTE and not seat.is_optional


class SeatCounted(NamedTuple):
    """No more of a seat than what a list of bodies counts."""

    role: str
    side: str | None
    side_order: int | None
    occupancy: str
    is_optional: bool


def seatings_on(date: datetime.date) -> dict[int, Seating[SeatCounted]]:
    """The seats of every body that has some on ``date``, by its primary key; one query."""
    seats: dict[tuple[int, bool, bool], list[SeatCounted]] = {}
    for body, whole, asks_for_equal_sides, *counted in _counted(date=date):
        key = body, bool(asks_for_equal_sides), whole
        seats.setdefault(key, []).append(SeatCounted(*counted))
    return {
        body: Seating(found, balanced, whole) for (body, balanced, whole), found in seats.items()
    }


@ready
def _counted(date: Any) -> QuerySet:
    rule = FilteredRelation(
        "body__composition_rules", condition=holds_on(date, "body__composition_rules__")
    )
    seats = Seat.objects.on(date).with_holder_on(date).annotate(rule=rule)
    return seats.values_list(
        "body",
        "body__all_seats_entered",
        "rule__balanced",
        "role",
        "side__name",
        "side__order",
        "occupancy",
        "is_optional",
    )


class TermNoted(NamedTuple):
    """What is said of the source of a term."""

    source_note: str | None
    source: str | None


def rights_in_words(rights: Sequence[str]) -> str:
    """What somebody may do in a body; who may do nothing of it may attend."""
    if not rights:
        return _("may attend, not speak")
    *first, last = rights
    told = (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )
    return _("may %(rights)s") % {"rights": told}


def usual_rights(role: str) -> str:
    """What those in a role may do where nothing else is entered."""
    if role in (Role.MEMBER, Role.SUBSTITUTE):
        return rights_in_words([_("vote"), _("propose"), _("speak")])
    return rights_in_words([_("speak")])


class SeatThen(NamedTuple):
    """A seat as it stood on a date, and who sat there; None of the holder where nobody did.

    ``term`` is its own. A derived seat without one shows who holds the office that it follows.
    """

    pk: int
    slug: str
    label: str
    group: str
    role: str
    may_vote: bool
    may_propose: bool
    may_speak: bool
    side_id: int | None
    side: str | None
    side_order: int | None
    region_id: int | None
    region: str | None
    party_id: int | None
    party: str | None
    party_slug: str | None
    party_kind: str | None
    followed: str | None
    followed_slug: str | None
    represents_role: str
    is_known: bool
    """Whether the body is known to have been there on the date."""
    source_note: str
    source: str | None
    occupancy: str
    is_optional: bool
    coming: datetime.date | None
    term: int | None
    holder: str | None
    is_acting: bool | None
    comes_from: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    person: str | None
    gender: str | None
    employer_id: int | None
    term_note: str | None
    term_source: str | None
    ends_soon: bool

    @property
    def is_held(self) -> bool:
        return self.occupancy == Occupancy.FILLED

    @property
    def is_vacant(self) -> bool:
        return self.occupancy == Occupancy.VACANT

    @property
    def is_needed(self) -> bool:
        return is_needed(self)

    @property
    def term_noted(self) -> TermNoted:
        """How it is known who sits there."""
        return TermNoted(self.term_note, self.term_source)

    @property
    def rights(self) -> str:
        """What the holder may do, where that is not as usual of the role; empty where it is."""
        usual = self.role in (Role.MEMBER, Role.SUBSTITUTE)
        if (self.may_vote, self.may_propose, self.may_speak) == (usual, usual, True):
            return ""
        given = [
            (self.may_vote, _("vote")),
            (self.may_propose, _("propose")),
            (self.may_speak, _("speak")),
        ]
        return rights_in_words([right for may, right in given if may])

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def party_page(self) -> str:
        """Which open page is that of the party that it represents."""
        return Party.page_for(self.party_kind or "")


SEAT = (
    "pk", "slug", "label", "group", "role", "may_vote", "may_propose", "may_speak", "side",
    "side__name", "side__order", "represents_region", "represents_region__name",
    "represents_party", "represents_party__name",
    "represents_party__slug", "represents_party__kind", "represents_body__name",
    "represents_body__slug", "represents_role", "body_known", "source_note",
    "source__title", "occupancy", "is_optional", "coming",
)  # fmt: skip
TERM = (
    "pk", "holder", "is_acting", "party__name", "valid_from", "valid_to", "person__name",
    "person__gender", "person__party", "source_note", "source__title",
)  # fmt: skip


def seats_of(body: int, date: datetime.date, *, soon: datetime.date) -> list[SeatThen]:
    """The seats of a body on ``date``, in order, each with its holder; one query.

    Args:
        soon: a term that ends by this day ends soon.
    """
    return [_seat_then(row, soon) for row in _seats_of(body=body, date=date)]


@ready
def _seats_of(body: Any, date: Any) -> QuerySet:
    terms = [f"{term}__{name}" for term in ("term", "followed_term") for name in TERM]
    seats = Seat.objects.on(date).filter(body=body).with_holder_on(date)
    seats = seats.annotate(body_known=known_on(date, "body__"))
    return seats.values_list(*SEAT, *terms)


def _seat_then(row: tuple[Any, ...], soon: datetime.date) -> SeatThen:
    own, followed = row[len(SEAT) : -len(TERM)], row[-len(TERM) :]
    holder = own if own[0] is not None else (None, *followed[1:])
    last = holder[TERM.index("valid_to")]
    seat = SeatThen._make((*row[: len(SEAT)], *holder, last is not None and last <= soon))
    if seat.is_vacant and not seat.is_known:
        return seat._replace(occupancy=Occupancy.NOT_RECORDED)
    return seat
