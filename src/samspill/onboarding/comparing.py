"""Holding what was read against the database: what is new, what differs, what cannot be used."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samspill.common.models import today
from samspill.common.norwegian import address_name
from samspill.common.workbooks.columns import Column, Sheet, titles
from samspill.common.workbooks.rows import Row, RowDoubt, WorkbookReading
from samspill.common.workbooks.values import CellRefused, did_you_mean, nearest, same
from samspill.onboarding.checks import check
from samspill.onboarding.layout import CODE, SHEETS
from samspill.onboarding.matching import Match, Matcher
from samspill.onboarding.standing import NAMED, Stands, StoredRow, stands

NEAR_NAME = 88
"""How alike a new side or level may be to one that is there before it is taken for a slip."""


@dataclass
class RecordChange:
    """What a row adds or changes.

    Attributes:
        code: what the record is called, or is to be.
        shown: its name.
        values: the columns that differ → how they are to stand.
        before, after: the same in words.
        standing: how it stands now; None for a new record.
        is_new: whether it adds a record, or a role to somebody who is new further up.
    """

    sheet: str
    row: int
    code: str
    shown: str
    values: dict[str, Any]
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    standing: StoredRow | None = None
    is_new: bool = False

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return str(SHEETS[self.sheet].title)

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Heading, before and after for each column that differs."""
        sheet = SHEETS[self.sheet]
        return [
            (sheet.column(name).label, self.before.get(name, ""), after)
            for name, after in self.after.items()
        ]


@dataclass
class WorkbookOutcome:
    """What carrying out would do.

    Attributes:
        named: new sides and levels: ("sides" or "tiers", code, name).
        order: all changes in the order in which they are to be saved.
    """

    named: list[tuple[str, str, str]] = field(default_factory=list)
    order: list[RecordChange] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)
    unchanged: int = 0
    stands: Stands = field(default_factory=Stands)

    @property
    def added(self) -> list[RecordChange]:
        return [change for change in self.order if change.is_new]

    @property
    def changed(self) -> list[RecordChange]:
        return [change for change in self.order if not change.is_new]

    @property
    def refused(self) -> list[RowDoubt]:
        return [doubt for doubt in self.doubts if doubt.stops]

    @property
    def told(self) -> list[RowDoubt]:
        return [doubt for doubt in self.doubts if not doubt.stops]

    @property
    def changes_nothing(self) -> bool:
        return not self.order and not self.named

    @property
    def mark(self) -> str:
        """The same as long as carrying out would do the same to the same."""
        changes = [[c.sheet, c.row, c.code, c.is_new, c.values, c.before] for c in self.order]
        stops = [[d.sheet, d.row, d.column] for d in self.refused]
        whole = json.dumps([self.named, changes, stops], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


def compare(reading: WorkbookReading) -> WorkbookOutcome:
    """Holds what was read against how the helsefellesskap of the scope stands."""
    return _Comparison(reading).plan


class _Comparison:
    def __init__(self, reading: WorkbookReading) -> None:
        self.stands = stands()
        self.plan = WorkbookOutcome(doubts=list(reading.doubts), stands=self.stands)
        self.doubted = {(d.sheet, d.row, d.column) for d in reading.doubts if d.stops}
        self.unusable = {(title, row) for title, row, _column in self.doubted}
        for name, sheet in SHEETS.items():
            self._sheet(sheet, [row for row in reading.rows if row.sheet == name])
        self.plan.doubts.sort(key=lambda d: (not d.stops, _place(d.sheet), d.row))

    def _doubt(
        self, row: Row, column: Column | None, what: str, expected: str = "", *, stops: bool = True
    ) -> None:
        label = column.label if column else ""
        if stops and (row.title, row.number, label) in self.doubted:
            return
        self.plan.doubts.append(RowDoubt(row.title, row.number, label, what, expected, stops))
        if stops:
            self.doubted.add((row.title, row.number, label))
            self.unusable.add((row.title, row.number))

    def _sheet(self, sheet: Sheet, rows: list[Row]) -> None:
        matcher = Matcher(sheet.name, self.stands)
        matches = []
        for row in rows:
            values = self._resolved(sheet, row, dict(row.values), within=False)
            try:
                match = matcher.match(row, values)
            except CellRefused as wrong:
                self._doubt(row, None, wrong.what, wrong.expected)
                continue
            matches.append(match)
            if match.standing is None and match.first is None:
                self._name(sheet, match)
        for match in matches:
            match.values = self._resolved(sheet, match.row, match.values, within=True)
        if sheet.name == "parties":
            self._tell_of_shared_numbers(sheet, matches)
        changes = [change for match in matches if (change := self._difference(sheet, match))]
        self.plan.order += self._parents_first(sheet, changes)

    def _tell_of_shared_numbers(self, sheet: Sheet, matches: list[Match]) -> None:
        """Two municipalities with one number are the same one twice, or one number is wrong."""
        column = "municipality_number"
        about = {match.code for match in matches}
        holders = {
            one.values[column]: one.values["name"]
            for one in self.stands.rows[sheet.name]
            if one.holds and one.values[column] and one.code not in about
        }
        for match in matches:
            whole = {**(match.standing.values if match.standing else {}), **match.values}
            number, last = whole.get(column), whole.get("valid_to")
            if not number or (last and last < today().isoformat()):
                continue
            if number in holders:
                what = _("«%(name)s» has the municipality number %(number)s too.")
                shown = {"name": holders[number], "number": number}
                self._doubt(
                    match.row, sheet.column(column), what % shown,
                    _("Is it the same municipality? Then keep one row. Else mend the number."),
                    stops=False,
                )  # fmt: skip
            holders.setdefault(number, whole.get("name") or match.code)

    def _name(self, sheet: Sheet, match: Match) -> None:
        values, names = match.values, self.stands.names[sheet.name]
        if sheet.name == "seats":
            return
        name = str(values.get("name") or values.get("title") or match.code)
        more = (values.get(key) for key in ("short_name", "municipality_number", "email"))
        names.add(match.code, name, *(str(one) for one in more if one))

    def _resolved(
        self, sheet: Sheet, row: Row, values: dict[str, Any], *, within: bool
    ) -> dict[str, Any]:
        """The values with names made into codes: those of other sheets, or those ``within``."""
        for name in list(values):
            form = sheet.column(name).form
            if form.is_reference and (form.to == sheet.name) is within and values[name]:  # type: ignore[attr-defined]
                self._resolve(sheet.column(name), row, values)
        return values

    def _resolve(self, column: Column, row: Row, values: dict[str, Any]) -> None:
        target, said = column.form.to, values.pop(column.name)  # type: ignore[attr-defined]
        try:
            if isinstance(said, list):
                codes = [self._code(target, text) for text in said]
                values[column.name] = list(dict.fromkeys(codes))
            else:
                values[column.name] = self._code(target, said)
        except CellRefused as wrong:
            self._doubt(row, column, wrong.what, wrong.expected)

    def _code(self, target: str, text: str) -> str:
        names = self.stands.names[target]
        found = names.find(text)
        if len(found) == 1:
            return found.pop()
        if found:
            choices = "; ".join(names.words(code) for code in sorted(found))
            raise CellRefused(
                _("«%(name)s» may be several.") % {"name": text[:100]},
                _("Write one of: %(names)s.") % {"names": choices},
            )
        known = list(names.shown.values())
        if target in NAMED and not self._is_slip(text, known):
            return self._new_name(target, text)
        where = str(SHEETS[target].title) if target in SHEETS else ""
        raise CellRefused(
            _("There is no «%(name)s».") % {"name": text[:100]},
            did_you_mean(text, known)
            or (_("Add it to the sheet %(sheet)s.") % {"sheet": where} if where else ""),
        )

    def _is_slip(self, text: str, known: list[str]) -> bool:
        near = nearest(text, known, NEAR_NAME)
        return bool(near) and _digits(near) == _digits(text)

    def _new_name(self, target: str, text: str) -> str:
        base = address_name(text)[:50].strip("-") or target
        names, code, number = self.stands.names[target], base, 1
        while code in names.shown:
            number += 1
            code = f"{base}-{number}"
        names.add(code, text)
        self.plan.named.append((target, code, text[:100]))
        return code

    def _difference(self, sheet: Sheet, match: Match) -> RecordChange | None:
        row, standing = match.row, match.standing
        before = standing.values if standing else {}
        if match.first is not None and standing is None:
            before = {k: v for k, v in match.first.values.items() if not k.startswith("role")}
        values = {}
        for name, value in match.values.items():
            if name == CODE:
                continue
            if name == "members":
                value = self._members(sheet, row, before.get(name) or [], value)
            if (before.get(name) or None) != (value or None) or (
                isinstance(value, bool) and before.get(name) is not value
            ):
                values[name] = value
        is_new = standing is None and match.first is None
        whole = {**before, **match.values}
        if match.first is not None:
            self._check_same_person(sheet, match, match.first)
        if not values and not is_new:
            self.plan.unchanged += 1
            return None
        for column in sheet.required:
            if not whole.get(column.name) and not self._is_boolean(whole.get(column.name)):
                self._doubt(row, column, _("This is missing."), _("A value."))
        for name, what, expected, stops in check(sheet.name, whole, values, standing):
            self._doubt(row, sheet.column(name), what, expected, stops=stops)
        if (row.title, row.number) in self.unusable:
            return None
        return self._change(sheet, match, values, before)

    @staticmethod
    def _is_boolean(value: Any) -> bool:
        return isinstance(value, bool)

    def _change(
        self, sheet: Sheet, match: Match, values: dict[str, Any], before: dict[str, Any]
    ) -> RecordChange:
        words = self.stands.words
        name = match.values.get("name") or match.values.get("title") or match.values.get("label")
        if not name and match.standing is not None:
            old = match.standing.values
            name = old.get("name") or old.get("title") or old.get("label")
        standing = match.standing
        if standing is None and match.first is not None:
            # A further role of somebody who is new further up.
            standing = StoredRow("people", match.code, before, {"own": None, "role": None})
        return RecordChange(
            sheet=sheet.name,
            row=match.row.number,
            code=match.code,
            shown=str(name or match.code),
            values=values,
            before={n: words(sheet, n, before.get(n)) for n in values if before.get(n) is not None},
            after={n: words(sheet, n, value) for n, value in values.items()},
            standing=standing,
            is_new=match.standing is None,
        )

    def _members(self, sheet: Sheet, row: Row, now: list[str], said: list[str]) -> list[str]:
        gone = [code for code in now if code not in said]
        if gone:
            names = ", ".join(self.stands.names["parties"].words(code) for code in gone)
            self._doubt(
                row, sheet.column("members"),
                _("Not in the list, and members all the same: %(names)s.") % {"names": names},
                _("Membership is ended in the register of regions."), stops=False,
            )  # fmt: skip
        return [*now, *(code for code in said if code not in now)]

    def _check_same_person(self, sheet: Sheet, match: Match, first: Match) -> None:
        for name in ("name", "email", "phone", "party"):
            said, above = match.values.get(name), first.values.get(name)
            if said and above and same(str(said)) != same(str(above)):
                number = first.row.number
                self._doubt(
                    match.row, sheet.column(name),
                    _("Row %(number)d says otherwise of the same person.") % {"number": number},
                    _("Write the same in both rows."),
                )  # fmt: skip

    def _parents_first(self, sheet: Sheet, changes: list[RecordChange]) -> list[RecordChange]:
        """In an order where what others belong under is saved first; refuses circles."""
        above = {"parties": "part_of", "bodies": "parent"}.get(sheet.name)
        if above is None:
            return changes
        parents = {s.code: s.values.get(above) for s in self.stands.rows[sheet.name]}
        parents |= {c.code: c.values[above] for c in changes if above in c.values}
        depths = {c.code: _depth(c.code, parents) for c in changes}
        circular = [c for c in changes if depths[c.code] < 0]
        for change in circular:
            self.plan.doubts.append(
                RowDoubt(
                    str(sheet.title), change.row, sheet.column(above).label,
                    _("It would belong under itself."), _("Something higher up, or nothing."),
                )
            )  # fmt: skip
        return sorted(
            (c for c in changes if depths[c.code] >= 0),
            key=lambda c: (c.standing is not None, depths[c.code]),
        )


def _depth(code: str | None, parents: dict[str, Any]) -> int:
    """How many stand above; -1 for what belongs under itself."""
    seen: list[str] = []
    while code:
        if code in seen:
            return -1
        seen.append(code)
        code = parents.get(code)
    return len(seen)


def _place(title: str) -> int:
    """Where a sheet stands among ours; the others come last."""
    return [*SHEETS, None].index(titles(SHEETS.values()).get(same(title)))


def _digits(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isdigit())
