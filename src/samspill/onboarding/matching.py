"""Which record a row is about: one that is there, one further up in the workbook, or a new one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samspill.common.norwegian import address_name, other_forms
from samspill.common.workbooks.rows import Row
from samspill.common.workbooks.values import CellRefused, did_you_mean, same
from samspill.onboarding.layout import CODE
from samspill.onboarding.standing import Stands, StoredRow
from samspill.parties.models import Assignment

PRIMARY = {
    "parties": ("name",),
    "regions": ("name",),
    "people": ("name",),
    "contact_points": ("title",),
    "bodies": ("name",),
    "seats": ("body", "label"),
}
"""What two rows about the same thing have in common."""
STRICT = {
    "parties": ("kind",),
    "contact_points": ("party", "region"),
    "seats": ("represents_party", "represents_region", "represents_role"),
}
"""What tells things of one name apart, where the row says it."""
LENIENT = {"people": ("email", "party"), "parties": ("municipality_number",)}
"""What tells things of one name apart, where both have it."""


@dataclass
class Match:
    """What a row is about.

    Attributes:
        code: what the record is called, or is to be.
        standing: how it stands; None for a new record.
        first: the row further up that is about the same person.
    """

    row: Row
    code: str
    standing: StoredRow | None
    first: Match | None = None
    values: dict[str, Any] = field(default_factory=dict)


class Matcher:
    """Matches the rows of one sheet, whose references to other sheets are codes already."""

    def __init__(self, sheet: str, stands: Stands) -> None:
        self.sheet, self.stands = sheet, stands
        self.by_code: dict[str, list[StoredRow]] = defaultdict(list)
        self.by_key: dict[tuple[str, ...], list[StoredRow]] = defaultdict(list)
        self.by_other: dict[str, list[StoredRow]] = defaultdict(list)
        for standing in stands.rows[sheet]:
            self.by_code[standing.code].append(standing)
            self.by_key[self._key(standing.values)].append(standing)
            if other := self._other(standing.values):
                self.by_other[other].append(standing)
        self.claimed: dict[object, int] = {}
        self.new: dict[tuple[object, ...], Match] = {}
        self.people: dict[str, Match] = {}
        self.taken = set(self.by_code)

    def match(self, row: Row, values: dict[str, Any]) -> Match:
        """What a row is about.

        Raises:
            Wrong: it cannot be told, or another row is about the same.
        """
        found = self._standings(values)
        if self.sheet == "people":
            return self._person(row, values, found)
        if len({standing.code for standing in found}) > 1:
            raise self._ambiguous(found)
        if found:
            self._claim(found[0].code, row)
            return Match(row, found[0].code, found[0], values=values)
        key = (self._key(values), *(values.get(name) for name in STRICT.get(self.sheet, ())))
        if key in self.new:
            raise self._duplicate(self.new[key].row.number)
        match = Match(row, self._free_code(values), None, values=values)
        self.new[key] = match
        return match

    def _key(self, values: dict[str, Any]) -> tuple[str, ...]:
        return tuple(same(str(values.get(name) or "")) for name in PRIMARY[self.sheet])

    def _other(self, values: dict[str, Any]) -> str:
        """What finds it whatever it is called: a person's address, a party's number."""
        name = {"people": "email", "parties": "municipality_number"}.get(self.sheet, "")
        return str(values.get(name) or "").casefold()

    def _standings(self, values: dict[str, Any]) -> list[StoredRow]:
        if code := values.get(CODE):
            if code not in self.by_code:
                raise CellRefused(
                    _("There is nothing with the code «%(code)s».") % {"code": code},
                    did_you_mean(code, list(self.by_code))
                    or _("Leave the code empty for what is new."),
                )
            return self.by_code[code]
        found = self.by_other.get(self._other(values), []) or self._named(values)
        current = [standing for standing in found if standing.holds]
        return current or found

    def _named(self, values: dict[str, Any]) -> list[StoredRow]:
        """Those of the name; a party also by its name with or without «kommune» and «HF»."""
        names = [str(values.get("name") or "")] if self.sheet == "parties" else []
        forms = [values, *({"name": one} for name in names for one in other_forms(name))]
        for form in forms:
            found = [s for s in self.by_key[self._key(form)] if self._fits(s, values)]
            if found:
                return found
        return []

    def _fits(self, standing: StoredRow, values: dict[str, Any]) -> bool:
        strict = (n for n in STRICT.get(self.sheet, ()) if n in values)
        lenient = (n for n in LENIENT.get(self.sheet, ()) if values.get(n) and standing.values[n])
        return all(
            (standing.values[name] or None) == (values[name] or None)
            for name in (*strict, *lenient)
        )

    def _claim(self, what: object, row: Row) -> None:
        if what in self.claimed:
            raise self._duplicate(self.claimed[what])
        self.claimed[what] = row.number

    def _duplicate(self, number: int) -> CellRefused:
        return CellRefused(
            _("The row is about the same as row %(number)d.") % {"number": number},
            _("Remove one of the two, or give them different names."),
        )

    def _ambiguous(self, found: list[StoredRow]) -> CellRefused:
        codes = ", ".join(dict.fromkeys(standing.code for standing in found))
        return CellRefused(
            _("Several have this name."),
            _("Write in the column for codes which is meant: %(codes)s.") % {"codes": codes},
        )

    def _person(self, row: Row, values: dict[str, Any], found: list[StoredRow]) -> Match:
        if len({standing.code for standing in found}) > 1:
            raise self._ambiguous(found)
        key = (self._key(values), same(str(values.get("email") or "")))
        above = self.people.get(found[0].code) if found else self.new.get(key)
        code = found[0].code if found else above.code if above else self._free_code(values)
        role = self._role(values, found, above)
        self._claim((code, role), row)
        standing = next((s for s in found if _role_of(s.values) == role), None)
        if found and standing is None:
            blank = dict.fromkeys(("role", "role_party", "role_from", "role_to"))
            records = {**found[0].records, "role": None}
            kept = found[0] if not role[0] else None
            standing = kept or StoredRow("people", code, {**found[0].values, **blank}, records)
        match = Match(row, code, standing, first=above, values=values)
        if above is None:
            self.people[code] = match
            if not found:
                self.new[key] = match
        return match

    def _role(
        self, values: dict[str, Any], found: list[StoredRow], above: Match | None
    ) -> tuple[str, str | None]:
        kind = values.get("role") or ""
        if kind in Assignment.FOR_A_PARTY and not values.get("role_party"):
            works_in = values.get("party") or (above.values.get("party") if above else None)
            values["role_party"] = works_in or (found[0].values["party"] if found else None)
        return kind, values.get("role_party") if kind else None

    def _free_code(self, values: dict[str, Any]) -> str:
        length = self.stands.longest[self.sheet] - 6
        name = str(values.get(PRIMARY[self.sheet][-1]) or self.sheet).casefold()
        base = address_name(name)
        base = base[:length].strip("-") or self.sheet.replace("_", "-")
        if self.sheet == "seats":
            base = f"{values.get('body')}/{base}"
        code, number = base, 1
        while code in self.taken:
            number += 1
            code = f"{base}-{number}"
        self.taken.add(code)
        return code


def _role_of(values: dict[str, Any]) -> tuple[str, str | None]:
    return values["role"] or "", values["role_party"]
