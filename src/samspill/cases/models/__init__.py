"""Cases, meetings, and what comes of them."""

from samspill.cases.models.agenda import AgendaItem, FollowUp
from samspill.cases.models.cases import Case, CaseLink, CaseNumber
from samspill.cases.models.meetings import Attendance, Meeting
from samspill.cases.models.owed import OwedFollowUp
from samspill.cases.models.practice import Practice

__all__ = [
    "AgendaItem",
    "Attendance",
    "Case",
    "CaseLink",
    "CaseNumber",
    "FollowUp",
    "Meeting",
    "OwedFollowUp",
    "Practice",
]
