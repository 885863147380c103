"""Who leads a body: the offices, who may hold one, and how it goes round."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies import rules
from samspill.bodies.models.bodies import Body
from samspill.bodies.models.seats import Seat
from samspill.common.models import DatedRecord, Record, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time
from samspill.parties.models import Party, Region, Side


class Office(DatedRecord):
    """That a seat holds an office in its body in a period: chair, deputy chair, host.

    Where several hold one at once, each has a ``number``. A derived seat follows the first.
    """

    class Kind(models.TextChoices):
        CHAIR = "chair", _("Chair")
        DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
        SECRETARY = "secretary", _("Secretary")
        HOST = "host", _("Host")

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="offices"
    )
    kind = models.CharField(_("Office"), max_length=20, choices=Kind)
    seat = models.ForeignKey(
        Seat, verbose_name=_("Seat"), on_delete=models.PROTECT, related_name="offices"
    )
    number = models.PositiveSmallIntegerField(
        _("Which of several at once"),
        default=1,
        db_default=1,
        validators=[MinValueValidator(1)],
        help_text=_("2 for the second of two chairs at once."),
    )

    named_with = ("seat",)
    permissions = rules.OF_A_BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["kind", "number", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", "number", texts=("kind",), name="bodies_one_holder_of_an_office"),
            models.CheckConstraint(condition=Q(number__gte=1), name="bodies_office_counted_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.seat}"


class OfficeRule(DatedRecord):
    """How many hold an office at once, and who may: somebody from any of those that it names."""

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="office_rules"
    )
    office = models.CharField(_("Office"), max_length=20, choices=Office.Kind)
    at_once = models.PositiveSmallIntegerField(_("How many at once"), default=1)
    each_side = models.BooleanField(_("One from each side"), default=False)
    sides: models.ManyToManyField[Side, Any] = models.ManyToManyField(
        Side, verbose_name=_("From the sides"), blank=True, related_name="+"
    )
    parties: models.ManyToManyField[Party, Any] = models.ManyToManyField(
        Party, verbose_name=_("From the parties"), blank=True, related_name="+"
    )
    regions: models.ManyToManyField[Region, Any] = models.ManyToManyField(
        Region, verbose_name=_("From the regions"), blank=True, related_name="+"
    )
    party_kind = models.CharField(
        _("From parties of the kind"), max_length=30, choices=Party.Kind, blank=True
    )
    text = models.CharField(_("Who may hold it, in words"), max_length=400, blank=True)

    named_with = ("body",)
    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["office", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", texts=("office",), name="bodies_one_office_rule_at_a_time"),
            models.CheckConstraint(condition=Q(at_once__gte=1), name="bodies_office_rule_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_office_display()}"


class Rotation(Record):
    """How an office goes round: in turn, or always from another side than some other office.

    ``opposite_body`` is the body of that other office; empty for the body itself.
    """

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="rotations"
    )
    office = models.CharField(_("Office"), max_length=20, choices=Office.Kind)
    months = models.PositiveSmallIntegerField(
        _("Length of a turn, in months"), null=True, blank=True
    )
    order = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("Goes round between"),
        help_text=_("Sides, parties or regions in turn, by their names. One on each line."),
        default=list,
        blank=True,
    )
    starts_on = models.DateField(_("First turn from"), null=True, blank=True)
    opposite_office = models.CharField(
        _("From another side than the office"), max_length=20, choices=Office.Kind, blank=True
    )
    opposite_body = models.ForeignKey(
        Body,
        verbose_name=_("In the body"),
        help_text=_("Empty for the same body."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    named_with = ("body",)
    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["office"]
        constraints = [
            models.UniqueConstraint(fields=["body", "office"], name="bodies_rotation_once"),
            models.CheckConstraint(
                condition=Q(
                    opposite_office="",
                    months__isnull=False,
                    months__gte=1,
                    opposite_body__isnull=True,
                )
                | (~Q(opposite_office="") & Q(months__isnull=True, starts_on__isnull=True)),
                name="bodies_rotation_in_turn_or_opposite",
                violation_error_message=_(
                    "Give either the length of a turn, or the office that it is the opposite of."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_office_display()}"

    def clean(self) -> None:
        """Takes the names of sides, parties and regions, and keeps their keys.

        Raises:
        ValidationError: a name that is nobody's, or the office itself as its own opposite.
        """
        known: dict[str, str] = {}
        for model in (Region, Party, Side):
            for slug, name in model.objects.values_list("slug", "name"):
                known |= {slug: slug, name.casefold(): slug}
        unknown = [name for name in self.order if name.casefold() not in known]
        if unknown:
            told = _("No side, party or region is called %(names)s.")
            raise ValidationError({"order": told % {"names": ", ".join(unknown)}})
        self.order = [known[name.casefold()] for name in self.order]
        if self.opposite_office == self.office and self.opposite_body in (None, self.body):
            raise ValidationError({"opposite_office": _("Choose another office than itself.")})
