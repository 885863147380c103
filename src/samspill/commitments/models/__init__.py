"""What is owed: legends of statuses, commitments with owners and reports, and reminding."""

from samspill.commitments.models.files import ReportFile
from samspill.commitments.models.ledger import (
    Commitment,
    CommitmentQuerySet,
    StatusReport,
)
from samspill.commitments.models.legends import LegendStatus, Scale, StatusLegend
from samspill.commitments.models.owners import FormerOwner, Owner
from samspill.commitments.models.reminding import Escalation, FeedAddress, ReminderChoice
from samspill.commitments.models.things import OwedThing

__all__ = [
    "Commitment",
    "CommitmentQuerySet",
    "Escalation",
    "FeedAddress",
    "FormerOwner",
    "LegendStatus",
    "OwedThing",
    "Owner",
    "ReminderChoice",
    "ReportFile",
    "Scale",
    "StatusLegend",
    "StatusReport",
]
