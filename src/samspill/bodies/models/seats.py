"""The places in a body, and who sits there when."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.lookups import LessThan
from django.utils.translation import gettext_lazy as _

from samspill.bodies import rules
from samspill.bodies.models.bodies import Body
from samspill.bodies.models.composing import CompositionLine, Role
from samspill.common.known import Today
from samspill.common.models import DatedRecord, address_slug, scoped_manager
from samspill.common.validity import Dated, DatedQuerySet, holds_on, one_at_a_time
from samspill.parties.models import Party, Person, Region, Side


class Occupancy(models.TextChoices):
    """How it stands with a seat. "Not recorded" is its own state, apart from vacant."""

    FILLED = "filled"
    VACANT = "vacant"
    NOT_RECORDED = "not_recorded"


class SeatQuerySet(DatedQuerySet):
    """Seats, asked for in the field's words."""

    def with_holder_on(self, date: datetime.date) -> Self:
        """Each seat with its ``term`` of ``date``, and how it stands then (``occupancy``).

        A derived seat without a term of its own is held by whoever sits where it leads to
        (``followed``, :class:`Followed`): that seat's term is ``followed_term``. At most one of
        each holds at a time, so that a seat stays one row. That a term ends before a day to
        come makes no seat vacant: who will sit there is not entered yet. ``coming`` is the first
        day of the next term of its own, None where none is entered. ``is_optional`` says that the
        body may do without the seat: its rule asks for none of the group at the least.
        """
        joined = self.annotate(
            term=_within("terms", date), followed=_within("follows", date)
        ).annotate(followed_term=_within("followed__origin__terms", date))
        filled = Q(term__isnull=False) | Q(followed_term__isnull=False)
        later = Term.objects.filter(seat=models.OuterRef("pk"), valid_from__gt=date)
        to_come = Q(LessThan(Today(), date)) & _is_held_today() & ~Q(models.Exists(later))
        in_a_circle = Seat.is_derived() & Q(followed__isnull=True)
        may_be_without = Q(minimum=0) | Q(minimum__isnull=True, maximum__isnull=False)
        unknown = Q(holders_recorded=False) | Q(followed__known=False) | in_a_circle | to_come
        return joined.annotate(
            coming=models.Subquery(later.order_by("valid_from").values("valid_from")[:1]),
            is_optional=models.Exists(
                CompositionLine.objects.filter(
                    may_be_without,
                    holds_on(date, "rule__"),
                    rule__body=models.OuterRef("body"),
                    slug=models.OuterRef("group"),
                )
            ),
            occupancy=models.Case(
                models.When(filled, then=models.Value(Occupancy.FILLED.value)),
                models.When(unknown, then=models.Value(Occupancy.NOT_RECORDED.value)),
                default=models.Value(Occupancy.VACANT.value),
            ),
        )

    def vacant_on(self, date: datetime.date) -> Self:
        """Seats that exist on ``date`` with nobody on them, as far as holders are recorded."""
        return self.on(date).with_holder_on(date).filter(occupancy=Occupancy.VACANT)

    def missing_on(self, date: datetime.date) -> Self:
        """Vacant seats that somebody must be found for: no substitute's, none that is optional."""
        needed = self.vacant_on(date).exclude(role=Role.SUBSTITUTE)
        return needed.filter(is_optional=False)

    def held_on(self, date: datetime.date, **person: Any) -> Self:
        """Seats of bodies that exist on ``date`` and that a person holds then, also derived ones.

        Args:
            person: a condition on the person who sits there: ``user=…``, ``pk=…``.
        """
        own = Q(**{f"term__person__{name}": value for name, value in person.items()})
        followed = {f"followed_term__person__{name}": value for name, value in person.items()}
        there = self.on(date).filter(holds_on(date, "body__")).with_holder_on(date)
        return there.filter(own | Q(term=None, **followed))


def _within(path: str, date: datetime.date) -> models.FilteredRelation:
    """What holds on a date, told to be of the seat's helsefellesskap: all others are passed by."""
    same = Q(**{f"{path}__partnership": models.F("partnership")})
    return models.FilteredRelation(path, condition=same & holds_on(date, f"{path}__"))


def _is_held_today() -> Q:
    """Whether somebody sits there today, by a term of the seat or of one that it follows."""
    own = Term.objects.filter(seat=models.OuterRef("pk"), valid_to__gte=Today())
    leads_on = Q(follows__valid_to=None) | Q(follows__valid_to__gte=Today())
    by_another = Seat.objects.filter(
        leads_on, pk=models.OuterRef("pk"), follows__origin__terms__in=_now()
    )
    return Q(models.Exists(own)) | Q(models.Exists(by_another))


def _now() -> models.QuerySet[Term]:
    found: models.QuerySet[Term] = Term.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=Today()),
        Q(valid_to=None) | Q(valid_to__gte=Today()),
    )
    return found.order_by()


class Seat(DatedRecord):
    """A place in a body: what it represents and what it may do, whoever sits on it.

    ``represents_*`` name at most one thing. ``represents_office`` goes with a body (the chair of
    each områdeutvalg) and makes the seat derived: it follows whoever holds that office.
    ``represents_seat`` makes it derived too: whoever sits there sits here ("the same general
    practitioner as in the områdeutvalg").
    """

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="seats"
    )
    slug = address_slug(100)
    label = models.CharField(_("Name as shown"), max_length=200)
    group = models.SlugField(
        _("Group in the composition rule"),
        max_length=60,
        blank=True,
        help_text=_("The name of the line in the composition rule that the seat counts for."),
        db_index=False,
    )
    side = models.ForeignKey(
        Side,
        verbose_name=_("Side"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role, default=Role.MEMBER)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    represents_party = models.ForeignKey(
        Party,
        verbose_name=_("Represents the party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    represents_region = models.ForeignKey(
        Region,
        verbose_name=_("Represents the region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    represents_body = models.ForeignKey(
        Body,
        verbose_name=_("Follows an office in the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derived_seats",
    )
    represents_office = models.CharField(_("Which office"), max_length=20, blank=True)
    represents_seat = models.ForeignKey(
        "self",
        verbose_name=_("Held by whoever holds the seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
    )
    represents_role = models.CharField(_("Represents, in words"), max_length=200, blank=True)
    may_vote = models.BooleanField(_("May vote"), default=True)
    may_propose = models.BooleanField(_("May propose"), default=True)
    may_speak = models.BooleanField(_("May speak"), default=True)
    substitute_for = models.ForeignKey(
        "self",
        verbose_name=_("Substitute for the seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
    )
    rank = models.PositiveSmallIntegerField(_("Rank among substitutes"), null=True, blank=True)
    holders_recorded = models.BooleanField(_("We record who holds it"), default=True)

    named_with = ("body",)
    permissions = rules.OF_A_BODY

    objects = scoped_manager(SeatQuerySet)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "slug"], name="bodies_seat_slug"),
            models.CheckConstraint(
                condition=Q(represents_office="") | Q(represents_seat__isnull=True),
                name="bodies_seat_follows_one_thing",
                violation_error_message=_("A seat follows an office or another seat, not both."),
            ),
            models.CheckConstraint(
                condition=Q(represents_office="") | Q(represents_body__isnull=False),
                name="bodies_seat_office_of_a_body",
                violation_error_message=_("Choose the body whose office the seat follows."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.body})"

    def clean(self) -> None:
        """Raises:
        ValidationError: it follows a seat that follows it in turn.
        """
        seen, followed = {self.pk}, self.represents_seat
        while followed is not None:
            if followed.pk in seen:
                raise ValidationError(
                    {"represents_seat": _("Seats follow each other in a circle.")}
                )
            seen.add(followed.pk)
            followed = followed.represents_seat

    @staticmethod
    def is_derived(seat: str = "") -> Q:
        """The condition that a seat follows an office or another seat; ``seat`` leads to it."""
        follows_an_office = ~Q(**{f"{seat}represents_office": ""})
        return follows_an_office | Q(**{f"{seat}represents_seat__isnull": False})


class Term(DatedRecord):
    """Who sits on a seat from when to when; the holder is a role, and a person where entered."""

    seat = models.ForeignKey(
        Seat, verbose_name=_("Seat"), on_delete=models.CASCADE, related_name="terms"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("Comes from"),
        help_text=_("Where the holder works or is elected; the seat may speak for another party."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
    )
    holder = models.CharField(
        _("Holder, by role"),
        max_length=200,
        blank=True,
        help_text=_("The role of whoever sits there, such as «Kommunedirektør»."),
    )
    is_acting = models.BooleanField(_("Acting"), default=False)

    named_with = ("seat",)
    permissions = rules.TERM

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("seat", name="bodies_one_term_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.holder}"
