"""What is owed because of decisions."""

from django.db import models

from samspill.cases.models.agenda import FollowUp
from samspill.commitments.models import OwedThing


class OwedFollowUp(OwedThing):
    """That somebody is to do what a decision asks."""

    thing = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="owed")
