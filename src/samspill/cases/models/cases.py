"""Cases: what somebody asks bodies to treat, by the numbers that the bodies give it."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.cases import rules
from samspill.cases.facts import Facts
from samspill.cases.openness import PartlyOpen
from samspill.cases.states import CASES_OPEN, CaseState
from samspill.common.formerly import FormerlyCalled
from samspill.common.models import MARKDOWN, Record, Scoped, address_slug, scoped_manager
from samspill.common.years import year, year_within
from samspill.documents.models import AuthorityRule, Document, PatientGroup, Provision
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanInput

PAPER = ("question", "background", "assessment", "proposal")
"""What is laid before a meeting."""


class CaseQuerySet(models.QuerySet):
    """Cases, asked for in the field's words."""

    def public(self) -> Self:
        """Those that anyone may read."""
        return self.filter(is_public=True, state__in=CASES_OPEN)

    def newest_first(self) -> Self:
        """The latest year first; those whose year is not known last."""
        return self.order_by(models.F("year").desc(nulls_last=True), "-pk")


class Case(FormerlyCalled, PartlyOpen, Facts, Record):
    """A question that bodies treat, wherever it goes: one case has the numbers of several bodies.

    ``body`` is the one that has it now. ``authority`` is the rule of who may decide it. What each
    meeting made of it stands on the meeting's agenda (:class:`AgendaItem`).
    """

    class Type(models.TextChoices):
        DECISION = "decision", _("For decision")
        RECOMMENDATION = "recommendation", _("For recommendation")
        DISCUSSION = "discussion", _("For discussion")
        INFORMATION = "information", _("For information")
        ELECTION = "election", _("Election")
        APPROVAL = "approval", _("For approval")

    slug = address_slug(100)
    title = models.CharField(_("Title"), max_length=300)
    type = models.CharField(_("Type"), max_length=20, choices=Type, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=CaseState, default=CaseState.RAISED)
    state_reason = models.CharField(
        _("Why it was returned, or what is asked for"), max_length=1000, blank=True
    )
    year = year(_("Year"))
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body that has it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    raised_on = models.DateField(_("Raised on"), null=True, blank=True)
    proposer = models.ForeignKey(
        Party,
        verbose_name=_("Proposed by the party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_proposed",
    )
    proposing_body = models.ForeignKey(
        Body,
        verbose_name=_("Proposed by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_proposed",
    )
    proposed_by = models.CharField(
        _("Proposed by"), max_length=200, blank=True, help_text=_("In words, such as a role.")
    )
    question = models.TextField(_("Question"), blank=True, help_text=MARKDOWN)
    background = models.TextField(_("Background"), blank=True, help_text=MARKDOWN)
    assessment = models.TextField(_("Assessment"), blank=True, help_text=MARKDOWN)
    proposal = models.TextField(_("Proposed decision"), blank=True, help_text=MARKDOWN)
    authority = models.ForeignKey(
        AuthorityRule,
        verbose_name=_("Rule of who decides"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    measures: models.ManyToManyField[Measure, Any] = models.ManyToManyField(
        Measure, verbose_name=_("Measures"), related_name="cases", blank=True
    )
    inputs: models.ManyToManyField[PlanInput, Any] = models.ManyToManyField(
        PlanInput, verbose_name=_("Input to plans that names it"), related_name="cases", blank=True
    )
    parties: models.ManyToManyField[Party, Any] = models.ManyToManyField(
        Party,
        verbose_name=_("Parties that it concerns"),
        help_text=_("Empty where it concerns everyone."),
        related_name="cases",
        blank=True,
    )
    patient_groups: models.ManyToManyField[PatientGroup, Any] = models.ManyToManyField(
        PatientGroup, verbose_name=_("Groups of patients"), related_name="cases", blank=True
    )
    follows: models.ManyToManyField[Case, Any] = models.ManyToManyField(
        "self",
        verbose_name=_("Comes after the cases"),
        symmetrical=False,
        related_name="followed_by",
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("Merged with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
    )
    told_on = models.DateField(_("The parties were told of the decision on"), null=True, blank=True)
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    exempt_statute = models.CharField(
        _("Exempt by"), max_length=200, blank=True, help_text=_("Such as offentleglova § 13.")
    )

    TOLD_APART = ("body", "proposed_by", "type", "question", "background", "assessment", "proposal")
    MARKED = PAPER
    read_by = {"state_reason": "read all"}
    permissions = rules.CASE

    objects = scoped_manager(CaseQuerySet)

    class Meta:
        ordering = [models.F("year").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="cases_case_slug"),
            year_within("year", name="cases_case_year"),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(exempt_statute=""),
                name="cases_exempt_case_names_the_statute",
                violation_error_message=_("Name the statute that it is exempt by."),
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.MERGED) ^ Q(merged_into__isnull=True),
                name="cases_merged_into_one",
                violation_error_message=_("Name the case that it was merged with."),
            ),
        ]
        indexes = [
            models.Index(
                models.F("partnership"),
                models.F("year").desc(nulls_last=True),
                models.F("id").desc(),
                name="cases_case_newest",
            ),
            GinIndex(
                Func(
                    *(models.F(name) for name in ("partnership", "title", *PAPER)),
                    function="samspill_case_words",
                ),
                name="cases_case_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether anyone may read it."""
        return self.is_public and self.state in CASES_OPEN

    def clean(self) -> None:
        """Raises:
        ValidationError: it was proposed by two at once, or a fact is said not to be known.
        """
        super().clean()
        if self.proposer and self.proposing_body:
            raise ValidationError({"proposing_body": _("Name one: a party or a body.")})


class CaseNumber(Record):
    """The number of a case with one body; another body that treats it gives it one of its own.

    ``spelled`` is every other way that it is written in, which leads to the case too.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("Case"), on_delete=models.PROTECT, related_name="numbers"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.PROTECT, related_name="case_numbers"
    )
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveIntegerField(_("Number"))
    written = models.CharField(_("As the body writes it"), max_length=80)
    spelled = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("Also written"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )

    named_with = ("case",)
    permissions = rules.OF_A_CASE

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"],
                name="cases_number_once",
                violation_error_message=_("Another case of the body has this number."),
            ),
            year_within("year", name="cases_number_year"),
        ]
        indexes = [models.Index(fields=["partnership", "year", "number"], name="cases_by_number")]

    def __str__(self) -> str:
        return self.written


class CaseLink(Scoped):
    """A document, or one provision of it, that a case is about."""

    case = models.ForeignKey(
        Case, verbose_name=_("Case"), on_delete=models.CASCADE, related_name="links"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.PROTECT, related_name="case_links"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("Provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_links",
    )
    note = models.CharField(_("Comment"), max_length=300, blank=True)

    named_with = ("case",)
    permissions = rules.OF_A_CASE

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "document", "provision"],
                nulls_distinct=False,
                name="cases_link_once",
            )
        ]

    def __str__(self) -> str:
        """Not the document's: its title may be withheld from who sees the case."""
        return str(self.case)
