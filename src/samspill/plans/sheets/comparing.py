"""What a sheet of measures would change in a draft, and carrying that out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samspill.common import actions, content
from samspill.common.actors import Actor
from samspill.common.labels import label_of
from samspill.common.permissions import require
from samspill.common.ready import together
from samspill.common.texts import cleaned
from samspill.common.workbooks.rows import Row, RowDoubt, WorkbookReading
from samspill.plans.actions import set_owners
from samspill.plans.models import FocusArea, Measure, PlanEdition
from samspill.plans.names import known_names
from samspill.plans.parsing import Names, read_responsible
from samspill.plans.sheets.checks import Known, doubt, doubts, parts
from samspill.plans.sheets.writing import written

LISTS = {"years", "also_serves"}


class Outdated(Exception):
    """The draft is no longer as it was when the report was made; ``plan`` is the new report."""

    def __init__(self, plan: Changes) -> None:
        self.plan = plan
        super().__init__()


@dataclass(frozen=True)
class MeasureChange:
    """One measure that would be added or changed."""

    row: int
    number: str
    is_new: bool
    texts: dict[str, tuple[str, str]]
    """Column → as it stands and as the sheet says."""

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The label of each column, what stands, and what the sheet says."""
        return [(label_of(Measure, name), *pair) for name, pair in self.texts.items()]


@dataclass
class Changes:
    """All that a sheet would do."""

    changes: list[MeasureChange] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Measures of the draft that are not in the sheet; they stay."""

    @property
    def added(self) -> list[MeasureChange]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[MeasureChange]:
        return [change for change in self.changes if not change.is_new]

    @property
    def told(self) -> list[RowDoubt]:
        """What is only told of, and stops nothing."""
        return [doubt for doubt in self.doubts if not doubt.stops]

    @property
    def stopped(self) -> list[RowDoubt]:
        """What must be mended first."""
        return [doubt for doubt in self.doubts if doubt.stops]

    @property
    def mark(self) -> str:
        """The same for the same changes."""
        said = json.dumps([[c.number, c.is_new, c.texts] for c in self.changes], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:20]


def compare(edition: PlanEdition, reading: WorkbookReading) -> Changes:
    """What would be added and changed, with every doubtful row. Nothing is saved."""
    found = Changes(doubts=list(reading.doubts))
    measures = edition.measures.select_related("area").prefetch_related("also_serves")
    read = together(measures=measures, areas=edition.areas.values_list("number", flat=True))
    present = {measure.number: written(measure) for measure in read["measures"]}
    areas = set(read["areas"])
    known = Known(edition.plan, areas, known_names())
    stopped = reading.stopped
    rows: dict[str, int] = {}
    for row in reading.rows:
        number = row.values.get("number", "")
        if number and number in rows:
            what = _("The number %(number)s stands in row %(row)d too.")
            shown = {"number": number, "row": rows[number]}
            found.doubts.append(doubt(row, "number", what % shown))
        rows[number] = row.number
        if (row.title, row.number) in stopped:
            continue
        found.doubts += doubts(row, known)
        if change := _change(row, present.get(number, {})):
            found.changes.append(change)
    found.missing = [number for number in present if number not in rows]
    found.doubts.sort(key=lambda one: (not one.stops, one.row))
    return found


def _change(row: Row, before: dict[str, str]) -> MeasureChange | None:
    texts = {
        column: (before.get(column, ""), text)
        for column, text in row.values.items()
        if _same_way(column, before.get(column, "")) != _same_way(column, text)
    }
    if before and not texts:
        return None
    return MeasureChange(row.number, row.values["number"], not before, texts)


def _same_way(column: str, text: str) -> Any:
    """Lists are the same in any order and with any sign between."""
    return sorted(parts(text)) if column in LISTS else cleaned(text, lines=True)


@transaction.atomic
def carry_out(*, by: Actor, edition: PlanEdition, reading: WorkbookReading, mark: str) -> Changes:
    """Makes the changes that were reported under ``mark``, all of them or none.

    Raises:
        Outdated: the changes are others now, or something must be mended first.
        NotAllowed: the actor may not keep the draft, or it is adopted.
    """
    locked = PlanEdition.objects.select_for_update(of=("self",)).select_related("plan")
    edition = locked.get(pk=edition.pk)
    require(by, "change", Measure(partnership_id=edition.partnership_id, edition=edition))
    plan = compare(edition, reading)
    if plan.mark != mark or plan.stopped:
        raise Outdated(plan)
    areas = {area.number: area for area in edition.areas.all()}
    measures = {measure.number: measure for measure in edition.measures.all()}
    last = edition.measures.aggregate(last=Max("order"))["last"] or 0
    known = known_names()
    with content.told_once():
        for place, change in enumerate(plan.changes, start=last + 1):
            measure = measures.get(change.number) or Measure(
                partnership_id=edition.partnership_id, edition=edition, order=place
            )
            _write(by, measure, change, areas, known)
    return plan


def _write(
    by: Actor, measure: Measure, change: MeasureChange, areas: dict[str, FocusArea], known: Names
) -> None:
    for column, (_before, text) in change.texts.items():
        if column == "area":
            measure.area = areas[text]
        elif column == "years":
            measure.years = sorted({int(year) for year in parts(text)})
        elif column == "also_known_as":
            measure.also_known_as = [part.strip() for part in text.split(";") if part.strip()]
        elif column != "also_serves":
            setattr(measure, column, text)
    actions.save(by=by, record=measure, action="read from spreadsheet")
    if "also_serves" in change.texts:
        chosen = [areas[number] for number in parts(change.texts["also_serves"][1])]
        actions.set_many(by=by, record=measure, field="also_serves", chosen=chosen)
    if "responsible" in change.texts:
        set_owners(by=by, measure=measure, owners=read_responsible(measure.responsible, known))
