"""Minutes on their way to be approved, and what is added to them afterwards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Seat
from samspill.cases import rules
from samspill.cases.models.meetings import Meeting
from samspill.cases.openness import PartlyOpen
from samspill.common.exempt import published
from samspill.common.models import MARKDOWN, Record, Scoped, address_slug, scoped_manager


class MinutesVersion(Scoped):
    """Minutes as they were sent to the members: kept as sent, and never changed.

    ``parts`` is what stood in them, as pairs of heading and text in their order.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("Version"))
    sent_at = models.DateTimeField(_("Sent"), auto_now_add=True)
    objections_by = models.DateField(_("Last day to object"), null=True, blank=True)
    parts = models.JSONField(_("What stood in them"), default=list)

    named_with = ("meeting",)
    permissions = rules.MINUTES_VERSION

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="cases_version_once")
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})


class Objection(Scoped):
    """What a seat says is wrong in minutes that were sent; it stops them from being approved so.

    It is about the version that was sent: a new version meets the objection or is objected to anew.
    """

    version = models.ForeignKey(
        MinutesVersion,
        verbose_name=_("Version"),
        on_delete=models.CASCADE,
        related_name="objections",
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("Seat"),
        on_delete=models.PROTECT,
        related_name="objections_to_minutes",
    )
    text = models.TextField(_("What is wrong"))
    at = models.DateTimeField(_("Sent"), auto_now_add=True)

    named_with = ("seat", "version")
    permissions = rules.OBJECTION

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.seat.label}: {self.text[:100]}"


class Correction(PartlyOpen, Record):
    """What is put right in minutes after they were approved: added with its day, never changed."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.CASCADE, related_name="corrections"
    )
    slug = address_slug(60)
    on = models.DateField(_("Added on"))
    text = models.TextField(_("Correction"), help_text=MARKDOWN)

    MARKED = ("text",)
    named_with = ("meeting",)
    permissions = rules.CORRECTION

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "slug"], name="cases_correction_slug")
        ]

    def __str__(self) -> str:
        return published(self.text)[:100]
