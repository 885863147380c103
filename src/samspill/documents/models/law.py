"""What statutes ask of the agreement, and what covers it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.common.models import DatedRecord, Record, address_slug, scoped_manager, web_address
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time
from samspill.documents import rules
from samspill.documents.models.texts import Document, Provision


class Statute(Record):
    """A statute's paragraph that asks something of the agreement."""

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=60)
    url = web_address(_("Web address"))

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="documents_statute_slug")
        ]

    def __str__(self) -> str:
        return self.name


class Requirement(DatedRecord):
    """One point of a statute that the agreement must cover while it is in force."""

    statute = models.ForeignKey(
        Statute, verbose_name=_("Statute"), on_delete=models.CASCADE, related_name="requirements"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    heading = models.CharField(_("Heading"), max_length=200)
    text = models.TextField(_("Text"), blank=True)

    named_with = ("statute",)
    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["statute", "number", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("statute", "number", name="documents_one_requirement_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.statute.short_name} nr. {self.number}"


class Coverage(DatedRecord):
    """That a document or provision covers a point of a statute, fully or in part.

    It names the point by its number: which wording of the point holds is a matter of the date. Its
    period is for what came into the document later than the document itself. What covers in part
    may say which parts (``only``) or what is missing (``all_but``): parts that complete each other
    cover the point.
    """

    class Degree(models.TextChoices):
        FULL = "full", _("Covers")
        PARTIAL = "partial", _("Covers in part")

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="coverages"
    )
    statute = models.ForeignKey(
        Statute, verbose_name=_("Statute"), on_delete=models.PROTECT, related_name="coverages"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("Provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
    )
    degree = models.CharField(_("Covers"), max_length=20, choices=Degree, default=Degree.FULL)
    only = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("Only these parts"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )
    all_but = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("All but these parts"),
        help_text=_("One on each line."),
        default=list,
        blank=True,
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    named_with = ("statute", "document")
    permissions = rules.of_a_document()

    objects = scoped_manager()

    class Meta:
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "statute", "number", "provision"],
                name="documents_coverage_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(degree="partial") | Q(only=[], all_but=[]),
                name="documents_parts_of_what_is_partial",
                violation_error_message=_("What covers the whole point has no parts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statute.short_name} nr. {self.number}: {self.document}"


class Assessment(Record):
    """That somebody has judged whether a point of a statute is covered: who, when, on what grounds.

    What is entered as covering is no judgement. Until one is made a point is not assessed, and
    nothing says that the law is broken.
    """

    class Verdict(models.TextChoices):
        COVERED = "covered", _("Covered")
        PARTIAL = "partial", _("Covered in part")
        NOT_COVERED = "not_covered", _("Not covered")

    statute = models.ForeignKey(
        Statute, verbose_name=_("Statute"), on_delete=models.CASCADE, related_name="assessments"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    verdict = models.CharField(_("Judgement"), max_length=20, choices=Verdict)
    assessed_by = models.CharField(
        _("Judged by"),
        max_length=200,
        help_text=_("A body, an organisation or a role, never a person's name."),
    )
    assessed_on = models.DateField(_("Judged on"))
    grounds = models.TextField(_("On what grounds"))

    named_with = ("statute",)
    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["statute", "number", "assessed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "number", "assessed_on"], name="documents_assessment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statute.short_name} nr. {self.number}: {self.get_verdict_display()}"

    def clean(self) -> None:
        """Raises:
        ValidationError: it was judged by a body that did not exist on that day.
        """
        if not (self.assessed_by and self.assessed_on):
            return
        called = Q(name__iexact=self.assessed_by) | Q(short_name__iexact=self.assessed_by)
        bodies = Body.objects.filter(called)
        if bodies and not any(body.holds_on(self.assessed_on) for body in bodies):
            told = _("%(body)s did not exist on that day.") % {"body": self.assessed_by}
            raise ValidationError({"assessed_by": told})
