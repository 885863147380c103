"""The page on which an owner answers a round: a row for each measure, all sent at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.common.actions import version_of
from samspill.plans.forms import TEXTS, RowForm
from samspill.plans.models import ReportingRound
from samspill.plans.rounds import latest_in

SAME = "same"
NONE_YET = "-"


@dataclass
class Row:
    """One measure to answer.

    Attributes:
        latest: what was reported last, in this round or before.
        answered: what was reported in this round.
        theirs: what somebody else reported while this was being written.
    """

    commitment: Commitment
    form: RowForm
    latest: StatusReport | None
    answered: StatusReport | None
    theirs: StatusReport | None = None

    @property
    def is_marked_more(self) -> bool:
        """Whether what is folded away holds something."""
        names = ("effect", "next_step", "reason", "link")
        return any(self.form[name].value() or self.form[name].errors for name in names)


@dataclass
class Page:
    """All rows, and the row that stands for those that say nothing."""

    rows: list[Row]
    same: RowForm
    wrong: list[RowForm] = field(default_factory=list)

    def is_valid(self) -> bool:
        """Checks every row, so that all that is wrong is told at once."""
        forms = [self.same, *[row.form for row in self.rows]]
        self.wrong = [form for form in forms if not form.is_valid()]
        return not self.wrong

    def said(self) -> list[tuple[Row, dict[str, Any]]]:
        """What each row says; a chosen row that says nothing says what the common row says."""
        common = self.same.said
        found = []
        for row in self.rows:
            said = row.form.said or self._shared(row, common)
            if said:
                found.append((row, said))
        return found

    @staticmethod
    def _shared(row: Row, common: dict[str, Any]) -> dict[str, Any]:
        if row.answered is not None or not common:
            return {}
        legends = {row.commitment.result_legend_id, row.commitment.work_legend_id}
        return {
            name: value
            for name, value in common.items()
            if not isinstance(value, LegendStatus) or value.legend_id in legends
        }


def page_of(
    round: ReportingRound,
    commitments: list[Commitment],
    *,
    data: Mapping[str, Any] | None,
    copied: bool,
) -> Page:
    """The page for what an owner is asked in a round; a constant number of queries.

    Args:
        data: what was sent, or None to show it.
        copied: begin with the texts that were reported last.
    """
    statuses: dict[int, list[LegendStatus]] = {}
    legends = {one.result_legend_id for one in commitments} | {
        one.work_legend_id for one in commitments
    }
    for status in LegendStatus.objects.filter(legend__in=legends - {None}):
        statuses.setdefault(status.legend_id, []).append(status)
    keys = [one.pk for one in commitments]
    found = StatusReport.objects.filter(commitment__in=keys).select_related("result", "work")
    latest = {
        report.commitment_id: report
        for report in found.order_by("commitment_id", "-pk").distinct("commitment_id")
    }
    answered = latest_in(round, keys)
    rows = [
        Row(
            one,
            RowForm(
                data,
                prefix=f"m{one.pk}",
                initial=_initial(latest.get(one.pk), copied and one.pk not in answered),
                result=statuses.get(one.result_legend_id or 0, []),
                work=statuses.get(one.work_legend_id or 0, []),
            ),
            latest.get(one.pk),
            answered.get(one.pk),
        )
        for one in commitments
    ]
    first = commitments[0] if commitments else None
    same = RowForm(
        data,
        prefix=SAME,
        result=statuses.get(first.result_legend_id or 0, []) if first else [],
        work=statuses.get(first.work_legend_id or 0, []) if first else [],
    )
    return Page(rows, same)


def _initial(latest: StatusReport | None, copied: bool) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": version_of(latest) if latest else NONE_YET}
    if copied and latest is not None:
        initial |= {name: getattr(latest, name) for name in TEXTS}
        initial |= {"result": str(latest.result_id or ""), "work": str(latest.work_id or "")}
    return initial
