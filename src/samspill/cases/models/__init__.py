"""Cases, meetings, and what comes of them."""

from samspill.cases.models.agenda import AgendaItem, FollowUp
from samspill.cases.models.arenas import Arena
from samspill.cases.models.calls import Call, Guest
from samspill.cases.models.carried_out import CarriedOut
from samspill.cases.models.cases import Case, CaseLink, CaseNumber
from samspill.cases.models.disagreements import Disagreement, DisagreementStep, SideView
from samspill.cases.models.files import CaseFile
from samspill.cases.models.input import InputRequest
from samspill.cases.models.item_parts import Proposal, Recusal
from samspill.cases.models.meetings import Attendance, Meeting
from samspill.cases.models.minutes import Correction, MinutesVersion, Objection
from samspill.cases.models.notes import Note
from samspill.cases.models.owed import OwedFollowUp, OwedInput
from samspill.cases.models.practice import Practice
from samspill.cases.models.represented import OwedReading, OwedRemark, Remark
from samspill.cases.models.standing import StandingItem
from samspill.cases.models.templates import CaseTemplate
from samspill.cases.models.votes import SideVotes

__all__ = [
    "AgendaItem",
    "Arena",
    "Attendance",
    "Call",
    "CarriedOut",
    "Case",
    "CaseFile",
    "CaseLink",
    "CaseNumber",
    "CaseTemplate",
    "Correction",
    "Disagreement",
    "DisagreementStep",
    "FollowUp",
    "Guest",
    "InputRequest",
    "Meeting",
    "MinutesVersion",
    "Note",
    "Objection",
    "OwedFollowUp",
    "OwedInput",
    "OwedReading",
    "OwedRemark",
    "Practice",
    "Proposal",
    "Recusal",
    "Remark",
    "SideView",
    "SideVotes",
    "StandingItem",
]
