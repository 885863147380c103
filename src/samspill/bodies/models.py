"""Bodies: levels, seats by what they represent, terms, mandates, composition, calendar."""

from __future__ import annotations

import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies import rules
from samspill.common.models import DatedRecord, Record, scoped_manager
from samspill.common.validity import Dated, DatedQuerySet, holds_on, one_at_a_time
from samspill.parties.models import Party, Person, Region, Side


class Tier(DatedRecord):
    """A level of bodies; how many there are and what they are called is the helsefellesskap's own.

    The national agreement between the state and KS (2019, revised 2024) names three.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    national_name = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = scoped_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="bodies_tier_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Body(DatedRecord):
    """A body where the parties meet, or a function that serves it."""

    class Kind(models.TextChoices):
        BODY = "body", _("Body")
        COMMITTEE = "committee", _("Committee")
        NETWORK = "network", _("Professional network")
        WORKING_GROUP = "working_group", _("Working group")
        SECRETARIAT = "secretariat", _("Secretariat")
        COORDINATING_UNIT = "coordinating_unit", _("Coordinating unit")

    class DecisionMode(models.TextChoices):
        ADVISORY = "advisory", _("Gives advice")
        DELEGATED = "delegated", _("Decides with delegated authority")
        RECOMMENDS = "recommends", _("Recommends; each party decides")

    class DecisionRule(models.TextChoices):
        CONSENSUS = "consensus", _("Consensus")
        UNANIMITY = "unanimity", _("Unanimity")
        MAJORITY = "majority", _("Majority")
        MAJORITY_PER_SIDE = "majority_per_side", _("Majority on each side")

    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    also_known_as = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.BODY)
    tier = models.ForeignKey(
        Tier, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    summary = models.TextField(blank=True)
    decision_mode = models.CharField(max_length=20, choices=DecisionMode, blank=True)
    decision_rule = models.CharField(max_length=20, choices=DecisionRule, blank=True)
    decision_steps = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum = models.CharField(max_length=200, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    meeting_frequency = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, default="", db_collation="C")

    permissions = rules.BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["order", "sort_key"]
        verbose_name_plural = "bodies"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="bodies_body_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name with its abbreviation."""
        return f"{self.name} ({self.short_name})" if self.short_name else self.name


class BodySuccession(Record):
    """That one body took over after another, wholly or in part."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="predecessions")
    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    date = models.DateField(null=True, blank=True)
    part = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["body", "predecessor"], name="bodies_succession_once"),
            models.CheckConstraint(
                condition=~Q(body=models.F("predecessor")), name="bodies_succession_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.body}"


class Mandate(DatedRecord):
    """What a body is for in a period, and its tasks."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="mandates")
    text = models.TextField(blank=True, help_text=_("Markdown"))
    tasks = ArrayField(models.TextField(), default=list, blank=True)

    permissions = rules.OF_A_BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", name="bodies_one_mandate_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.valid_from}"


class CompositionRule(DatedRecord):
    """How a body is put together in a period.

    ``balanced`` asks for equally many from each side, ``both_genders`` for as many of each as
    likestillings- og diskrimineringsloven § 28 asks of public bodies, ``every_region`` for a
    member from each region.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="composition_rules")
    balanced = models.BooleanField(default=False)
    both_genders = models.BooleanField(default=False, db_default=False)
    every_region = models.BooleanField(default=False, db_default=False)
    note = models.TextField(blank=True)

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", name="bodies_one_composition_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.valid_from}"


class Role(models.TextChoices):
    """What a seat is in its body."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    SECRETARY = "secretary", _("Secretary")
    SUBSTITUTE = "substitute", _("Substitute")


class CompositionLine(Record):
    """One line of a composition rule: how many seats of one group, as a number or a formula."""

    class OnePer(models.TextChoices):
        REGION = "region", _("one for each region")
        MUNICIPALITY = "municipality", _("one for each municipality")
        HOSPITAL_TRUST = "hospital_trust", _("one for each hospital trust")
        CLINIC = "clinic", _("one for each clinic")
        BODY = "body", _("the chair of each body")

    rule = models.ForeignKey(CompositionRule, on_delete=models.CASCADE, related_name="lines")
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    side = models.ForeignKey(
        Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    minimum = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    one_per = models.CharField(max_length=20, choices=OnePer, blank=True)
    one_per_tier = models.ForeignKey(
        Tier, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "slug"], name="bodies_line_slug"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=models.F("maximum")),
                name="bodies_line_minimum_below_maximum",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class SeatQuerySet(DatedQuerySet):
    """Seats, asked for in the field's words."""

    def vacant_on(self, date: datetime.date) -> Self:
        """Seats that exist on ``date`` with nobody on them, as far as holders are recorded.

        A derived seat is held by whoever holds the office that it follows.
        """
        held = Term.objects.on(date).filter(seat=models.OuterRef("pk"))
        followed = Office.objects.on(date).filter(
            models.Exists(Term.objects.on(date).filter(seat=models.OuterRef("seat"))),
            body=models.OuterRef("represents_body"),
            kind=models.OuterRef("represents_office"),
        )
        recorded = self.on(date).filter(holders_recorded=True).exclude(models.Exists(held))
        # Looked up for the derived seats alone, which are few.
        return recorded.exclude(
            models.Exists(followed), represents_body__isnull=False, represents_office__gt=""
        )

    def filled_on(self, date: datetime.date) -> Self:
        """Seats that exist on ``date`` with someone on them."""
        return self.on(date).filter(
            models.Exists(Term.objects.on(date).filter(seat=models.OuterRef("pk")))
        )

    def with_terms_on(self, date: datetime.date) -> Self:
        """Seats with the term of ``date`` prefetched as ``terms_then`` (none or one)."""
        terms = Term.objects.filter(holds_on(date)).select_related("person")
        return self.prefetch_related(models.Prefetch("terms", queryset=terms, to_attr="terms_then"))


class Seat(DatedRecord):
    """A place in a body: what it represents and what it may do, whoever sits on it.

    ``represents_*`` name at most one thing; ``represents_office`` goes with a body (the chair of
    each områdeutvalg) and makes the seat derived: it follows whoever holds that office.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    slug = models.SlugField(max_length=100)
    label = models.CharField(max_length=200)
    group = models.SlugField(max_length=60, blank=True)
    side = models.ForeignKey(
        Side, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    order = models.PositiveSmallIntegerField(default=0)
    represents_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    represents_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    represents_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="derived_seats"
    )
    represents_office = models.CharField(max_length=20, blank=True)
    represents_role = models.CharField(max_length=200, blank=True)
    may_vote = models.BooleanField(default=True)
    may_propose = models.BooleanField(default=True)
    may_speak = models.BooleanField(default=True)
    substitute_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="substitutes"
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    holders_recorded = models.BooleanField(default=True)

    permissions = rules.OF_A_BODY

    objects = scoped_manager(SeatQuerySet)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "slug"], name="bodies_seat_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.body})"


class Term(DatedRecord):
    """Who sits on a seat from when to when; the holder is a role, and a person where entered."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="terms")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="terms"
    )
    holder = models.CharField(max_length=200, blank=True)
    is_acting = models.BooleanField(default=False)

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


class Office(DatedRecord):
    """That a seat holds an office in its body in a period: chair, deputy chair, host."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("Chair")
        DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
        SECRETARY = "secretary", _("Secretary")
        HOST = "host", _("Host")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="offices")
    kind = models.CharField(max_length=20, choices=Kind)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="offices")

    permissions = rules.OF_A_BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", texts=("kind",), name="bodies_one_holder_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.seat}"


class Rotation(Record):
    """How an office goes round between sides or parties, with a cycle of its own."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="rotations")
    office = models.CharField(max_length=20, choices=Office.Kind)
    months = models.PositiveSmallIntegerField()
    order = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["office"]
        constraints = [
            models.UniqueConstraint(fields=["body", "office"], name="bodies_rotation_once")
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_office_display()} / {self.months}"


class CalendarEntry(Record):
    """A day when a body is to meet; the meeting itself belongs to the cases."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="calendar")
    date = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    is_tentative = models.BooleanField(default=False)

    permissions = rules.OF_A_BODY

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["date", "starts"]
        verbose_name_plural = "calendar entries"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "date", "title"], name="bodies_calendar_entry_once"
            )
        ]
        indexes = [models.Index(fields=["partnership", "date"], name="bodies_calendar_coming")]

    def __str__(self) -> str:
        return f"{self.body} {self.date}"
