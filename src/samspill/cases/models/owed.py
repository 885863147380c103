"""What is owed because of decisions, and of what was asked before them."""

from django.db import models

from samspill.cases.models.agenda import FollowUp
from samspill.cases.models.input import InputRequest
from samspill.commitments.models import OwedThing


class OwedFollowUp(OwedThing):
    """That somebody is to do what a decision asks."""

    thing = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="owed")


class OwedInput(OwedThing):
    """That somebody is asked to say something of a case."""

    thing = models.ForeignKey(InputRequest, on_delete=models.PROTECT, related_name="owed")
