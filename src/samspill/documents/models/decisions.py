"""What is done when the parties disagree, and the calendars of what leads to a decision."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.common.models import DatedRecord, Record, address_slug, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated
from samspill.documents import rules
from samspill.documents.models.documents import Document


class DisputeStep(Record):
    """A step of what a document says is done when the parties disagree, in order.

    Who takes it is a body, or in words: the leaders of the parties, a board outside the
    helsefellesskap such as the national one for disputes.
    """

    document = models.ForeignKey(
        Document, verbose_name=_("Document"), on_delete=models.CASCADE, related_name="dispute_steps"
    )
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dispute_steps",
    )
    who = models.CharField(
        _("Who, in words"),
        max_length=300,
        blank=True,
        help_text=_("Where it is no body of the helsefellesskap."),
    )
    is_outside = models.BooleanField(_("Outside the helsefellesskap"), default=False)
    text = models.TextField(_("What is done"), blank=True)
    days = models.PositiveSmallIntegerField(_("Within so many days"), null=True, blank=True)

    named_with = ("document", "body")
    permissions = rules.of_a_document()

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"],
                name="documents_dispute_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(body__isnull=False) ^ ~models.Q(who=""),
                name="documents_dispute_someone",
                violation_error_message=_("Give either a body, or who it is in words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position + 1}. {self.body or self.who}"


class ProcessCalendar(DatedRecord):
    """The calendar of a process that leads to a decision, such as the revision of an agreement.

    A process of the ledger (``commitments.processes``) is another thing: what opens commitments.
    """

    slug = address_slug(80)
    name = models.CharField(_("Name"), max_length=200)
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("Documents"), related_name="process_calendars"
    )

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="documents_process_calendar_slug"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(DatedRecord):
    """A step in a calendar, with its date as it was written and as it can be read."""

    calendar = models.ForeignKey(
        ProcessCalendar,
        verbose_name=_("Process calendar"),
        on_delete=models.CASCADE,
        related_name="milestones",
    )
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    title = models.CharField(_("Title"), max_length=300)
    as_written = models.CharField(_("When, as written in the source"), max_length=100, blank=True)
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
    )
    together_with: models.ManyToManyField[Body, Any] = models.ManyToManyField(
        Body,
        verbose_name=_("Together with"),
        help_text=_("The other bodies of a joint meeting."),
        related_name="joint_milestones",
        blank=True,
    )

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["calendar", "position"],
                name="documents_milestone_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title
