"""Measures with their owners and what they build on, and the input that a plan was made from."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.common.keys import is_key
from samspill.common.models import Record, Scoped, address_slug, scoped_manager
from samspill.documents.models import Document, PatientGroup, Provision
from samspill.parties.models import Party
from samspill.plans import rules
from samspill.plans.models.plans import FocusArea, PlanEdition
from samspill.plans.parsing import WhenKind, read_when


class MeasureQuerySet(models.QuerySet):
    """Measures, asked for in the field's words."""

    def without_owner(self) -> Self:
        """Those that nobody is named for."""
        return self.filter(
            ~models.Exists(MeasureOwner.objects.filter(measure=models.OuterRef("pk")))
        )

    def without_time(self) -> Self:
        """Those with neither a date, nor a year mark, nor «continuously»."""
        return self.filter(when_kind=WhenKind.NONE, years=[])


class Measure(Record):
    """Something that is to be done: by whom and when as written, and as it can be read.

    ``responsible`` and ``when_as_written`` are never changed to fit what can be read of them: an
    empty one stays empty, and is shown as "nobody named" and "no date set". ``when_kind``,
    ``when_first`` and ``when_last`` follow from ``when_as_written``.
    """

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="measures"
    )
    area = models.ForeignKey(
        FocusArea, verbose_name=_("Focus area"), on_delete=models.PROTECT, related_name="measures"
    )
    number = models.CharField(_("Number"), max_length=40, validators=[is_key])
    also_known_as = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("Also known as"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )
    order = models.PositiveIntegerField(_("Place in the list"), default=0)
    text = models.CharField(_("Text"), max_length=1000)
    responsible = models.CharField(
        _("Responsible, as written"),
        max_length=300,
        blank=True,
        help_text=_("Leave it empty when nobody is named: that is shown as a fact."),
    )
    responsible_elsewhere = models.CharField(
        _("Responsible, as another place writes it"), max_length=300, blank=True
    )
    when_as_written = models.CharField(
        _("When, as written"),
        max_length=100,
        blank=True,
        help_text=_("Such as 2026, Høst 2026 or Fortløpende. Empty when no time is given."),
    )
    when_kind = models.CharField(
        _("Kind of time"), max_length=20, choices=WhenKind, default=WhenKind.NONE, editable=False
    )
    when_first = models.DateField(_("First day"), null=True, blank=True, editable=False)
    when_last = models.DateField(_("Last day"), null=True, blank=True, editable=False)
    years = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("Years marked"),
        help_text=_("With commas between, such as 2025, 2026."),
        default=list,
        blank=True,
    )
    also_serves: models.ManyToManyField[FocusArea, Any] = models.ManyToManyField(
        FocusArea,
        verbose_name=_("Also serves the focus areas"),
        related_name="measures_beside",
        blank=True,
    )
    patient_groups: models.ManyToManyField[PatientGroup, Any] = models.ManyToManyField(
        PatientGroup, verbose_name=_("Groups of patients"), related_name="measures", blank=True
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("Took over from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_over",
    )
    note = models.TextField(_("Note"), blank=True)

    permissions = rules.OF_AN_EDITION

    objects = scoped_manager(MeasureQuerySet)

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="plans_measure_number",
                violation_error_message=_("Another measure of the edition has this number."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="plans_measure_has_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def responsible_as_written(self) -> list[str]:
        """What the plan writes in each place that names somebody; a blank place is none."""
        return [words for words in (self.responsible, self.responsible_elsewhere) if words]

    def clean(self) -> None:
        """Reads what is written about when."""
        read = read_when(self.when_as_written)
        self.when_kind, self.when_first, self.when_last = read.kind, read.first, read.last


class MeasureOwnerQuerySet(models.QuerySet):
    """Those who answer for measures, asked for in the field's words."""

    def named(self) -> Self:
        """Each with no more than what it is called and is found by."""
        called = ("slug", "name", "short_name", "kind")
        fields = [f"{one}__{name}" for one in ("body", "party") for name in called]
        return self.select_related("body", "party").only("measure", "group", "role", *fields)


class MeasureOwner(Scoped):
    """One of those who answer for a measure: a body, a party, a group of parties, or a role."""

    class Group(models.TextChoices):
        EVERYONE = "everyone", _("All parties")
        MUNICIPALITIES = "municipalities", _("All municipalities")
        REGIONS = "regions", _("The regions of municipalities")

    measure = models.ForeignKey(
        Measure, verbose_name=_("Measure"), on_delete=models.CASCADE, related_name="owners"
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures_owned",
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures_owned",
    )
    group = models.CharField(
        _("Group of parties"),
        max_length=20,
        choices=Group,
        blank=True,
    )
    role = models.CharField(_("Role"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    named_with = ("body", "party")
    permissions = rules.OF_A_MEASURE

    objects = scoped_manager(MeasureOwnerQuerySet)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, party__isnull=True, group="", role="")
                | Q(body__isnull=True, party__isnull=False, group="", role="")
                | Q(body__isnull=True, party__isnull=True, role="", group__gt="")
                | Q(body__isnull=True, party__isnull=True, group="", role__gt=""),
                name="plans_owner_is_one",
                violation_error_message=_("Name one: a body, a party, a group or a role."),
            )
        ]
        indexes = [models.Index(fields=["partnership", "group"], name="plans_owner_group")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Who it is, in words."""
        if self.body:
            return self.body.short_name or self.body.name
        if self.party:
            return self.party.short_name or self.party.name
        return self.get_group_display() if self.group else self.role


class MeasureLink(Scoped):
    """A document, or one provision of it, that a measure carries out or changes."""

    measure = models.ForeignKey(
        Measure, verbose_name=_("Measure"), on_delete=models.CASCADE, related_name="links"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.PROTECT, related_name="measure_links"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("Provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measure_links",
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    named_with = ("measure", "document")
    permissions = rules.OF_A_LINK

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "document", "provision"],
                nulls_distinct=False,
                name="plans_link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.number}: {self.document}"


class DroppedMeasure(Record):
    """That a new edition does not carry on a measure of an earlier one, and why."""

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="dropped"
    )
    measure = models.ForeignKey(
        Measure, verbose_name=_("Measure"), on_delete=models.PROTECT, related_name="dropped_by"
    )
    reason = models.CharField(_("Why"), max_length=1000)

    named_with = ("measure",)
    permissions = rules.OF_AN_EDITION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "measure"], name="plans_dropped_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure.number}: {self.reason}"


class PlanInput(Record):
    """What somebody asked of a plan (innspill), in own words, and what came of it.

    The sender is an organisation or a role, never a person.
    """

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="inputs"
    )
    slug = address_slug(100)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    sender = models.CharField(
        _("From whom, as role or organisation"),
        max_length=300,
        help_text=_("Never a person's name."),
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_inputs",
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_inputs",
    )
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    text = models.TextField(_("Text"), blank=True)
    focus_areas: models.ManyToManyField[FocusArea, Any] = models.ManyToManyField(
        FocusArea, verbose_name=_("Focus areas"), related_name="inputs", blank=True
    )
    measures: models.ManyToManyField[Measure, Any] = models.ManyToManyField(
        Measure, verbose_name=_("Measures"), related_name="inputs", blank=True
    )
    outcome = models.TextField(_("What came of it"), blank=True)

    permissions = rules.INPUT

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = "input"
        verbose_name_plural = "inputs"
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="plans_input_slug")]

    def __str__(self) -> str:
        return self.sender
