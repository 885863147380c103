"""How a body is to be put together: its rule, line by line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models.bodies import Body, Tier
from samspill.common.models import DatedRecord, Record, address_slug, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time
from samspill.parties.models import Side


class Role(models.TextChoices):
    """What a seat is in its body."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    SECRETARY = "secretary", _("Secretary")
    SUBSTITUTE = "substitute", _("Substitute")


class CompositionRule(DatedRecord):
    """How a body is put together in a period.

    ``balanced`` asks for equally many from each side, ``both_genders`` for as many of each as
    likestillings- og diskrimineringsloven § 28 asks of public bodies, ``every_region`` for a
    member from each region.
    """

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="composition_rules"
    )
    balanced = models.BooleanField(_("Equal numbers on each side"), default=False)
    both_genders = models.BooleanField(
        _("Both genders, as the law asks of public bodies"), default=False, db_default=False
    )
    every_region = models.BooleanField(
        _("A member from each region"), default=False, db_default=False
    )
    note = models.TextField(_("Note"), blank=True)

    named_with = ("body",)
    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", name="bodies_one_composition_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.valid_from}" if self.valid_from else str(self.body)


class CompositionLine(Record):
    """One line of a composition rule: how many seats of one group, as a number or a formula.

    With ``one_per`` the numbers are for each; without a number it is one for each.
    """

    class OnePer(models.TextChoices):
        REGION = "region", _("one for each region")
        MUNICIPALITY = "municipality", _("one for each municipality")
        HOSPITAL_TRUST = "hospital_trust", _("one for each hospital trust")
        CLINIC = "clinic", _("one for each clinic")
        PARTY = "party", _("one for each party of the side")
        SPECIALIST_PARTY = "specialist_party", _("one for each hospital that is a party")
        BODY = "body", _("the chair of each body")

    rule = models.ForeignKey(
        CompositionRule,
        verbose_name=_("Composition rule"),
        on_delete=models.CASCADE,
        related_name="lines",
    )
    slug = address_slug(60)
    label = models.CharField(_("Name as shown"), max_length=200)
    side = models.ForeignKey(
        Side,
        verbose_name=_("Side"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role, default=Role.MEMBER)
    minimum = models.PositiveSmallIntegerField(_("At least"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("At most"), null=True, blank=True)
    one_per = models.CharField(_("Counted as"), max_length=20, choices=OnePer, blank=True)
    one_per_tier = models.ForeignKey(
        Tier,
        verbose_name=_("Bodies of which level"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    as_many_as = models.ForeignKey(
        Side,
        verbose_name=_("As many as the side"),
        help_text=_("In place of a number: as many members as that side has."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

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
            models.CheckConstraint(
                condition=Q(as_many_as__isnull=True)
                | Q(one_per="", minimum__isnull=True, maximum__isnull=True),
                name="bodies_line_number_or_other_side",
                violation_error_message=_("Give either a number or a side, not both."),
            ),
            models.CheckConstraint(
                condition=Q(as_many_as__isnull=True)
                | Q(side__isnull=True)
                | ~Q(as_many_as=models.F("side")),
                name="bodies_line_as_many_as_the_other",
                violation_error_message=_("Choose another side than the line's own."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
