"""What a commitment is about: each process ties its commitments to its own things."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.commitments import rules
from samspill.commitments.models.ledger import KEY_LENGTH, Commitment
from samspill.common.models import Scoped, scoped_manager


class OwedThing(Scoped):
    """The thing that a commitment is about. A process has one such model, in its own app::

        class OwedMeasure(OwedThing):
            thing = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="owed")

    So the ledger knows none of the things, and yet none that somebody was asked about goes away
    (``commitments/removing.py`` says it in words). Written by the ledger's own actions alone.
    ``owners_key`` is the commitment's: the database keeps by it that the same owners owe the same
    thing once.
    """

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, primary_key=True)
    owners_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)

    named_with = ("commitment",)
    permissions = rules.OF_A_COMMITMENT
    concern = "commitments"

    objects = scoped_manager(models.QuerySet)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "owners_key"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The same owners owe this already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment)
