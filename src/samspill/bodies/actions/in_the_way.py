"""What makes a term impossible: somebody else's, or the days on which its seat exists.

It is told before anything is saved, at the field where it is put right, with whom and when.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Term
from samspill.common.at_once import in_words
from samspill.common.moments import in_full
from samspill.common.validity import Dated, overlaps

ONE_DAY = datetime.timedelta(days=1)


def overlapping(term: Term) -> list[Term]:
    """Other terms on the same seat that share a day with this one."""
    others = Term.objects.filter(seat=term.seat).exclude(pk=term.pk).select_related("person")
    return [other for other in others.order_by("valid_from") if overlaps(other, term)]


def gives_way(other: Term, term: Term) -> bool:
    """Whether a term can end on the day before the new one begins."""
    first = term.valid_from
    return first is not None and (other.valid_from is None or other.valid_from < first)


def require_room(term: Term, *, ends_previous: bool = False) -> None:
    """Raises:
    ValidationError: another term is in the way, or the seat does not exist in all of this one.
    """
    wrong: dict[str, list[str]] = {}
    for other in overlapping(term):
        if not (ends_previous and gives_way(other, term)):
            field, text = _who_sits_there(other, term)
            wrong.setdefault(field, []).append(text)
    for outer, what in ((term.seat, _("The seat")), (term.seat.body, _("The body"))):
        for field, text in _outside(outer, what, term):
            if field not in wrong:
                wrong[field] = [text]
    if wrong:
        raise ValidationError(wrong)


def _who_sits_there(other: Term, term: Term) -> tuple[str, str]:
    said = {"who": other.person or other.holder, "when": in_words(other)}
    there = _("%(who)s has the seat %(when)s.") % said
    if gives_way(other, term):
        return "valid_from", _("%(there)s End that term first.") % {"there": there}
    first = other.valid_from
    if first is not None and (term.valid_from is None or term.valid_from < first):
        last = _("Let this term end on %(date)s at the latest.") % {
            "date": in_full(first - ONE_DAY)
        }
        return "valid_to", f"{there} {last}"
    return "valid_from", _("%(there)s Choose other days.") % {"there": there}


def _outside(outer: Dated, what: str, term: Term) -> list[tuple[str, str]]:
    """Which days of the term are before or after those of what it belongs to."""
    found = []
    first, last = outer.valid_from, outer.valid_to
    for field in ("valid_from", "valid_to"):
        day: datetime.date | None = getattr(term, field)
        if day and first and day < first:
            told = _("%(what)s does not exist before %(date)s.")
            found.append((field, told % {"what": what, "date": in_full(first)}))
        elif day and last and day > last:
            told = _("%(what)s does not exist after %(date)s.")
            found.append((field, told % {"what": what, "date": in_full(last)}))
    return found
