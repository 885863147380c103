"""Cases that wait for a meeting: accepted, with the body, and on no agenda that is to come."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.cases.states import CaseState, MeetingState


def waiting_for(meeting: Meeting, date: datetime.date) -> QuerySet[Case]:
    """The cases of those who meet that no coming meeting has, the ones that came first first."""
    to_come = Q(meeting__date__gte=date) & ~Q(meeting__state=MeetingState.CANCELLED)
    here = Q(meeting=meeting)
    listed = AgendaItem.objects.filter(to_come | here, case=OuterRef("pk"))
    found = Case.objects.filter(body__in=meeting.bodies.all(), state=CaseState.ACCEPTED)
    return found.exclude(Exists(listed)).order_by("raised_on", "pk")
