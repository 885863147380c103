"""Who may decide what: data, which every act that decides is held against."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.common.models import DatedRecord, address_slug, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, DatedQuerySet
from samspill.documents.models.documents import Document, DocumentKind, Edition
from samspill.documents.states import OF_DOCUMENTS, Matter


class AuthorityRuleQuerySet(DatedQuerySet):
    """Authority rules, asked for in the field's words."""

    def in_force_on(self, date: datetime.date) -> Self:
        """Those that hold on ``date``, as the edition that gives them; a proposal gives none."""
        giving = Edition.objects.in_force_on(date).filter(pk=models.OuterRef("edition"))
        return self.on(date).filter(models.Q(edition=None) | models.Exists(giving))

    def about(self, matter: str, kinds: Collection[DocumentKind] = ()) -> Self:
        """Those of a matter; of what is done with documents, those for any of the kinds."""
        if matter not in OF_DOCUMENTS:
            return self.filter(matter=matter)
        found = self.filter(matter__in=OF_DOCUMENTS[Matter(matter)])
        return found.filter(document_kinds__in=kinds).distinct()


class AuthorityRule(DatedRecord):
    """Who may decide what: which body decides, on whose recommendation, or each party itself.

    ``edition`` is the edition of the document that gives the rule: it holds no longer than that.
    ``decision_steps`` is how many decisions it takes, each in a meeting of its own.
    """

    class Decider(models.TextChoices):
        BODY = "body", _("A body")
        EACH_PARTY = "each_party", _("Each party itself: by its municipal council or its board")
        OUTSIDE = "outside", _("A body outside the helsefellesskap")

    slug = address_slug(60)
    letter = models.CharField(_("Letter"), max_length=10, blank=True)
    subject = models.CharField(_("What is decided"), max_length=300)
    matter = models.CharField(
        _("Matter"),
        max_length=20,
        choices=Matter,
        blank=True,
        help_text=_("Empty: whatever is done with the kinds of document below."),
    )
    decider = models.CharField(_("Who decides, in words"), max_length=20, choices=Decider)
    bodies = models.ManyToManyField(
        Body, verbose_name=_("Bodies that decide"), related_name="decides"
    )
    recommending_bodies: models.ManyToManyField[Body, Any] = models.ManyToManyField(
        Body, verbose_name=_("Bodies that recommend"), related_name="recommends"
    )
    preparing_bodies: models.ManyToManyField[Body, Any] = models.ManyToManyField(
        Body, verbose_name=_("Bodies that prepare it"), related_name="prepares", blank=True
    )
    document_kinds: models.ManyToManyField[DocumentKind, Any] = models.ManyToManyField(
        DocumentKind, verbose_name=_("Kinds of document"), related_name="authority_rules"
    )
    decision_rule = models.CharField(
        _("How it decides"), max_length=20, choices=Body.DecisionRule, blank=True
    )
    decision_steps = models.PositiveSmallIntegerField(
        _("Decisions that it takes"),
        null=True,
        blank=True,
        help_text=_("Two, where it is decided in two meetings. Empty: one."),
    )
    each_party_ratifies = models.BooleanField(
        _("Each party must ratify it"),
        default=False,
        db_default=False,
        help_text=_("It holds when the municipal councils and the board have decided the same."),
    )
    decider_outside = models.CharField(
        _("Who outside decides, in words"), max_length=200, blank=True
    )
    adviser_outside = models.CharField(
        _("Who outside gives advice first, in words"), max_length=200, blank=True
    )
    recommendation_optional = models.BooleanField(_("Recommendation is optional"), default=False)
    note = models.TextField(_("Note"), blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("Document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authority_rules",
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("Given by the edition"),
        help_text=_("The rule holds as long as this edition does. A proposal gives none yet."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authority_rules",
    )
    clause = models.CharField(_("Clause"), max_length=40, blank=True)

    permissions = PUBLIC_RECORD

    objects = scoped_manager(AuthorityRuleQuerySet)

    class Meta:
        ordering = ["letter", "slug"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="documents_authority_slug"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def clean(self) -> None:
        """Raises:
        ValidationError: the edition is of another document, or it is not said who outside decides.
        """
        if (self.decider == self.Decider.OUTSIDE) != bool(self.decider_outside.strip()):
            raise ValidationError(
                {"decider_outside": _("Say who it is, where somebody outside decides.")}
            )
        if self.edition is not None and self.edition.document_id != self.document_id:
            raise ValidationError({"edition": _("Choose an edition of the document.")})
