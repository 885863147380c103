"""What a measure is in the ledger: its process."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from samspill.commitments.processes import Process
from samspill.plans.models import OwedMeasure

PROCESS = Process(
    slug="measure",
    label=gettext_lazy("Measure of the plan"),
    about=OwedMeasure,
    result_legend="maloppnaelse",
    work_legend="arbeid",
)
