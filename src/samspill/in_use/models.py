"""Which editions of routines the parties were asked to take into use."""

from django.db import models

from samspill.commitments.models import OwedThing
from samspill.documents.models import Edition


class OwedRoutine(OwedThing):
    """That a party is asked to take an edition of a routine into use; a new one is asked anew."""

    thing = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="asked_into_use")
