"""That the parties disagree on a case: what each side says, and the way on, step by step.

What the steps are is data of the document that says so (``documents.DisputeStep``), or of the body
(``bodies.DecisionStep``); a step that is taken is written down here, and stays when those change.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.cases.models.cases import Case
from samspill.cases.openness import PartlyOpen
from samspill.common.models import MARKDOWN, Record, address_slug
from samspill.documents.models import Document
from samspill.parties.models import Side


class Disagreement(PartlyOpen, Record):
    """What the parties disagree on in a case, and how it ended; no ``settled_on``: it goes on."""

    case = models.ForeignKey(
        Case, verbose_name=_("Case"), on_delete=models.PROTECT, related_name="disagreements"
    )
    slug = address_slug(60)
    title = models.CharField(_("What they disagree on"), max_length=300)
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("Where it arose"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="disagreements",
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("Document that says what is done"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="disagreements",
    )
    raised_on = models.DateField(_("Raised on"), null=True, blank=True)
    settled_on = models.DateField(_("Settled on"), null=True, blank=True)
    outcome = models.TextField(_("How it ended"), blank=True, help_text=MARKDOWN)

    named_with = ("case",)
    MARKED = ("outcome",)
    permissions = rules.DISAGREEMENT

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = [F("raised_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "slug"], name="cases_disagreement_slug"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True)
                | Q(raised_on__isnull=True)
                | Q(raised_on__lte=F("settled_on")),
                name="cases_disagreement_ends_after_it_begins",
                violation_error_message=_("It cannot be settled before it was raised."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SideView(PartlyOpen, Record):
    """What one side says in a disagreement."""

    disagreement = models.ForeignKey(
        Disagreement,
        verbose_name=_("Disagreement"),
        on_delete=models.CASCADE,
        related_name="views",
    )
    side = models.ForeignKey(
        Side, verbose_name=_("Side"), on_delete=models.PROTECT, related_name="views"
    )
    text = models.TextField(_("What it says"), help_text=MARKDOWN)

    named_with = ("side",)
    MARKED = ("text",)
    permissions = rules.OF_A_DISAGREEMENT

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["side__order", "side__name"]
        constraints = [
            models.UniqueConstraint(fields=["disagreement", "side"], name="cases_one_view_a_side")
        ]

    def __str__(self) -> str:
        return str(self.side)


class DisagreementStep(PartlyOpen, Record):
    """A step that a disagreement took: to whom it went, and what came of it."""

    disagreement = models.ForeignKey(
        Disagreement,
        verbose_name=_("Disagreement"),
        on_delete=models.CASCADE,
        related_name="steps",
    )
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="disagreement_steps",
    )
    who = models.CharField(_("Who, in words"), max_length=300, blank=True)
    is_outside = models.BooleanField(_("Outside the helsefellesskap"), default=False)
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    due_on = models.DateField(_("Answer by"), null=True, blank=True)
    answer = models.TextField(_("What came of it"), blank=True, help_text=MARKDOWN)

    named_with = ("body",)
    MARKED = ("answer",)
    permissions = rules.OF_A_DISAGREEMENT

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement", "position"],
                name="cases_disagreement_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False) ^ ~Q(who=""),
                name="cases_disagreement_someone",
                violation_error_message=_("Give either a body, or who it is in words."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.body or self.who)
