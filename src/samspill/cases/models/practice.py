"""How a body meets and numbers its cases: what differs from body to body is data."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.bodies.rules import OF_A_BODY
from samspill.cases.numbering import USUAL, written, wrong_in
from samspill.common.models import DatedRecord, scoped_manager
from samspill.common.validity import Dated, one_at_a_time
from samspill.plans.models import Measure


class Practice(DatedRecord):
    """How a body numbers its cases in a period, and how many meetings a year it is to have.

    ``other_patterns`` are what others write of the same case; a case is found by them too.
    """

    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, related_name="practices"
    )
    number_pattern = models.CharField(
        _("How a case number is written"),
        max_length=60,
        blank=True,
        help_text=_("Such as {body} {number}/{yy}. Empty: {body} {number}/{year}."),
    )
    other_patterns = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("How others write it"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )
    least = models.PositiveSmallIntegerField(_("Meetings a year, at least"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("Meetings a year, at most"), null=True, blank=True)
    objection_days = models.PositiveSmallIntegerField(
        _("Days to object to minutes"),
        null=True,
        blank=True,
        help_text=_(
            "Minutes that nobody objects to are approved when they are over. Empty: the next "
            "meeting approves them."
        ),
    )
    measures: models.ManyToManyField[Measure, Any] = models.ManyToManyField(
        Measure, verbose_name=_("Measures that ask for them"), related_name="practices", blank=True
    )
    told_measures: models.ManyToManyField[Measure, Any] = models.ManyToManyField(
        Measure,
        verbose_name=_("Measures that ask that decisions are told"),
        related_name="told_practices",
        blank=True,
    )

    named_with = ("body",)
    permissions = OF_A_BODY

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("body", name="cases_one_practice_at_a_time"),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lte=F("most")),
                name="cases_practice_least_is_least",
                violation_error_message=_("The least is more than the most."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def clean(self) -> None:
        """Raises:
        ValidationError: a pattern without number or year, or with what is no place in it.
        """
        for field in ("number_pattern", "other_patterns"):
            given = getattr(self, field)
            for pattern in given if isinstance(given, list) else [given]:
                if pattern and wrong_in(pattern):
                    raise ValidationError({field: _("Give number and year, as in %s.") % USUAL})

    def spelled(self, body: str, year: int, number: int) -> list[str]:
        """The number in every way that the practice knows, the body's own first."""
        patterns = [self.number_pattern, *self.other_patterns]
        return [written(one, body=body, year=year, number=number) for one in patterns]
