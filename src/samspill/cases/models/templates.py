"""What a case is begun from, per body and type: headings and hints that are filled in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.bodies.rules import OF_A_BODY
from samspill.cases.models.cases import Case
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager


class CaseTemplate(Record):
    """A beginning for a case: which body it goes to, of which type, and what is asked of each text.

    What differs between bodies is data: ``body`` empty means any, ``type`` empty any type.
    """

    slug = address_slug(60)
    title = models.CharField(_("Name of the template"), max_length=120)
    body = models.ForeignKey(
        Body,
        verbose_name=_("For cases to the body"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="case_templates",
    )
    type = models.CharField(_("Type"), max_length=20, choices=Case.Type, blank=True)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    help = models.CharField(_("When to use it"), max_length=300, blank=True)
    question = models.TextField(_("Question"), blank=True, help_text=MARKDOWN)
    background = models.TextField(_("Background"), blank=True, help_text=MARKDOWN)
    proposal = models.TextField(_("Proposed decision"), blank=True, help_text=MARKDOWN)

    permissions = OF_A_BODY

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["order", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="cases_template_slug")
        ]

    def __str__(self) -> str:
        return self.title
