"""What is owed: legends of statuses, commitments with owners and reports, and reminding."""

from samspill.commitments.models.files import ReportFile
from samspill.commitments.models.ledger import (
    Commitment,
    CommitmentQuerySet,
    Owner,
    StatusReport,
)
from samspill.commitments.models.legends import LegendStatus, Scale, StatusLegend
from samspill.commitments.models.reminding import Escalation, FeedAddress, ReminderChoice

__all__ = [
    "Commitment",
    "CommitmentQuerySet",
    "Escalation",
    "FeedAddress",
    "LegendStatus",
    "Owner",
    "ReminderChoice",
    "ReportFile",
    "Scale",
    "StatusLegend",
    "StatusReport",
]
