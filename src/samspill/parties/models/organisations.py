"""Organisations that take part, regions and places."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.common.alphabet import SortKey
from samspill.common.formerly import FormerlyCalled
from samspill.common.known import known_within, whether
from samspill.common.languages import Language
from samspill.common.models import (
    DatedRecord,
    Record,
    address_slug,
    scoped_manager,
    web_address,
)
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, DatedQuerySet, holds_on, one_at_a_time
from samspill.common.years import year, year_within
from samspill.parties import rules
from samspill.parties.numbers import is_organisation_number


class Side(Record):
    """One of the parts that a balance is counted between, such as the municipalities."""

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=100)
    also_known_as = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("Also known as"),
        help_text=_("One on each line, such as «KS» where plans call the municipalities so."),
        default=list,
        blank=True,
    )
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_side_slug")
        ]

    def __str__(self) -> str:
        return self.name


class OwnLanguage(Record):
    """A language that the helsefellesskap has beside that of its pages, and its name in it."""

    language = models.CharField(_("Language"), max_length=3, choices=Language)
    name = models.CharField(_("What the helsefellesskap is called"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "language"], name="parties_own_language_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_language_display()


class PartyQuerySet(DatedQuerySet):
    """Parties, asked for in the field's words."""

    def municipalities(self) -> Self:
        return self.filter(kind=Party.Kind.MUNICIPALITY)

    def members_on(self, date: datetime.date) -> Self:
        """Those that take part as contracting parties on ``date``."""
        member = Participation.objects.on(date).filter(capacity=Participation.Capacity.MEMBER)
        return self.on(date).filter(participations__in=member)


class Party(FormerlyCalled, DatedRecord):
    """An organisation in the collaboration; its period is that of the organisation itself.

    A municipality that came out of a merger is a new party: the old one ends and is succeeded.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        HOSPITAL_TRUST = "hospital_trust", _("Hospital trust")
        REGIONAL_TRUST = "regional_trust", _("Regional health authority")
        CLINIC = "clinic", _("Clinic")
        HOSPITAL = "hospital", _("Hospital")
        INTERMUNICIPAL = "intermunicipal", _("Intermunicipal body")
        USER_ORGANISATION = "user_organisation", _("User organisation")
        PROFESSIONAL_GROUP = "professional_group", _("Professional group")
        STATE = "state", _("State authority")
        COUNTY = "county", _("County authority")
        EDUCATION = "education", _("Education and research")
        OTHER = "other", _("Other organisation")

    SPECIALIST_KINDS = (Kind.HOSPITAL_TRUST, Kind.HOSPITAL)
    """What stands on the side of the specialist health service as a party of its own; there may be
    several in a helsefellesskap."""

    slug = address_slug(80)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    side = models.ForeignKey(
        Side,
        verbose_name=_("Side"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("Part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
    )
    organisation_number = models.CharField(
        _("Organisation number"), max_length=9, blank=True, validators=[is_organisation_number]
    )
    website = web_address(_("Web site"))
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )
    sort_key = SortKey()
    tile_row = models.PositiveSmallIntegerField(_("Row on the tile map"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(
        _("Column on the tile map"), null=True, blank=True
    )
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)

    permissions = rules.PARTY

    objects = scoped_manager(PartyQuerySet)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_party_slug"),
        ]
        indexes = [
            models.Index(fields=["partnership", "kind", "sort_key"], name="parties_party_listed")
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, date: datetime.date) -> str:
        """The official name on ``date``; reads prefetched ``names``."""
        for name in self.names.all():
            if name.kind == name.Kind.OFFICIAL and name.holds_on(date):
                return name.name
        return self.name

    @property
    def page(self) -> str:
        """Which of the open pages of parties is its own."""
        return self.page_for(self.kind)

    @classmethod
    def page_for(cls, kind: str) -> str:
        """Which of the open pages is that of a party of a kind."""
        return "municipality" if kind == cls.Kind.MUNICIPALITY else "party"


class Participation(DatedRecord):
    """In what capacity, and when, a party takes part in the helsefellesskap."""

    class Capacity(models.TextChoices):
        MEMBER = "member", _("Contracting party")
        ASSOCIATED = "associated", _("Associated")
        OBSERVER = "observer", _("Observer")

    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.CASCADE, related_name="participations"
    )
    capacity = models.CharField(
        _("Takes part as"), max_length=20, choices=Capacity, default=Capacity.MEMBER
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    named_with = ("party",)
    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("party", name="parties_one_participation_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_capacity_display()}"


class PartySuccession(Record):
    """That one party went over into another on a day, wholly or in part (a merger, a split)."""

    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Party,
        verbose_name=_("Went over into"),
        on_delete=models.PROTECT,
        related_name="predecessions",
    )
    date = models.DateField(_("Date"))
    part = models.CharField(_("Which part"), max_length=200, blank=True)

    named_with = ("party", "successor")
    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "successor", "date"], name="parties_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(party=models.F("successor")), name="parties_succession_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} → {self.successor} ({date_format(self.date, 'j. F Y')})"


class Region(DatedRecord):
    """Municipalities that act together, such as a kommuneregion with one seat in a council."""

    slug = address_slug(80)
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=60, default="kommuneregion")
    side = models.ForeignKey(
        Side,
        verbose_name=_("Side"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regions",
    )
    host = models.ForeignKey(
        Party,
        verbose_name=_("Host"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_regions",
    )
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_region_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class RegionMembershipQuerySet(DatedQuerySet):
    """Memberships, which last no longer than their region."""

    def on(self, date: datetime.date) -> Self:
        """Those that hold on ``date``, in a region that does."""
        return super().on(date).filter(holds_on(date, "region__"))


class RegionMembership(DatedRecord):
    """That a party belongs to a region in a period."""

    region = models.ForeignKey(
        Region, verbose_name=_("Region"), on_delete=models.CASCADE, related_name="memberships"
    )
    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.PROTECT, related_name="region_memberships"
    )

    named_with = ("party", "region")
    permissions = PUBLIC_RECORD

    objects = scoped_manager(RegionMembershipQuerySet)

    class Meta:
        ordering = ["party__sort_key"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("region", "party", name="parties_one_region_membership_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.region}"


class FacilityQuerySet(DatedQuerySet):
    """Places, asked for in the field's words."""

    def on(self, date: datetime.date) -> Self:
        """Those that may have been there on ``date``: not one that started in a later year."""
        begun: Any = LessThanOrEqual(_day_of("started_year", "1, 1"), date)
        return super().on(date).filter(Q(started_year=None) | Q(begun))

    def known_on(self, date: datetime.date) -> Self:
        """Each with ``known``: whether it is known to have been there on ``date``."""
        begun: Any = Coalesce("valid_from", _day_of("started_year", "12, 31"), known_within())
        return self.annotate(known=whether(Q(LessThanOrEqual(begun, date))))


def _day_of(year: str, day: str) -> models.Func:
    """A day of the year that stands in a column."""
    template = f"make_date(%(expressions)s, {day})"
    return models.Func(models.F(year), template=template, output_field=models.DateField())


class Facility(DatedRecord):
    """A place that municipalities run together or under an agreement, with its capacity.

    Municipal emergency beds (KØHD, helse- og omsorgstjenesteloven § 3-5 third paragraph) and
    district medical centres are such places.
    """

    class Kind(models.TextChoices):
        EMERGENCY_BEDS = "emergency_beds", _("Municipal emergency beds")
        DISTRICT_MEDICAL_CENTRE = "district_medical_centre", _("District medical centre")
        OTHER = "other", _("Other")

    slug = address_slug(80)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind)
    name = models.CharField(_("Name"), max_length=200)
    beds = models.PositiveSmallIntegerField(_("Beds"), null=True, blank=True)
    started_year = year(_("Year it started"))
    parties = models.ManyToManyField(Party, verbose_name=_("Parties"), related_name="facilities")

    permissions = PUBLIC_RECORD

    objects = scoped_manager(FacilityQuerySet)

    class Meta:
        ordering = ["started_year", "name"]
        verbose_name_plural = "facilities"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_facility_slug"),
            year_within("started_year", name="parties_facility_year"),
        ]

    def __str__(self) -> str:
        return self.name
