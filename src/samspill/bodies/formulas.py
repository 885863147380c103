"""How many seats the lines of a composition rule ask for on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body, CompositionLine, Role
from samspill.bodies.scope import concerned, regions_of
from samspill.common.validity import holds_on
from samspill.parties.models import Participation, Party

OnePer = CompositionLine.OnePer
EACH = {
    OnePer.REGION: gettext_lazy("each region"),
    OnePer.MUNICIPALITY: gettext_lazy("each municipality"),
    OnePer.HOSPITAL_TRUST: gettext_lazy("each hospital trust"),
    OnePer.CLINIC: gettext_lazy("each clinic"),
    OnePer.PARTY: gettext_lazy("each party of the side"),
    OnePer.SPECIALIST_PARTY: gettext_lazy("each hospital that is a party"),
    OnePer.BODY: gettext_lazy("each body"),
}
OF_PARTIES = frozenset(
    (
        OnePer.MUNICIPALITY,
        OnePer.HOSPITAL_TRUST,
        OnePer.CLINIC,
        OnePer.PARTY,
        OnePer.SPECIALIST_PARTY,
    )
)
"""The formulas that count parties."""
Wanted = tuple[int, int | None]
"""How few and how many seats are asked for; without a limit upwards the second is None."""


class CountedBySide(Protocol):
    """What counts of a seat: what it is, and for which side."""

    @property
    def role(self) -> str: ...
    @property
    def side_id(self) -> int | str | None: ...


class LineAsked(NamedTuple):
    """A line of a rule as it is entered, with how many there are of what it counts.

    Sides are told by their key, in the database or in files.
    """

    slug: str
    label: str
    role: str
    side: int | str | None
    minimum: int | None
    maximum: int | None
    one_per: str
    as_many_as: int | str | None
    other_side: str | None
    there: int

    @property
    def for_each(self) -> Wanted | None:
        """How many are asked for, or how many for each of what is counted; None for no number."""
        if self.minimum is None and self.maximum is None:
            return (1, 1) if self.one_per else None
        return self.minimum or 0, self.maximum

    @property
    def by_itself(self) -> Wanted | None:
        """How many are asked for, where that does not follow from another side."""
        each = self.for_each
        if each is None or not self.one_per:
            return each
        return each[0] * self.there, None if each[1] is None else each[1] * self.there

    @property
    def in_words(self) -> str:
        """What the number follows from; empty where it is a number and no more."""
        if self.as_many_as is not None:
            return _("as many as %(side)s") % {"side": self.other_side}
        if not self.one_per:
            return ""
        if self.for_each is None or self.for_each == (1, 1):
            return str(OnePer(self.one_per).label)
        number, each = range_in_words(self.for_each), EACH[OnePer(self.one_per)]
        return _("%(number)s for %(each)s") % {"number": number, "each": each}


def range_in_words(wanted: Wanted) -> str:
    """How many that is: «4», «4–6», «up to 4», «at least 4»."""
    least, most = wanted
    if most is None:
        return _("at least %(n)s") % {"n": least}
    if least == most:
        return str(least)
    return _("up to %(n)s") % {"n": most} if least == 0 else f"{least}–{most}"


def wanted_by(
    line: LineAsked, lines: Sequence[LineAsked], seats: Iterable[CountedBySide]
) -> Wanted | None:
    """How many seats a line asks for; None when it asks for no number, or none can be told.

    As many as the other side are those that the rule asks for there; where it leaves their number
    open, those that are there.
    """
    if line.as_many_as is None:
        return line.by_itself
    if asked := _fixed_there(line, lines):
        number = sum(asked.values())
        return number, number
    there = sum(1 for s in seats if s.role == Role.MEMBER and s.side_id == line.as_many_as)
    return (there, there) if there else None


def counts_parties(line: LineAsked, lines: Sequence[LineAsked]) -> bool:
    """Whether the number follows from how many parties there are, of its own or of the other side's
    lines: then it is known where all parties are entered."""
    return any(one.one_per in OF_PARTIES for one in (line, *_fixed_there(line, lines)))


def _fixed_there(line: LineAsked, lines: Sequence[LineAsked]) -> dict[LineAsked, int]:
    """The lines of the other side that a line is to be as many as, and how many each asks for.

    Empty where one leaves its number open, or follows another side in turn.
    """
    if line.as_many_as is None:
        return {}
    found: dict[LineAsked, int] = {}
    for one in lines:
        if one.side == line.as_many_as and one.role == Role.MEMBER:
            wanted = one.by_itself if one.as_many_as is None else None
            if wanted is None or wanted[0] != wanted[1]:
                return {}
            found[one] = wanted[0]
    return found


def there_are(body: Any, date: Any) -> Case:
    """How many regions, bodies or parties a line by formula asks for seats for on ``date``.

    Of those that the body concerns, where it does not concern all.
    """
    bodies = Body.objects.filter(holds_on(date), kind=Body.Kind.BODY)
    bodies = bodies.annotate(level=Coalesce("tier", 0))
    level = Coalesce(OuterRef("lines__one_per_tier"), 0)
    takes_part = Q(participations__in=Participation.objects.on(date))
    parties = Party.objects.on(date).filter(takes_part | Q(kind=Party.Kind.CLINIC))
    parties = parties.filter(concerned(body, date))
    members = Party.objects.members_on(date).filter(concerned(body, date))
    of_the_side = members.annotate(of=Coalesce("side", 0)).filter(
        of=Coalesce(OuterRef("lines__side"), "of")
    )
    return Case(
        When(lines__one_per="", then=Value(0)),
        When(lines__one_per=OnePer.REGION, then=_count(regions_of(body, date))),
        When(lines__one_per=OnePer.BODY, then=_count(bodies.filter(level=level))),
        When(lines__one_per=OnePer.PARTY, then=_count(of_the_side)),
        When(
            lines__one_per=OnePer.SPECIALIST_PARTY,
            then=_count(members.filter(kind__in=Party.SPECIALIST_KINDS)),
        ),
        default=_count(parties.filter(kind=OuterRef("lines__one_per"))),
    )


def _count(counted: QuerySet) -> Coalesce:
    every = counted.order_by().annotate(every=Value(1)).values("every")
    return Coalesce(Subquery(every.annotate(n=Count("pk", distinct=True)).values("n")), 0)
