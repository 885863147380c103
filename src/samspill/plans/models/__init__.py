"""Plans: editions, goals, focus areas, measures, input, and status tables as reported."""

from samspill.plans.models.measures import (
    DroppedMeasure,
    Measure,
    MeasureLink,
    MeasureOwner,
    PlanInput,
)
from samspill.plans.models.owed import OwedAnswer, OwedMeasure
from samspill.plans.models.plans import FocusArea, MainGoal, Plan, PlanEdition
from samspill.plans.models.rounds import ReportingRound, RoundOwner, RoundReport
from samspill.plans.models.status import StatusLevel, StatusRow, StatusTable

__all__ = [
    "DroppedMeasure",
    "FocusArea",
    "MainGoal",
    "Measure",
    "MeasureLink",
    "MeasureOwner",
    "OwedAnswer",
    "OwedMeasure",
    "Plan",
    "PlanEdition",
    "PlanInput",
    "ReportingRound",
    "RoundOwner",
    "RoundReport",
    "StatusLevel",
    "StatusRow",
    "StatusTable",
]
