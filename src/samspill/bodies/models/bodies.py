"""Where the parties meet: levels and bodies, what they are for, and when they meet."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies import rules
from samspill.bodies.models.decided import Decided, EndDecided
from samspill.common.alphabet import SortKey
from samspill.common.formerly import FormerlyCalled
from samspill.common.models import MARKDOWN, DatedRecord, Record, address_slug, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time
from samspill.parties.models import Party, Region


class Tier(DatedRecord):
    """A level of bodies; how many there are and what they are called is the helsefellesskap's own.

    The national agreement between the state and KS (2019, revised 2024) names three.
    """

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=100)
    national_name = models.CharField(
        _("Name in the national agreement"), max_length=100, blank=True
    )
    description = models.TextField(_("Description"), blank=True)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="bodies_tier_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Body(FormerlyCalled, Decided, EndDecided, DatedRecord):
    """A body where the parties meet, or a function that serves it."""

    class Kind(models.TextChoices):
        BODY = "body", _("Body")
        COMMITTEE = "committee", _("Committee")
        NETWORK = "network", _("Professional network")
        WORKING_GROUP = "working_group", _("Working group")
        SECRETARIAT = "secretariat", _("Secretariat")
        COORDINATING_UNIT = "coordinating_unit", _("Coordinating unit")

    GROUPS = (Kind.COMMITTEE, Kind.WORKING_GROUP)
    """Those that a body sets down under itself, to prepare for it or for a time."""

    class DecisionMode(models.TextChoices):
        ADVISORY = "advisory", _("Gives advice")
        DELEGATED = "delegated", _("Decides with delegated authority")
        RECOMMENDS = "recommends", _("Recommends; each party decides")

    class DecisionRule(models.TextChoices):
        CONSENSUS = "consensus", _("Consensus")
        UNANIMITY = "unanimity", _("Unanimity")
        MAJORITY = "majority", _("Majority")
        MAJORITY_PER_SIDE = "majority_per_side", _("Majority on each side")

    slug = address_slug(100)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    also_known_as = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("Also known as"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind, default=Kind.BODY)
    tier = models.ForeignKey(
        Tier,
        verbose_name=_("Level"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Belongs under"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    regions = models.ManyToManyField(
        Region,
        verbose_name=_("Only for the regions"),
        help_text=_("Empty where the body concerns every region."),
        blank=True,
        related_name="bodies",
    )
    parties: models.ManyToManyField[Party, Any] = models.ManyToManyField(
        Party,
        verbose_name=_("Only for the parties"),
        help_text=_("Empty where the body concerns everyone that takes part."),
        blank=True,
        related_name="bodies",
    )
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )
    decision_mode = models.CharField(
        _("What its decisions are"), max_length=20, choices=DecisionMode, blank=True
    )
    decision_rule = models.CharField(
        _("How it decides"), max_length=20, choices=DecisionRule, blank=True
    )
    decision_steps = models.PositiveSmallIntegerField(
        _("Number of steps to a decision"), null=True, blank=True
    )
    quorum = models.CharField(_("Quorum"), max_length=200, blank=True)
    term_months = models.PositiveSmallIntegerField(
        _("Length of a term, in months"), null=True, blank=True
    )
    meeting_frequency = models.CharField(_("How often it meets"), max_length=200, blank=True)
    all_seats_entered = models.BooleanField(
        _("All seats are entered"),
        default=False,
        db_default=False,
        help_text=_("Until then the pages say only what is entered, not what is missing."),
    )
    sort_key = SortKey()

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
        return title_of(self.name, self.short_name)


def title_of(name: str, short_name: str) -> str:
    """What a body is called: its name with its abbreviation."""
    return f"{name} ({short_name})" if short_name else name


class DecisionStep(Record):
    """A step of how a body comes to a decision, in order: consensus first, then a vote, then up.

    A step is a rule, or that the matter goes to another body.
    """

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="decision_path"
    )
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    rule = models.CharField(
        _("How it decides"), max_length=20, choices=Body.DecisionRule, blank=True
    )
    sent_to = models.ForeignKey(
        Body,
        verbose_name=_("Goes to the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    text = models.CharField(_("In words"), max_length=400, blank=True)

    named_with = ("body",)
    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "position"],
                name="bodies_decision_step_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(rule="") | Q(sent_to__isnull=False) | ~Q(text=""),
                name="bodies_decision_step_something",
                violation_error_message=_("Say what is done in the step."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.position}"


class BodySuccession(Record):
    """That one body took over after another, wholly or in part."""

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="predecessions"
    )
    predecessor = models.ForeignKey(
        Body, verbose_name=_("Took over from"), on_delete=models.PROTECT, related_name="successions"
    )
    date = models.DateField(_("Date"), null=True, blank=True)
    part = models.CharField(_("Which part"), max_length=200, blank=True)

    named_with = ("predecessor", "body")
    permissions = PUBLIC_RECORD

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


class Mandate(Decided, DatedRecord):
    """What a body is for in a period, and its tasks."""

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="mandates"
    )
    text = models.TextField(_("Text"), blank=True, help_text=MARKDOWN)
    tasks = ArrayField(
        models.TextField(),
        verbose_name=_("Tasks"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )

    named_with = ("body",)
    permissions = rules.OF_A_BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", name="bodies_one_mandate_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.valid_from}" if self.valid_from else str(self.body)
