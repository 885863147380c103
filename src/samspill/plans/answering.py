"""The form in which an owner answers a round: a row for each measure, all sent at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from samspill.commitments.actions import version_after
from samspill.commitments.models import Commitment, LegendStatus, ReportFile, StatusReport
from samspill.common.actions import ChangedMeanwhile, version_of
from samspill.common.collisions import Wordings
from samspill.common.editing import refuse
from samspill.common.files.field import Files, again, told_again
from samspill.common.ready import put_with, together
from samspill.plans.forms import TEXTS, CommonForm, RowForm
from samspill.plans.models import ReportingRound
from samspill.plans.rounds import by_commitment, latest_of, reports_in

SAME, ALL = "same", "all"


@dataclass
class AskedMeasure:
    """One measure to answer.

    Attributes:
        latest: what was reported last, in this round or before.
        answered: what was reported in this round.
        theirs: what somebody else reported while this was being written.
        is_open: whether it takes an answer.
    """

    commitment: Commitment
    form: RowForm
    latest: StatusReport | None
    answered: StatusReport | None
    is_open: bool = True
    theirs: StatusReport | None = None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, by label: to be shown where it can be sent no more."""
        found = []
        for bound in self.form.visible_fields():
            if isinstance(bound.field, Files):
                continue
            value = str(bound.value() or "")
            status = self.form.known.get(bound.name, {}).get(value)
            if value:
                found.append((str(bound.label), status.label if status else value))
        return found

    @property
    def is_left(self) -> bool:
        """Whether it is still to be answered."""
        return self.is_open and self.answered is None

    @property
    def has_more(self) -> bool:
        """Whether last time's report has texts that can be begun with."""
        return self.answered is None and any(getattr(self.latest, name, "") for name in TEXTS)

    def begin_with_last(self) -> None:
        """Puts the texts of last time where nothing is typed."""
        typed: Any = self.form.data
        data = typed.copy()
        for name in TEXTS:
            key = self.form.add_prefix(name)
            if not data.get(key, "").strip():
                data[key] = getattr(self.latest, name)
        self.form.data = data

    @property
    def is_marked_more(self) -> bool:
        """Whether what is folded away holds something."""
        return is_marked_more(self.form)


def is_marked_more(form: RowForm) -> bool:
    """Whether what is folded away in a row holds something that is typed, chosen or wrong."""
    names = ("effect", "next_step", "link", "attached")
    return any(form[name].value() or form[name].errors for name in names)


@dataclass
class RoundAnswers:
    """The answers of an owner, as one form (``common/editing.py``): a row for each measure, and
    one that stands for several of them."""

    rows: list[AskedMeasure]
    same: CommonForm
    wrong: list[RowForm] = field(default_factory=list)
    is_begun_anew: bool = False
    refused: list[str] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        """As of a form: files may go with an answer."""
        return True

    @property
    def forms(self) -> list[RowForm]:
        return [self.same, *[row.form for row in self.rows]]

    @property
    def _open_forms(self) -> list[RowForm]:
        return [self.same, *[row.form for row in self.rows if row.is_open]]

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of all rows, as of a single form."""
        return {bound.html_name: bound.field for bound in self.visible_fields()}

    @property
    def is_bound(self) -> bool:
        return self.same.is_bound

    @property
    def errors(self) -> list[Any]:
        return [*self.wrong, *self.refused]

    def visible_fields(self) -> list[BoundField]:
        return [bound for form in self._open_forms for bound in form.visible_fields()]

    @property
    def is_same_marked(self) -> bool:
        """Whether what is folded away in the common row holds something."""
        return is_marked_more(self.same)

    @property
    def again(self) -> str:
        """Which files must be chosen again now that the page is shown again."""
        return told_again([name for form in self._open_forms for name in again(form["attached"])])

    @property
    def has_earlier(self) -> bool:
        """Whether several rows can begin with the texts of last time."""
        return sum(1 for row in self.rows if row.is_open and row.has_more) > 1

    @property
    def left(self) -> int:
        """How many measures are still to be answered."""
        return sum(1 for row in self.rows if row.is_left)

    def row_of(self, measure: int) -> AskedMeasure | None:
        """The row of a commitment, by its primary key."""
        return next((row for row in self.rows if row.commitment.pk == measure), None)

    def beside(self, row: AskedMeasure, step: int) -> AskedMeasure | None:
        """The next open row in that direction; None at the end."""
        here = self.rows.index(row)
        on_way = self.rows[here + 1 :] if step > 0 else self.rows[:here][::-1]
        return next((one for one in on_way if one.is_open), None)

    def next_left(self, row: AskedMeasure | None = None) -> AskedMeasure | None:
        """The next one to answer after a row, beginning anew after the last; None when all are."""
        here = self.rows.index(row) + 1 if row else 0
        others = [*self.rows[here:], *self.rows[:here]]
        return next((one for one in others if one.is_left and one is not row), None)

    @property
    def told_wrong(self) -> list[tuple[str, str]]:
        """All that is wrong, each with the measure that it is about and the way to the field."""
        rows = [row for row in self.rows if row.is_left] or self.rows
        first = f"m{rows[0].commitment.pk}" if rows else ""
        whole = [(told, first) for told in self.refused]
        return whole + [told for form in self.wrong for told in self._wrong_in(form)]

    def _wrong_in(self, form: RowForm) -> Iterator[tuple[str, str]]:
        row = next((row for row in self.rows if row.form is form), None)
        about = row.commitment.title if row else str(_("The same answer for several measures"))
        first = next(iter(form.visible_fields()))
        for error in form.non_field_errors():
            yield f"{about}: {error}", first.auto_id
        for bound in form:
            for error in bound.errors:
                yield f"{about}: {bound.label}: {error}", bound.auto_id

    def is_valid(self) -> bool:
        """Checks every row, so that all that is wrong is told at once.

        What was only begun with the texts of last time is shown, and not yet sent.
        """
        if self.is_begun_anew:
            return False
        self.wrong = [form for form in self.forms if not form.is_valid()]
        return not self.wrong

    def add_error(self, name: str | None, error: Any) -> None:
        """What is wrong with all of it stands on top, and leads to the first that is left."""
        self.refused += ValidationError(error).messages

    def refuse(self, row: AskedMeasure, error: ValidationError) -> None:
        """What is wrong with one of them stands at its row."""
        refuse(row.form, error)
        self.wrong.append(row.form)

    def note_theirs(self, row: AskedMeasure, conflict: ChangedMeanwhile) -> None:
        """What somebody else has answered meanwhile stands at its row; sent again, both stand."""
        row.theirs = conflict.current  # type: ignore[assignment]
        given: Any = row.form.data
        row.form.data = data = given.copy()
        data[row.form.add_prefix("version")] = version_of(conflict.current)

    def theirs(self, conflict: ChangedMeanwhile) -> list[Wordings]:
        """What others have answered meanwhile is shown at each measure; here there is no more."""
        return []

    def begin_with_last(self, key: str) -> None:
        """Puts last time's texts in the rows that are meant: of one commitment, or all of them."""
        self.is_begun_anew = True
        for row in self.rows:
            if row.is_open and row.has_more and key in {ALL, str(row.commitment.pk)}:
                row.begin_with_last()

    def said(self) -> list[tuple[AskedMeasure, dict[str, Any]]]:
        """What each row says.

        The common row speaks for the measures that it names, under what stands at the measure
        itself; where it names none, for those that are left and say nothing.
        """
        common, named = self.same.said, set(self.same.cleaned_data["measures"])
        found = []
        for row in self.rows:
            own = row.form.said
            is_meant = str(row.commitment.pk) in named if named else not own
            said = {**_shared(row, common), **own} if is_meant else own
            if said:
                found.append((row, said))
        return found


def _shared(row: AskedMeasure, common: dict[str, Any]) -> dict[str, Any]:
    if not row.is_left:
        return {}
    legends = {row.commitment.result_legend_id, row.commitment.work_legend_id}
    return {
        name: value
        for name, value in common.items()
        if not isinstance(value, LegendStatus) or value.legend_id in legends
    }


def answers_to(
    round: ReportingRound,
    commitments: list[Commitment],
    *,
    data: QueryDict | None = None,
    files: MultiValueDict | None = None,
) -> RoundAnswers:
    """The form for what an owner is asked in a round; a constant number of queries.

    Args:
        data: what was sent, or None to show it.
        files: what was sent with it.
    """
    keys = [one.pk for one in commitments]
    read = together(
        statuses=_statuses_of(commitments),
        latest=latest_of(StatusReport.objects.filter(commitment__in=keys)),
        answered=latest_of(reports_in(round).filter(commitment__in=keys)),
        files=ReportFile.objects.filter(
            report__in_round__round=round, report__commitment__in=keys
        ).order_by("pk"),
    )
    statuses: dict[int, list[LegendStatus]] = {}
    for status in read["statuses"]:
        statuses.setdefault(status.legend_id, []).append(status)
    latest, answered = by_commitment(read["latest"]), by_commitment(read["answered"])
    for report in read["answered"]:
        put_with(report, files=[one for one in read["files"] if one.report_id == report.pk])
    rows = []
    for one in commitments:
        last = latest.get(one.pk)
        initial = {"version": version_after(last)}
        form = RowForm(
            data, files, prefix=f"m{one.pk}", initial=initial,
            result=statuses.get(one.result_legend_id or 0, []),
            work=statuses.get(one.work_legend_id or 0, []),
        )  # fmt: skip
        is_open = round.is_open and one.state == Commitment.State.OPEN
        rows.append(AskedMeasure(one, form, last, answered.get(one.pk), is_open))
    left = [row.commitment for row in rows if row.is_left]
    first = left[0] if left else None
    same = CommonForm(
        data, files, prefix=SAME, measures=[(str(one.pk), one.title) for one in left],
        result=statuses.get(first.result_legend_id or 0, []) if first else [],
        work=statuses.get(first.work_legend_id or 0, []) if first else [],
    )  # fmt: skip
    return RoundAnswers(rows, same)


def _statuses_of(commitments: Iterable[Commitment]) -> QuerySet[LegendStatus]:
    legends = {one.result_legend_id for one in commitments}
    legends |= {one.work_legend_id for one in commitments}
    return LegendStatus.objects.filter(legend__in=legends - {None})
