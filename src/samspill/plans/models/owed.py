"""What the plans' commitments in the ledger are about."""

from django.db import models

from samspill.commitments.models import OwedThing
from samspill.plans.models.measures import Measure
from samspill.plans.models.rounds import ReportingRound


class OwedMeasure(OwedThing):
    """That somebody owes a measure; one carried on in a later edition is another."""

    thing = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="owed")


class OwedAnswer(OwedThing):
    """That an owner owes an answer to a round."""

    thing = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="owed")
