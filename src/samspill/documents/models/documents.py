"""Documents and their editions, and what kinds of document there are."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.bodies.models.decided import otherwise
from samspill.common.conditions import meets
from samspill.common.formerly import FormerlyCalled
from samspill.common.languages import Language
from samspill.common.loose import LooselyDated, LooselyDatedQuerySet, share_a_day
from samspill.common.models import (
    MARKDOWN,
    DatedRecord,
    LooselyDatedRecord,
    Record,
    address_slug,
    scoped_manager,
    today,
    web_address,
)
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, DatedQuerySet, one_at_a_time
from samspill.documents import rules
from samspill.documents.naming import label_of, numbered_of, short_label_of, title_of
from samspill.documents.states import IN_FORCE, OF_DOCUMENTS, PUBLIC, EditionStatus, on_hearing

ONE_DAY = datetime.timedelta(days=1)


class DocumentKind(Record):
    """A kind of document under the name that this helsefellesskap gives it.

    ``role`` is what the kind does in any helsefellesskap; ``precedence`` says which document goes
    before another where they differ (1 goes first).
    """

    class Role(models.TextChoices):
        AGREEMENT = "agreement", _("Cooperation agreement")
        GUIDELINE = "guideline", _("Guideline")
        SERVICE_AGREEMENT = "service_agreement", _("Service agreement")
        SPECIAL_AGREEMENT = "special_agreement", _("Special agreement")
        ROUTINE = "routine", _("Routine")
        MANDATE = "mandate", _("Mandate")
        PLAN = "plan", _("Plan")
        OTHER = "other", _("Other document")

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=100)
    plural = models.CharField(_("Name of several"), max_length=100)
    role = models.CharField(_("Role"), max_length=30, choices=Role)
    precedence = models.PositiveSmallIntegerField(
        _("Precedence (1 goes first)"), null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="documents_kind_slug")
        ]

    def __str__(self) -> str:
        return self.name


class PatientGroup(DatedRecord):
    """A group of patients that the helsefellesskap gives priority to."""

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="documents_patient_group_slug"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(DatedQuerySet):
    """Documents, asked for in the field's words."""

    def public(self) -> Self:
        """Those open to everyone: not exempt, and with at least one published edition."""
        published = Edition.objects.public().filter(document=models.OuterRef("pk"))
        return self.filter(is_public=True).filter(models.Exists(published))

    def in_force_on(self, date: datetime.date) -> Self:
        """Those with an edition in force on ``date``."""
        edition = Edition.objects.in_force_on(date).filter(document=models.OuterRef("pk"))
        return self.filter(models.Exists(edition))


class Document(FormerlyCalled, DatedRecord):
    """An agreement, guideline, routine and so on, through all its editions."""

    slug = address_slug(120)
    kind = models.ForeignKey(
        DocumentKind, verbose_name=_("Kind"), on_delete=models.PROTECT, related_name="documents"
    )
    number = models.CharField(_("Number"), max_length=40, blank=True)
    title = models.CharField(
        _("Title"), max_length=400, blank=True, help_text=_("Empty where the document has none.")
    )
    short_title = models.CharField(_("Short title"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Belongs under"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    exempt_statute = models.CharField(
        _("Exempt from public access under (statute)"),
        max_length=200,
        blank=True,
        help_text=_("Name the statute. Then only those with a role see the document."),
    )
    patient_groups = models.ManyToManyField(
        PatientGroup, verbose_name=_("Groups of patients"), related_name="documents"
    )

    named_with = ("kind",)
    permissions = rules.DOCUMENT

    objects = scoped_manager(DocumentQuerySet)

    class Meta:
        ordering = ["kind__order", "order", "slug"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="documents_document_slug"),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(exempt_statute=""),
                name="documents_exempt_names_the_statute",
                violation_error_message=_("A document that is not public names the statute."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name, with kind and number where it has a number: "Retningslinje 1: …"."""
        return label_of(self)

    @property
    def plain_title(self) -> str:
        """Its title alone; of one that has none, what it is."""
        return title_of(self)

    @property
    def short_label(self) -> str:
        """A short name for links and crumbs."""
        return short_label_of(self)

    @property
    def numbered(self) -> str:
        """Kind and number ("Retningslinje 1") where it has a number, else its short name."""
        return numbered_of(self)

    @property
    def kind_name(self) -> str:
        return self.kind.name


def _require_that_it_comes(first: datetime.date | None) -> None:
    if first is None:
        raise ValidationError({"valid_from": _("Say from which day it holds.")})
    if first < today():
        raise ValidationError({"valid_from": _(
            "That day has passed. What is published holds from today at the earliest."
        )})  # fmt: skip


class EditionQuerySet(LooselyDatedQuerySet):
    """Editions, asked for in the field's words."""

    def public(self) -> Self:
        """Those that anyone may read: published, not a draft, of a document that is not exempt."""
        return self.filter(PUBLIC)

    def holding_some_time(self) -> Self:
        """Those that hold in their period."""
        return self.filter(IN_FORCE)

    def in_force_on(self, date: datetime.date) -> Self:
        """The editions that hold on ``date``."""
        return self.holding_some_time().on(date)


class Edition(LooselyDatedRecord):
    """One version of a document's text, with the period that it holds."""

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="editions"
    )
    slug = address_slug(60)
    label = models.CharField(
        _("Name of the edition"),
        max_length=80,
        blank=True,
        help_text=_(
            "Such as «2027 after the hearing». Empty where the name in the address will do."
        ),
    )
    title = models.CharField(_("Title"), max_length=400, blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=EditionStatus)
    language = models.CharField(
        _("Language"), max_length=3, choices=Language, default=Language.BOKMAAL
    )
    adopted_on = models.DateField(_("Adopted on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        Body,
        verbose_name=_("Adopted by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions_adopted",
    )
    adopted_by_each_party = models.BooleanField(_("Adopted by each party itself"), default=False)
    recommended_by = models.ForeignKey(
        Body,
        verbose_name=_("Recommended by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions_recommended",
    )
    adopted_note = models.CharField(_("Adopted by, and case reference"), max_length=300, blank=True)
    matter = models.CharField(
        _("What was decided"),
        max_length=20,
        choices=[(one.value, one.label) for one in OF_DOCUMENTS],
        blank=True,
        help_text=_("Empty: the first edition adopts, a later one revises."),
    )
    adopted_otherwise = otherwise()
    hearing_from = models.DateField(_("On hearing from"), null=True, blank=True)
    hearing_to = models.DateField(_("On hearing to and including"), null=True, blank=True)
    has_text = models.BooleanField(_("The text is entered"), default=True)
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    preamble = models.TextField(_("Preamble"), blank=True, help_text=MARKDOWN)
    note = models.TextField(_("Note"), blank=True)
    url = web_address(_("Web address"))

    named_with = ("document",)
    permissions = rules.EDITION

    objects = scoped_manager(EditionQuerySet)

    class Meta:
        ordering = [F("valid_from").asc(nulls_first=True), "slug"]
        constraints = [
            *LooselyDated.Meta.constraints,
            models.UniqueConstraint(fields=["document", "slug"], name="documents_edition_slug"),
            one_at_a_time(
                "document", name="documents_one_edition_in_force", condition=IN_FORCE, loose=True
            ),
            models.CheckConstraint(
                condition=Q(hearing_from__isnull=True)
                | Q(hearing_to__isnull=True)
                | Q(hearing_from__lte=F("hearing_to")),
                name="documents_hearing_ordered",
                violation_error_message=_("The hearing ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.name})"

    @property
    def name(self) -> str:
        """What pages call it: its own name, else what stands in its address."""
        return self.label or self.slug

    is_decided = False
    """Set by the act that asks who decides; no column."""

    def clean(self) -> None:
        """What every entrance meets: publishing, taking back, the register and undoing.

        Raises:
            ValidationError: it would hold without its text, or with another edition; a draft would
                hold from a day that has passed, or before it is asked who decides; or one that
                people have acted by would be a draft again.
        """
        stood = Edition.objects.filter(pk=self.pk).first() if self.pk else None
        if self.holds_some_time and self.has_text and not (stood and stood.texts.exists()):
            raise ValidationError({"has_text": _("The edition has no text yet.")})
        if stood is not None:
            self._require_that_it_may_follow(stood)
        if self.holds_some_time and self._holds_with_another:
            raise ValidationError(_("Two of these would hold at the same time."))

    def _require_that_it_may_follow(self, stood: Edition) -> None:
        was_draft, is_draft = (one.status == EditionStatus.DRAFT for one in (stood, self))
        if was_draft and self.holds_some_time:
            _require_that_it_comes(self.valid_from)
            if not self.is_decided:
                raise ValidationError({"status": _(
                    "A draft comes into force by being published: there it is asked who decided."
                )})  # fmt: skip
        elif is_draft and not was_draft and stood.holds_some_time and not stood.can_be_taken_back:
            raise ValidationError({"status": _(
                "It has been in force too long to be taken back. Make a new edition instead."
            )})  # fmt: skip

    @property
    def _holds_with_another(self) -> bool:
        """Whether it and another edition of the document are known to hold on one day."""
        others = Edition.objects.filter(document=self.document_id).exclude(pk=self.pk)
        others = others.holding_some_time().select_related("source")
        return any(share_a_day(self, one) for one in others)

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it was published so lately that nobody has had time to act by it."""
        published = self.status in {EditionStatus.IN_FORCE, EditionStatus.ADOPTED}
        first = self.valid_from
        return published and first is not None and first >= today() - ONE_DAY

    @property
    def holds_some_time(self) -> bool:
        """Whether it holds in its period at all: it was decided, and not given up before."""
        return meets(self, IN_FORCE)

    @property
    def is_open(self) -> bool:
        """Whether anyone may see it."""
        return meets(self, PUBLIC)

    def is_in_force_on(self, date: datetime.date) -> bool:
        """Whether this edition holds on ``date``."""
        return self.holds_some_time and self.holds_on(date)

    def is_on_hearing_on(self, date: datetime.date) -> bool:
        """Whether it is on hearing on ``date``."""
        return meets(self, on_hearing(date))
