"""What is done to seats: somebody is appointed, a term ends, a substitute is named."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.bodies.actions.in_the_way import ONE_DAY, gives_way, overlapping, require_room
from samspill.bodies.balance import out_of_balance
from samspill.bodies.composition import composition_on
from samspill.bodies.models import Role, Seat, Term
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.parties.models import Party, Person


@dataclass(frozen=True)
class SeatDoubt:
    """Something to think over before appointing; it stops nothing by itself."""

    text: str


def doubts_about(term: Term) -> list[SeatDoubt]:
    """What is doubtful in a term that is about to be saved.

    It lasts longer than the body's terms do, the person sits there already, or the body's sides,
    genders or regions are not as its rule asks.
    """
    body = term.seat.body
    doubts: list[SeatDoubt] = []
    longest = body.term_months
    if longest and _months(term.valid_from, term.valid_to) > longest:
        doubts.append(
            SeatDoubt(_("A term in this body lasts %(months)d months; this one is longer.")
                  % {"months": longest})
        )  # fmt: skip
    day = term.valid_from or today()
    composition = composition_on(body, day)
    if composition.is_unbalanced:
        doubts.append(SeatDoubt(_("The rule asks for equal sides, and they are not equal.")))
    doubts += [SeatDoubt(said) for said in out_of_balance(term, composition, day)]
    doubts += _elsewhere(term, day)
    return doubts


def _months(first: datetime.date | None, last: datetime.date | None) -> int:
    """How many months a period lasts, a begun one counted; 0 when an end is open."""
    if first is None or last is None:
        return 0
    after = last + ONE_DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if after.day <= first.day else months + 1


def _elsewhere(term: Term, day: datetime.date) -> list[SeatDoubt]:
    if term.person is None:
        return []
    others = (
        Term.objects.on(day)
        .filter(person=term.person, seat__body=term.seat.body)
        .exclude(seat=term.seat)
    )
    return [
        SeatDoubt(_("%(person)s already has the seat «%(seat)s» in this body.")
              % {"person": term.person, "seat": other.seat.label})
        for other in others.select_related("seat")
    ]  # fmt: skip


@transaction.atomic
def appoint(
    *,
    by: Actor,
    seat: Seat,
    person: Person | None = None,
    holder: str = "",
    party: Party | None = None,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
    is_acting: bool = False,
    end_previous: bool = False,
) -> Term:
    """Puts somebody on a seat.

    Args:
        by: who appoints.
        seat: the seat.
        person: who; may be left out where only the role is recorded.
        holder: the role of whoever sits there ("Kommunedirektør").
        party: where whoever sits there comes from, apart from whom the seat speaks for.
        valid_from: the first day; None when it is not known.
        valid_to: the last day; None until further notice.
        is_acting: whether it is for the time being.
        end_previous: whether the term that is running ends on the day before.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: nobody is named, or another term overlaps, or the seat has ended.
    """
    if person is None and not holder.strip():
        raise ValidationError({"holder": _("Name a person, or the role of whoever sits there.")})
    Seat.objects.select_for_update().get(pk=seat.pk)
    term = Term(
        partnership_id=seat.partnership_id,
        seat=seat,
        person=person,
        holder=holder,
        party=party,
        valid_from=valid_from,
        valid_to=valid_to,
        is_acting=is_acting,
    )
    require(by, "change", term)
    if end_previous and valid_from is not None:
        for other in overlapping(term):
            if gives_way(other, term):
                end_term(by=by, term=other, last_day=valid_from - ONE_DAY)
    require_room(term)
    if not seat.holders_recorded:
        seat.holders_recorded = True
        actions.save(by=by, record=seat)
    return actions.save(by=by, record=term, action="appoint")


@transaction.atomic
def end_term(
    *, by: Actor, term: Term, last_day: datetime.date, reason: str = "", version: str = ""
) -> Term:
    """Ends a term on its last day; the seat is vacant from the day after.

    Raises:
        NotAllowed: the actor may not.
        ChangedMeanwhile: someone else has changed the term since.
        ValidationError: the last day is before the first, or within another's term.
    """
    term.valid_to = last_day
    if term.valid_from is None or term.valid_from <= last_day:
        require_room(term)
    return actions.save(by=by, record=term, action="end", reason=reason, version=version)


@transaction.atomic
def appoint_substitute(
    *,
    by: Actor,
    seat: Seat,
    person: Person | None = None,
    holder: str = "",
    party: Party | None = None,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> Term:
    """Names a personal substitute for a seat, on a substitute's seat that is made when needed.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: nobody is named.
    """
    day = valid_from or today()
    free = Seat.objects.filter(substitute_for=seat).vacant_on(day).order_by("rank").first()
    place = free or _new_substitute_seat(by, seat)
    return appoint(
        by=by,
        seat=place,
        person=person,
        holder=holder,
        party=party,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _new_substitute_seat(by: Actor, seat: Seat) -> Seat:
    taken = Seat.objects.filter(body=seat.body)
    number = taken.filter(substitute_for=seat).count() + 1
    order = taken.aggregate(last=Max("order"))["last"] or 0
    with translation.override(seat.partnership.language):
        label = _("Substitute for %(seat)s") % {"seat": seat.label}
    place = Seat(
        partnership_id=seat.partnership_id,
        body=seat.body,
        slug=slugify(f"{seat.slug[:85]}-vara-{number}"),
        label=label,
        side=seat.side,
        role=Role.SUBSTITUTE,
        order=min(order + 1, 32_000),
        substitute_for=seat,
        rank=number,
        represents_party=seat.represents_party,
        represents_region=seat.represents_region,
        valid_from=seat.valid_from,
        valid_to=seat.valid_to,
    )
    return actions.save(by=by, record=place)


@transaction.atomic
def withdraw(*, by: Actor, term: Term, reason: str = "") -> None:
    """Takes back an appointment that has not begun.

    Raises:
        NotAllowed: the actor may not.
    """
    actions.remove(by=by, record=term, reason=reason)
