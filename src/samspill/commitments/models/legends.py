"""Legends: the statuses that a helsefellesskap reports with, and the one scale that all share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.common.models import Record, address_slug
from samspill.common.permissions import PUBLIC_RECORD


class Scale(models.TextChoices):
    """The common scale, for comparing what is reported in different legends.

    That nothing is reported is no status on it, but the absence of one.
    """

    NONE = "none", _("Not achieved")
    PARTLY = "partly", _("Partly achieved")
    FULL = "full", _("Achieved")
    DROPPED = "dropped", _("Dropped")


class StatusLegend(Record):
    """A set of statuses under the names that are used here, such as 1-2-3 or ikke/delvis/oppnådd.

    ``about`` says what its statuses tell of: the result that was reached, or the state of the work.
    The two are never mixed: work may be done and the result not achieved.
    """

    class About(models.TextChoices):
        RESULT = "result", _("The result")
        WORK = "work", _("The work")

    slug = address_slug(60)
    name = models.CharField(_("Name"), max_length=100)
    about = models.CharField(_("What it says"), max_length=10, choices=About)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["about", "name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="commitments_legend_slug")
        ]

    def __str__(self) -> str:
        return self.name


class LegendStatus(Record):
    """One status of a legend, and where it stands on the common scale.

    ``needs_reason`` asks for a reason when it is reported; with ``closes`` nothing more is owed;
    ``on_time`` says that it goes as planned, which is told of when the time is over.
    """

    legend = models.ForeignKey(
        StatusLegend,
        verbose_name=_("Status legend"),
        on_delete=models.CASCADE,
        related_name="statuses",
    )
    slug = address_slug(60)
    label = models.CharField(_("Name as shown"), max_length=100)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    scale = models.CharField(_("On the common scale"), max_length=10, choices=Scale)
    needs_reason = models.BooleanField(_("Needs a reason"), default=False)
    closes = models.BooleanField(_("Nothing more is owed when it is reported"), default=False)
    on_time = models.BooleanField(_("Says that it goes as planned"), default=False)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["legend", "order", "slug"]
        verbose_name_plural = "legend statuses"
        constraints = [
            models.UniqueConstraint(fields=["legend", "slug"], name="commitments_status_slug")
        ]

    def __str__(self) -> str:
        return self.label
