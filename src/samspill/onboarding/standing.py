"""How a helsefellesskap stands, as rows of the workbook: what a filled template shows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat, Term, Tier
from samspill.common.models import today
from samspill.common.norwegian import other_forms
from samspill.common.ready import together
from samspill.common.texts import cleaned
from samspill.common.workbooks.columns import Sheet
from samspill.common.workbooks.values import OneOf, TextForm, same
from samspill.onboarding.layout import SHEETS
from samspill.parties.models import (
    Assignment,
    ContactPoint,
    Participation,
    Party,
    PartyNumber,
    Person,
    Region,
    RegionMembership,
    Side,
)

NAMED: dict[str, type[Side] | type[Tier]] = {"sides": Side, "tiers": Tier}
"""What a new name adds to, without a sheet of its own."""


@dataclass
class StoredRow:
    """One row as the database has it.

    Attributes:
        code: what the record is called in addresses; a seat's has its body's before it.
        values: column → value, in the form that :mod:`reading` gives.
        records: the record itself ("own") and those that belong to it, by what they are.
        holds: whether it holds today.
    """

    sheet: str
    code: str
    values: dict[str, Any]
    records: dict[str, Any]
    holds: bool = True


@dataclass
class KnownNames:
    """By which names the things of one kind are found.

    Attributes:
        codes: the name in its plain form → the codes of those who have it.
        shown: code → the name that is shown.
        over: the codes of those that do not hold today.
        others: further forms of names, looked at where nobody is called so.
    """

    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[str, str] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, code: str, name: str, *others: str, holds: bool = True) -> None:
        """Notes one thing, with the names that it may be called by."""
        self.shown.setdefault(code, name)
        for one in (name, code, f"{name} ({code})", *others):
            if same(one):
                self.codes[same(one)].add(code)
        for one in other_forms(name):
            self.others[same(one)].add(code)
        if not holds:
            self.over.add(code)

    def find(self, text: str) -> set[str]:
        """Those with this name; of several, those that hold today, where there are any."""
        found = self.codes.get(same(text)) or self.others.get(same(text), set())
        if len(found) > 1:
            exact = {code for code in found if code == text.strip()}
            current = {code for code in found if code not in self.over}
            return exact or current or set(found)
        return set(found)

    def words(self, code: str | None) -> str:
        """A name that leads to this one and to no other."""
        if not code:
            return ""
        name = self.shown.get(code, code)
        if self.find(name) == {code}:
            return name
        longer = f"{name} ({code})"
        return longer if self.find(longer) == {code} else code


@dataclass
class Stands:
    """Everything that the workbook can show of a helsefellesskap."""

    rows: dict[str, list[StoredRow]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, KnownNames] = field(default_factory=lambda: defaultdict(KnownNames))
    instances: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def longest(self) -> dict[str, int]:
        """How long a code may be, kind by kind."""
        fields = {name: sheet.model._meta.get_field("slug") for name, sheet in SHEETS.items()}
        return {name: getattr(field, "max_length", 0) for name, field in fields.items()}

    def note(self, sheet: str, standing: StoredRow, *names: str) -> None:
        """Adds a row, and the names that lead to it."""
        self.rows[sheet].append(standing)
        self.instances[sheet][standing.code] = standing.records["own"]
        if names:
            self.names[sheet].add(standing.code, *names, holds=standing.holds)

    def words(self, sheet: Sheet, column: str, value: Any) -> str:
        """A value as it is written in a cell."""
        form = sheet.column(column).form
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(form, OneOf):
            return str(dict(form.choices.choices).get(value, value))
        if form.is_reference:
            names = self.names[form.to]  # type: ignore[attr-defined]
            if isinstance(value, list):
                shown = ((code, names.words(code)) for code in value)
                return "; ".join(code if ";" in name else name for code, name in shown)
            return names.words(value)
        if not isinstance(form, TextForm) and _is_iso(value):
            date = datetime.date.fromisoformat(value)
            return f"{date.day}.{date.month}.{date.year}"
        return str(value)


def _is_iso(value: str) -> bool:
    return len(value) == 10 and value[4] == "-"


Read = dict[str, list[Any]]
"""All records that rows are made of, by what they are."""


def stands() -> Stands:
    """How the helsefellesskap of the scope stands; one query."""
    found = Stands()
    seats = Seat.objects.select_related("body", "side", "represents_party", "represents_region")
    read = together(
        **{name: model._default_manager.all() for name, model in NAMED.items()},
        numbers=PartyNumber.objects.all(),
        participations=Participation.objects.all(),
        parties=Party.objects.select_related("side", "part_of"),
        members=RegionMembership.objects.select_related("party").order_by("party__sort_key", "pk"),
        regions=Region.objects.select_related("side", "host"),
        roles=Assignment.objects.select_related("party").order_by("valid_from", "pk"),
        people=Person.objects.select_related("party"),
        contact_points=ContactPoint.objects.select_related("party", "region"),
        bodies=Body.objects.select_related("tier", "parent"),
        terms=Term.objects.select_related("person"),
        seats=seats.order_by("body__order", "body__sort_key", "order", "slug"),
    )
    for name in NAMED:
        for record in read[name]:
            found.names[name].add(record.slug, record.name)
            found.instances[name][record.slug] = record
    for note in (_parties, _regions, _people, _contact_points, _bodies, _seats):
        note(found, read)
    return found


def _own(sheet: str, record: Any, **more: Any) -> dict[str, Any]:
    """The values of a record's own fields, as reading gives them."""
    values: dict[str, Any] = {"code": more.pop("code", None) or record.slug}
    for column in SHEETS[sheet].columns:
        if column.own:
            values[column.name] = _plain(getattr(record, column.name), column.form)
    return values | more


def _plain(value: Any, form: Any) -> Any:
    if isinstance(value, models.Model):
        return value.slug  # type: ignore[attr-defined]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return cleaned(value, lines=isinstance(form, TextForm) and form.lines)
    return value


def _last(records: Iterable[Any], field_name: str) -> dict[int, Any]:
    """The last of each one's records by when they begin, by the key of what they belong to."""
    ordered = sorted(records, key=lambda one: (one.valid_from or datetime.date.min, one.pk))
    return {getattr(one, field_name): one for one in ordered}


def _lasting(records: Any) -> Iterator[Any]:
    day = today()
    return (one for one in records if one.valid_to is None or one.valid_to >= day)


def _date(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


def _parties(found: Stands, read: Read) -> None:
    numbers = _last(read["numbers"], "party_id")
    participations = _last(read["participations"], "party_id")
    for party in read["parties"]:
        number, takes_part = numbers.get(party.pk), participations.get(party.pk)
        values = _own(
            "parties",
            party,
            municipality_number=number.number if number else "",
            capacity=takes_part.capacity if takes_part else "",
        )
        records = {"own": party, "number": number, "participation": takes_part}
        standing = StoredRow("parties", party.slug, values, records, party.holds_on(today()))
        more = [number.number] if number else []
        found.note("parties", standing, party.name, party.short_name, *more)


def _regions(found: Stands, read: Read) -> None:
    members: dict[int, list[RegionMembership]] = defaultdict(list)
    for membership in _lasting(read["members"]):
        members[membership.region_id].append(membership)
    for region in read["regions"]:
        slugs = list(dict.fromkeys(one.party.slug for one in members[region.pk]))
        values = _own("regions", region, members=slugs)
        records = {"own": region}
        standing = StoredRow("regions", region.slug, values, records, region.holds_on(today()))
        found.note("regions", standing, region.name)


def _people(found: Stands, read: Read) -> None:
    roles: dict[int, dict[tuple[str, int | None], Assignment]] = defaultdict(dict)
    for role in _lasting(read["roles"]):
        roles[role.person_id][role.kind, role.party_id] = role
    for person in read["people"]:
        held: list[Assignment | None] = [*roles[person.pk].values()]
        for role_held in held or [None]:
            values = _own(
                "people",
                person,
                role=role_held.kind if role_held else "",
                role_party=role_held.party.slug if role_held and role_held.party else None,
                role_from=_date(role_held.valid_from) if role_held else None,
                role_to=_date(role_held.valid_to) if role_held else None,
            )
            records = {"own": person, "role": role_held}
            found.note(
                "people", StoredRow("people", person.slug, values, records),
                person.name, person.email,
            )  # fmt: skip


def _contact_points(found: Stands, read: Read) -> None:
    for point in read["contact_points"]:
        values, holds = _own("contact_points", point), point.holds_on(today())
        standing = StoredRow("contact_points", point.slug, values, {"own": point}, holds)
        found.note("contact_points", standing, point.title)


def _bodies(found: Stands, read: Read) -> None:
    for body in read["bodies"]:
        holds = body.holds_on(today())
        standing = StoredRow("bodies", body.slug, _own("bodies", body), {"own": body}, holds)
        found.note("bodies", standing, body.name, body.short_name, *body.also_known_as)


def _seats(found: Stands, read: Read) -> None:
    terms = _last(_lasting(read["terms"]), "seat_id")
    for seat in read["seats"]:
        term = terms.get(seat.pk)
        values = _own(
            "seats",
            seat,
            code=f"{seat.body.slug}/{seat.slug}",
            person=term.person.slug if term and term.person else None,
            holder=cleaned(term.holder) if term else "",
            held_from=_date(term.valid_from) if term else None,
            held_to=_date(term.valid_to) if term else None,
        )
        records = {"own": seat, "term": term}
        standing = StoredRow("seats", values["code"], values, records, seat.holds_on(today()))
        found.note("seats", standing, f"{seat.body.name}: {seat.label}")
