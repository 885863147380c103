"""The tables of the ledger's own rules, as declarations; see ``tables``.

What is owed and what was reported is no table here: see ``reports``.
"""

from __future__ import annotations

from samspill.commitments import models as commitments
from samspill.exchange.format import ledger as ledger_types
from samspill.exchange.table import Reference, Table

LEDGER_TABLES: list[Table] = [
    Table(
        "legend",
        commitments.StatusLegend,
        ledger_types.Legend,
        ("id",),
        children={"statuses": "legend_status"},
        lasting=True,
    ),
    Table(
        "legend_status",
        commitments.LegendStatus,
        ledger_types.LegendStatus,
        ("id",),
        parent="legend",
        position="order",
        lasting=True,
    ),
    Table(
        "escalation",
        commitments.Escalation,
        ledger_types.Escalation,
        ("process", "days_late", "to"),
        refs={"body": Reference("body")},
    ),
]
