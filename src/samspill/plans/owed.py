"""What a measure is in the ledger: its process, its key, and what is owed on it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy

from samspill.commitments.models import Commitment
from samspill.commitments.processes import Process
from samspill.plans.models import Measure

PROCESS = Process(
    slug="measure",
    label=gettext_lazy("Measure of the plan"),
    result_legend="maloppnaelse",
    work_legend="arbeid",
)


def subject_of(measure: Measure) -> str:
    """The measure in the ledger; one carried on in a later edition is another."""
    return str(measure.pk)


def commitments_of(measure: Measure) -> list[Commitment]:
    """What is owed on a measure, with owners and how each stands; open and closed."""
    found = Commitment.objects.of_process(PROCESS.slug, subject_of(measure))
    withdrawn = Q(closed_as=Commitment.ClosedAs.WITHDRAWN)
    return list(found.exclude(withdrawn).with_owners().order_by("pk"))
