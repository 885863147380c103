"""The provisions of an edition, who answers for a document, and what ties it to others."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.aggregates import StringAgg
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.common.loose import YEAR
from samspill.common.models import (
    MARKDOWN,
    DatedRecord,
    Record,
    Scoped,
    address_slug,
    scoped_manager,
)
from samspill.common.validity import Dated, DatedQuerySet, one_at_a_time
from samspill.documents import rules
from samspill.documents.models.documents import Document, Edition
from samspill.parties.models import Party


class Provision(Scoped):
    """A provision's identity across editions: what links, duties and deviations point at."""

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="provisions"
    )
    slug = address_slug(120)

    named_with = ("document",)
    permissions = rules.of_a_document()

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["document", "slug"], name="documents_provision_slug")
        ]

    def __str__(self) -> str:
        return f"{self.document}#{self.slug}"


def is_provision_number(value: str) -> None:
    """Lets a number through that a file can carry (``markdown_source.py``).

    Raises:
        ValidationError: it holds a quotation mark or a curly bracket.
    """
    if set(value) & set('"{}'):
        raise ValidationError(gettext("A number holds no quotation mark and no curly bracket."))


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
    number = models.CharField(
        _("Number"), max_length=40, blank=True, validators=[is_provision_number]
    )
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

    named_with = ("body", "document")
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


class DocumentPartyQuerySet(DatedQuerySet):
    """Parties that documents bind."""

    def binding(self, party: Any, above: Any) -> Self:
        """What binds a party: what it is a party to, and what that is of which it is a unit.

        A clinic is bound by what its trust has signed: ``through`` then names the trust, and is
        empty for what the party is a party to itself. Own ones stand first.

        Args:
            party: its primary key.
            above: that of what it is a unit of, or None.
        """
        through = models.Case(
            models.When(party=party, then=models.Value("")), default=models.F("party__name")
        )
        return self.filter(Q(party=party) | Q(party=above)).annotate(through=through)

    def with_signers(self) -> Self:
        """Each with ``signers``: the names of those that signed on its behalf, one after another.

        Put together by the database, so that a list of them asks nothing more.
        """
        theirs = Party.objects.filter(signed_for=models.OuterRef("pk")).order_by()
        names = theirs.annotate(all=models.Value(1)).values("all")
        joined = names.annotate(joined=StringAgg("name", ", ", order_by="sort_key"))
        return self.annotate(
            signers=Coalesce(
                models.Subquery(joined.values("joined")), models.Value("", models.TextField())
            )
        )


class DocumentParty(DatedRecord):
    """That a party is bound by a document, and when and by whom it was signed.

    A party signs for itself, or others sign on its behalf (``signed_by``), jointly where they are
    several.
    """

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
    signed_in = models.CharField(
        _("Year or month of signing"),
        max_length=7,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(f"^{YEAR.pattern}$", _("Write 2020 or 2020-12."))],
        help_text=_("The year or the month, such as 2020 or 2020-12, where nobody knows the day."),
    )
    signed_by: models.ManyToManyField[Party, Any] = models.ManyToManyField(
        Party,
        verbose_name=_("Signed on its behalf by"),
        help_text=_("None where the party signed for itself."),
        related_name="signed_for",
        blank=True,
    )
    signatory = models.CharField(
        _("Who signed"), max_length=200, blank=True, help_text=_("A role, never a name.")
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    named_with = ("party", "document")
    permissions = rules.of_a_document()

    objects = scoped_manager(DocumentPartyQuerySet)

    class Meta:
        ordering = ["party__sort_key"]
        verbose_name_plural = "document parties"
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("document", "party", name="documents_party_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_in=""),
                name="documents_party_signed_once",
                violation_error_message=_("Give either the day or the year, not both."),
            ),
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

    named_with = ("predecessor", "document")
    permissions = rules.between("document", "predecessor")

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

    named_with = ("document", "target")
    permissions = rules.between("document", "target")

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
