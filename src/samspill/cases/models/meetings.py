"""Meetings of one body or of several together, and who came."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Seat
from samspill.cases import rules
from samspill.cases.facts import Facts
from samspill.cases.openness import PartlyOpen
from samspill.cases.states import (
    AGENDAS_OPEN,
    MINUTES_OPEN,
    MINUTES_WRITTEN,
    ApprovedHow,
    MeetingState,
    MinutesState,
)
from samspill.common.formerly import FormerlyCalled
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager, web_address
from samspill.common.moments import in_full
from samspill.parties.models import Region


class MeetingQuerySet(models.QuerySet):
    """Meetings, asked for in the field's words."""

    def in_year(self, year: int) -> Self:
        """Those of a year."""
        return self.filter(date__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))

    def of(self, body: Any) -> Self:
        """Those of a body, also with others."""
        return self.filter(
            pk__in=Meeting.bodies.through.objects.filter(body=body).values("meeting")
        )

    def coming(self, date: datetime.date) -> Self:
        """Those that are to be from a day on, the next first; cancelled ones left out."""
        return self.filter(date__gte=date).exclude(state=MeetingState.CANCELLED).in_order()

    def in_order(self) -> Self:
        return self.order_by("date", F("starts").asc(nulls_last=True), "pk")


class Meeting(FormerlyCalled, PartlyOpen, Facts, Record):
    """A meeting: one record, whoever meets. A day that was only planned is told as planned."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary meeting")
        EXTRAORDINARY = "extraordinary", _("Extraordinary meeting")
        SEMINAR = "seminar", _("Seminar")
        CONFERENCE = "conference", _("Conference")
        DIALOGUE = "dialogue", _("Dialogue meeting")
        COMMITTEE = "committee", _("Working committee")

    slug = address_slug(100)
    bodies: models.ManyToManyField[Body, Any] = models.ManyToManyField(
        Body, verbose_name=_("Bodies that meet"), related_name="meetings"
    )
    regions: models.ManyToManyField[Region, Any] = models.ManyToManyField(
        Region,
        verbose_name=_("Regions that are invited"),
        help_text=_("Their municipalities are asked as guests, such as to a dialogue meeting."),
        related_name="meetings",
        blank=True,
    )
    title = models.CharField(_("Title"), max_length=200, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.ORDINARY)
    date = models.DateField(_("Date"))
    starts = models.TimeField(_("Starts at"), null=True, blank=True)
    ends = models.TimeField(_("Ends at"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    link = web_address(_("Link to the digital meeting"))
    host = models.CharField(_("Host"), max_length=200, blank=True)
    led_by = models.CharField(_("Led by"), max_length=200, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    cases_by = models.DateField(_("Last day for cases"), null=True, blank=True)
    minutes = models.CharField(
        _("Minutes"), max_length=12, choices=MinutesState, default=MinutesState.NOT_ENTERED
    )
    minutes_at = web_address(_("Where the minutes lie"))
    approved_on = models.DateField(_("Minutes approved on"), null=True, blank=True)
    approved_how = models.CharField(
        _("How the minutes were approved"), max_length=12, choices=ApprovedHow, blank=True
    )
    objections_by = models.DateField(_("Last day to object to the minutes"), null=True, blank=True)
    others = models.CharField(
        _("Others who were there"), max_length=1000, blank=True, help_text=_("By role.")
    )
    note = models.TextField(_("Comment"), blank=True, help_text=MARKDOWN)
    sequence = models.PositiveIntegerField(
        _("Version of the call"), default=0, db_default=0, editable=False
    )
    """How often the call has changed: calendars take the highest."""

    TOLD_APART = ("starts", "ends", "place")
    refused: ClassVar = {
        "cases_frozen_when_approved": _("The minutes are approved: nothing is changed in them."),
        "cases_written_stays": _("What is written here stays as it is."),
    }
    MARKED = ("note",)
    read_by = {"link": "read all", "others": "read minutes"}
    permissions = rules.MEETING

    objects = scoped_manager(MeetingQuerySet)

    class Meta:
        ordering = ["date", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="cases_meeting_slug"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lt=F("ends")),
                name="cases_meeting_ends_after_it_starts",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(minutes=MinutesState.NOT_ENTERED)
                | Q(minutes__in=[MinutesState.DRAFT, MinutesState.ELSEWHERE])
                | Q(state=MeetingState.HELD),
                name="cases_minutes_of_a_meeting_held",
                violation_error_message=_("Only a meeting that was held has minutes."),
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "date"], name="cases_meeting_by_date"),
            models.Index(
                fields=["partnership", "approved_on"],
                name="cases_meeting_by_approval",
                condition=Q(approved_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.get_kind_display()}, {in_full(self.date)}"

    @property
    def is_tentative(self) -> bool:
        return self.state == MeetingState.TENTATIVE

    @property
    def is_agenda_open(self) -> bool:
        """Whether anyone may read what it is to treat."""
        return self.state in AGENDAS_OPEN or self.are_minutes_open

    @property
    def are_minutes_open(self) -> bool:
        """Whether anyone may read what came of it."""
        return self.minutes in MINUTES_OPEN

    @property
    def are_minutes_to_come(self) -> bool:
        """Whether what came of it is written, for anyone to read once it is approved."""
        return self.minutes in MINUTES_WRITTEN


class Attendance(Record):
    """That who sits on a seat came to a meeting, or did not; or who came instead."""

    class Came(models.TextChoices):
        YES = "yes", _("Was there")
        NO = "no", _("Was not there")
        SUBSTITUTE = "substitute", _("A substitute was there")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.CASCADE, related_name="attendance"
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        related_name="attendance",
        editable=False,
    )
    seat = models.ForeignKey(
        Seat, verbose_name=_("Seat"), on_delete=models.PROTECT, related_name="attendance"
    )
    came = models.CharField(_("Came"), max_length=10, choices=Came)
    substitute = models.ForeignKey(
        Seat,
        verbose_name=_("Substitute"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance_for_others",
    )
    note = models.CharField(_("Comment"), max_length=200, blank=True)

    named_with = ("seat",)
    permissions = rules.ATTENDANCE

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="cases_attendance_once"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | Q(came="substitute"),
                name="cases_substitute_for_who_did_not_come",
                violation_error_message=_("Nobody steps in for someone who came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_came_display()}"

    def clean(self) -> None:
        """A seat is its body's."""
        super().clean()
        if self.seat_id is not None:
            self.body_id = self.seat.body_id
