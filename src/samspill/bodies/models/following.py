"""Where derived seats lead to, day by day: the seat whose holder sits there too."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from samspill.bodies.models.seats import Seat
from samspill.common.models import Partnership
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated


class Followed(Dated):
    """A stretch of days on which a derived seat leads to one other seat; a view, never written.

    A derived seat follows an office of a body or another seat, which may follow on. Its way ends
    at a seat with a term of its own, or at one that follows nothing. For each day there is one row
    for each derived seat. ``origin`` is the seat itself where it leads nowhere: the office is held
    by nobody. ``known`` is False where nobody has entered who sits there, or who has ever held the
    office.
    """

    partnership = models.ForeignKey(Partnership, models.DO_NOTHING, related_name="+")
    seat = models.ForeignKey(Seat, models.DO_NOTHING, related_name="follows")
    origin = models.ForeignKey(Seat, models.DO_NOTHING, related_name="+")
    known = models.BooleanField()

    named_with = ("seat", "origin")
    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        managed = False
        db_table = "bodies_followed"

    def __str__(self) -> str:
        return f"{self.seat} → {self.origin}"
