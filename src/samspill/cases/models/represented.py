"""What those represented say before a meeting, are asked before it, and are told after it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Seat
from samspill.cases import rules_represented as rules
from samspill.cases.models.meetings import Meeting
from samspill.commitments.models import OwedThing
from samspill.common.models import Scoped, scoped_manager
from samspill.parties.models import Party

LONGEST_REMARK = 2000


class Remark(Scoped):
    """What a party says to those who speak for it at a meeting: one text for each meeting.

    ``seats`` are the seats that it is said to: they speak for the party on the day of the meeting,
    or step in for one that does. Whoever sits there reads it, the party itself, and nobody else.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.PROTECT, related_name="remarks"
    )
    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.PROTECT, related_name="remarks"
    )
    seats: models.ManyToManyField[Seat, Any] = models.ManyToManyField(
        Seat, verbose_name=_("Said to"), related_name="remarks"
    )
    text = models.TextField(_("What you want to say"), max_length=LONGEST_REMARK)
    by = models.CharField(_("Written by"), max_length=200)
    at = models.DateTimeField(_("Written"))

    named_with = ("meeting", "party")
    permissions = rules.REMARK

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "party"], name="cases_remark_once")
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.meeting}"


class OwedRemark(OwedThing):
    """That who speaks for a party asks it, before a meeting, what it says of the agenda."""

    thing = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="asked_before")


class OwedReading(OwedThing):
    """That a party is told what a meeting decided, and confirms that it has read it."""

    thing = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="told_after")
