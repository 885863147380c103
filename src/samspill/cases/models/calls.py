"""Who is called to a meeting, and what each answers; kept for a while after the meeting."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Seat
from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.cases.models.meetings import Meeting
from samspill.common.models import Scoped, scoped_manager
from samspill.parties.models import Person, Region


class Guest(Scoped):
    """Somebody without a seat who is asked to a meeting, or to one item of it.

    A municipality of a region that is invited is one too. No name: a role, and where to send the
    call. The address is forgotten some time after the meeting (``cases/tasks.py``).
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.CASCADE, related_name="guests"
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("Item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="guests",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("Region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("Role"), max_length=200)
    email = models.EmailField(_("E-mail address"), blank=True)

    permissions = rules.GUEST

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.role


class CallQuerySet(models.QuerySet):
    """Calls, asked for in the field's words."""

    def active(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class Call(Scoped):
    """That a seat, or a guest, is called to a meeting, and what was answered.

    ``person`` is who held the seat when it was called: None where nobody is entered by name, and
    the call must go another way. ``stands_in_for`` is the seat that a substitute is called for.
    """

    class Answer(models.TextChoices):
        NONE = "", _("No answer")
        YES = "yes", _("Comes")
        NO = "no", _("Does not come")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.CASCADE, related_name="calls"
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("Seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
    )
    guest = models.ForeignKey(
        Guest,
        verbose_name=_("Guest"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="calls",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
    )
    stands_in_for = models.ForeignKey(
        Seat,
        verbose_name=_("Stands in for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stood_in_for",
    )
    answer = models.CharField(_("Answer"), max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("Taken back at"), null=True, blank=True)

    named_with = ("seat", "guest")
    permissions = rules.CALL

    objects = scoped_manager(CallQuerySet)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(withdrawn_at=None, seat__isnull=False),
                name="cases_seat_called_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "guest"],
                condition=Q(withdrawn_at=None, guest__isnull=False),
                name="cases_guest_called_once",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) ^ Q(guest__isnull=True),
                name="cases_seat_or_guest_called",
            ),
        ]

    def __str__(self) -> str:
        return str(self.seat or self.guest)

    @property
    def reached_at(self) -> str:
        """Where the call goes; empty where it must be told another way."""
        if self.guest is not None:
            return self.guest.email
        return self.person.reached_at if self.person else ""
