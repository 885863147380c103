"""What an arena needs: a network that meets at need is no committee, and that is data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.cases.models.meetings import Meeting
from samspill.common.models import DatedRecord, scoped_manager
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time


class Arena(DatedRecord):
    """What meetings of a body, of a kind, or of a kind in a body need.

    Without a body it holds for all bodies, without a kind for all kinds. What is said of a kind in
    a body goes before what is said of the body, and that before what is said of the kind. Where
    nothing is said, a meeting is called, and has minutes that are approved.
    """

    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="arenas",
        help_text=_("Empty: all bodies."),
    )
    kind = models.CharField(
        _("Kind of meeting"),
        max_length=20,
        choices=Meeting.Kind,
        blank=True,
        help_text=_("Empty: every kind."),
    )
    is_called = models.BooleanField(_("Is called with an agenda"), default=True)
    has_minutes = models.BooleanField(_("Has minutes"), default=True)
    is_approved = models.BooleanField(_("The minutes are approved"), default=True)
    quorum = models.PositiveSmallIntegerField(
        _("Seats with a vote that must be there"),
        null=True,
        blank=True,
        help_text=_("Empty: none is asked for."),
    )

    named_with = ("body",)
    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("partnership", "body", texts=("kind",), name="cases_one_arena_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.body or _('All bodies')}: {self.get_kind_display() or _('every kind')}"
