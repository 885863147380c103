"""What others were asked to say of a case before it is treated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.cases import rules
from samspill.cases.models.cases import Case
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager
from samspill.parties.models import Party


class InputRequest(Record):
    """A question about a case to networks, other bodies or parties, answered by a day.

    Who was asked, and what each answered, stands in the ledger (``cases/asking.py``).
    """

    case = models.ForeignKey(
        Case, verbose_name=_("Case"), on_delete=models.PROTECT, related_name="input_requests"
    )
    slug = address_slug(60)
    body = models.ForeignKey(
        Body,
        verbose_name=_("Asked by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="input_requests",
    )
    question = models.TextField(_("What is asked"), help_text=MARKDOWN)
    asked_on = models.DateField(_("Asked on"))
    due_on = models.DateField(_("Answer by"))
    bodies: models.ManyToManyField[Body, InputRequest] = models.ManyToManyField(
        Body, verbose_name=_("Bodies that are asked"), related_name="asked_for_input", blank=True
    )
    parties: models.ManyToManyField[Party, InputRequest] = models.ManyToManyField(
        Party, verbose_name=_("Parties that are asked"), related_name="asked_for_input", blank=True
    )
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    exempt_statute = models.CharField(
        _("Exempt by"), max_length=200, blank=True, help_text=_("Such as offentleglova § 13.")
    )

    named_with = ("case",)
    permissions = rules.INPUT_REQUEST

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = "request for input"
        verbose_name_plural = "requests for input"
        constraints = [
            models.UniqueConstraint(fields=["case", "slug"], name="cases_input_slug"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="cases_input_due_after_it_is_asked",
                violation_error_message=_("It cannot be due before it is asked."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(exempt_statute=""),
                name="cases_exempt_input_names_the_statute",
                violation_error_message=_("Name the statute that it is exempt by."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)
