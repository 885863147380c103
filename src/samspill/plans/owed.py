"""What a measure is in the ledger: its process and its key."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

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
