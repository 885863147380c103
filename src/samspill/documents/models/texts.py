"""What is agreed: documents, editions, provisions, succession, legal coverage, authority."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.common.models import MARKDOWN, STAYS, DatedRecord, Record, Scoped, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, DatedQuerySet, holds_on, one_at_a_time
from samspill.documents import rules
from samspill.documents.states import EditionStatus
from samspill.parties.models import Party


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

    slug = models.SlugField(_("Name in the address"), max_length=60, help_text=STAYS)
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

    slug = models.SlugField(_("Name in the address"), max_length=60, help_text=STAYS)
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


class Document(DatedRecord):
    """An agreement, guideline, routine and so on, through all its editions."""

    slug = models.SlugField(_("Name in the address"), max_length=120, help_text=STAYS)
    kind = models.ForeignKey(
        DocumentKind, verbose_name=_("Kind"), on_delete=models.PROTECT, related_name="documents"
    )
    number = models.CharField(_("Number"), max_length=40, blank=True)
    title = models.CharField(_("Title"), max_length=400)
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
        """Kind and number before the title where it has a number: "Retningslinje 1: …"."""
        return f"{self.kind.name} {self.number}: {self.title}" if self.number else self.title


IN_FORCE = Q(status__in=[EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED]) | Q(
    status__in=[EditionStatus.ADOPTED, EditionStatus.WITHDRAWN], valid_from__isnull=False
)
"""Editions that hold in their period. An adopted one comes into force on its day by itself; a
withdrawn one held until it was withdrawn, unless it never had a first day."""


class EditionQuerySet(DatedQuerySet):
    """Editions, asked for in the field's words."""

    def public(self) -> Self:
        """Those that anyone may read: published, not a draft, of a document that is not exempt."""
        return self.filter(is_public=True, document__is_public=True).exclude(
            status=EditionStatus.DRAFT
        )

    def in_force_on(self, date: datetime.date) -> Self:
        """The editions that hold on ``date``."""
        return self.filter(IN_FORCE).filter(holds_on(date))


class Edition(DatedRecord):
    """One version of a document's text, with the period that it holds."""

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="editions"
    )
    slug = models.SlugField(_("Name in the address"), max_length=60, help_text=STAYS)
    title = models.CharField(_("Title"), max_length=400, blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=EditionStatus)
    language = models.CharField(_("Language"), max_length=3, default="nb")
    adopted_on = models.DateField(_("Adopted on"), null=True, blank=True)
    adopted_note = models.CharField(_("Adopted by, and case reference"), max_length=300, blank=True)
    hearing_from = models.DateField(_("On hearing from"), null=True, blank=True)
    hearing_to = models.DateField(_("On hearing to and including"), null=True, blank=True)
    has_text = models.BooleanField(_("The text is entered"), default=True)
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    preamble = models.TextField(_("Preamble"), blank=True, help_text=MARKDOWN)
    note = models.TextField(_("Note"), blank=True)
    url = models.URLField(_("Web address"), max_length=1000, blank=True)

    permissions = rules.EDITION

    objects = scoped_manager(EditionQuerySet)

    class Meta:
        ordering = [F("valid_from").asc(nulls_first=True), "slug"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["document", "slug"], name="documents_edition_slug"),
            one_at_a_time("document", name="documents_one_edition_in_force", condition=IN_FORCE),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.slug})"

    def is_in_force_on(self, date: datetime.date) -> bool:
        """Whether this edition holds on ``date``."""
        held = self.status in {EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED} or (
            self.status in {EditionStatus.ADOPTED, EditionStatus.WITHDRAWN}
            and self.valid_from is not None
        )
        return held and self.holds_on(date)

    def is_on_the_way_on(self, date: datetime.date) -> bool:
        """Whether it is on hearing, for decision, or adopted and waiting for its first day."""
        if self.status == EditionStatus.HEARING:
            begun = self.hearing_from is None or self.hearing_from <= date
            return begun and (self.hearing_to is None or self.hearing_to >= date)
        waiting = {EditionStatus.FOR_DECISION, EditionStatus.ADOPTED}
        return self.status in waiting and not self.is_in_force_on(date)


class Provision(Scoped):
    """A provision's identity across editions: what links, duties and deviations point at."""

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="provisions"
    )
    slug = models.SlugField(_("Name in the address"), max_length=120, help_text=STAYS)

    permissions = rules.of_a_document()

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["document", "slug"], name="documents_provision_slug")
        ]

    def __str__(self) -> str:
        return f"{self.document}#{self.slug}"


class ProvisionText(Scoped):
    """A provision as one edition words it, in its place in the tree."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("Edition"), on_delete=models.CASCADE, related_name="texts"
    )
    provision = models.ForeignKey(
        Provision, verbose_name=_("Provision"), on_delete=models.PROTECT, related_name="texts"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Belongs under"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("Place in the list"))
    depth = models.PositiveSmallIntegerField(_("Depth"), default=1)
    number = models.CharField(_("Number"), max_length=40, blank=True)
    heading = models.CharField(_("Heading"), max_length=400, blank=True)
    body = models.TextField(_("Text"), blank=True, help_text=MARKDOWN)

    permissions = rules.OF_AN_EDITION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "provision"], name="documents_provision_once_in_edition"
            ),
            models.UniqueConstraint(
                fields=["edition", "number"],
                condition=~Q(number=""),
                name="documents_number_once_in_edition",
            ),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="documents_position_once_in_edition",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class Responsibility(DatedRecord):
    """That a body answers for a document in a period; several may share it."""

    document = models.ForeignKey(
        Document,
        verbose_name=_("Document"),
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.PROTECT, related_name="responsibilities"
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    permissions = rules.of_a_document()

    objects = scoped_manager()

    class Meta:
        ordering = ["body__order", "body__name"]
        verbose_name_plural = "responsibilities"
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("document", "body", name="documents_one_responsibility_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.document}"


class DocumentParty(DatedRecord):
    """That a party is bound by a document, and when it signed; joint signatories are several."""

    document = models.ForeignKey(
        Document,
        verbose_name=_("Document"),
        on_delete=models.CASCADE,
        related_name="document_parties",
    )
    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.PROTECT, related_name="document_parties"
    )
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    permissions = rules.of_a_document()

    objects = scoped_manager()

    class Meta:
        ordering = ["party__sort_key"]
        verbose_name_plural = "document parties"
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("document", "party", name="documents_party_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.document}"


class Succession(Record):
    """That a document (or one provision of it) took over from another, wholly or in part."""

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="predecessions"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("Provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessions",
    )
    predecessor = models.ForeignKey(
        Document,
        verbose_name=_("Took over from"),
        on_delete=models.PROTECT,
        related_name="successions",
    )
    predecessor_provision = models.ForeignKey(
        Provision,
        verbose_name=_("From which provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successions",
    )
    date = models.DateField(_("Date"), null=True, blank=True)
    part = models.CharField(_("Which part"), max_length=300, blank=True)
    into = models.CharField(_("Into which part"), max_length=300, blank=True)

    permissions = rules.of_a_document()

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["date", "predecessor__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "predecessor", "provision", "predecessor_provision"],
                name="documents_succession_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(document=F("predecessor")), name="documents_succession_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.document}"


class Reference(Record):
    """A link from a document or provision to another: it carries out, or refers to, that one."""

    class Kind(models.TextChoices):
        IMPLEMENTS = "implements", _("Carries out")
        REFERS = "refers", _("Refers to")

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="references"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("Provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="references",
    )
    target = models.ForeignKey(
        Document,
        verbose_name=_("The other document"),
        on_delete=models.PROTECT,
        related_name="referred_from",
    )
    target_provision = models.ForeignKey(
        Provision,
        verbose_name=_("The other provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referred_from",
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.REFERS)

    permissions = rules.of_a_document()

    objects = ScopedManager(partnership="partnership")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "provision", "target", "target_provision", "kind"],
                name="documents_reference_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.target}"
