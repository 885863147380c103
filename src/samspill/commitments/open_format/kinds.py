"""The ledger's own rules, as declarations; see ``common/open_format/kind.py``.

What is owed and what was reported is no kind of record, but a line (``lines.py``).
"""

from __future__ import annotations

from samspill.commitments import models
from samspill.commitments.open_format import lines, types
from samspill.common.open_format.kind import KindReference, RecordKind
from samspill.common.open_format.places import ListFile

KINDS = [
    RecordKind(
        "legend",
        models.StatusLegend,
        types.Legend,
        place=ListFile("legends.yaml", "legends"),
        children={"statuses": "legend_status"},
        lasting=True,
    ),
    RecordKind(
        "legend_status",
        models.LegendStatus,
        types.LegendStatus,
        parent="legend",
        position="order",
        lasting=True,
    ),
    RecordKind(
        "escalation",
        models.Escalation,
        types.Escalation,
        ("process", "days_late", "to"),
        place=ListFile("escalations.yaml", "escalations"),
        refs={"body": KindReference("body")},
        not_exported={"run_on": "when it was carried out here"},
    ),
]

LINES = {"owed": lines.Owed, "report": lines.Report}
