"""The sheets of the workbook and their columns; everything else goes by this table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Role, Seat
from samspill.onboarding.values import (
    Choice,
    Day,
    Form,
    MunicipalityNumber,
    OrganisationNumber,
    Reference,
    References,
    Text,
    Words,
    YesNo,
    in_all_languages,
)
from samspill.parties.models import Assignment, ContactPoint, Participation, Party, Person, Region

TEXT, LINES, DAY, YES_NO = Words(), Words(lines=True), Day(), YesNo()
CODE = "code"
EXAMPLE = _("Example:")
"""What the first cell of a row that shows how begins with; such a row is not read."""
GUIDE, LISTS = _("Read this first"), _("Lists")


@dataclass(frozen=True)
class Column:
    """A column: the value's name, its form, its heading and how the example row is filled in.

    ``own`` tells that the value is the field of that name in the sheet's model.
    """

    name: str
    form: Form = TEXT
    heading: Text = ""
    required: bool = False
    own: bool = True
    example: Text = ""

    @property
    def label(self) -> str:
        return str(self.heading)

    def headed(self, model: type[models.Model]) -> Column:
        """With the words of the model's field as its heading, where it has none of its own."""
        if self.heading:
            return self
        field: Any = model._meta.get_field(self.name)
        return replace(self, heading=field.verbose_name)


@dataclass(frozen=True)
class Sheet:
    """A sheet: which kind of record its rows are."""

    name: str
    title: Text
    model: type[models.Model]
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        headed = tuple(column.headed(self.model) for column in self.columns)
        object.__setattr__(self, "columns", headed)

    def column(self, name: str) -> Column:
        """Raises KeyError: there is no such column."""
        return {column.name: column for column in self.columns}[name]

    @property
    def required(self) -> list[Column]:
        return [column for column in self.columns if column.required]


_CODE = Column(CODE, TEXT, _("Code (leave as it is)"), own=False)
_PERIOD = (Column("valid_from", DAY), Column("valid_to", DAY))

PARTIES = Sheet(
    "parties",
    _("Parties"),
    Party,
    (
        Column("name", required=True, example=_("Storvik municipality")),
        Column("kind", Choice(Party.Kind), required=True, example=Party.Kind.MUNICIPALITY.label),
        Column("short_name", example="Storvik"),
        Column(
            "municipality_number",
            MunicipalityNumber(),
            _("Municipality number"),
            own=False,
            example="5006",
        ),
        Column("side", Reference("sides"), required=True, example=_("The municipalities")),
        Column("capacity", Choice(Participation.Capacity), _("Takes part as"), own=False,
               example=Participation.Capacity.MEMBER.label),
        Column("part_of", Reference("parties")),
        Column("organisation_number", OrganisationNumber()),
        Column("website", example="https://www.storvik.example"),
        Column("summary", LINES),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
REGIONS = Sheet(
    "regions",
    _("Regions"),
    Region,
    (
        Column("name", required=True, example=_("The inland region")),
        Column("kind", example="kommuneregion"),
        Column("side", Reference("sides"), required=True, example=_("The municipalities")),
        Column("host", Reference("parties"), example=_("Storvik municipality")),
        Column(
            "members",
            References("parties"),
            _("Members (with a semicolon between)"),
            own=False,
            example=_("Storvik municipality; Lillevik municipality"),
        ),
        Column("summary", LINES),
        *_PERIOD,
        _CODE,
    ),
)
PEOPLE = Sheet(
    "people",
    _("Persons"),
    Person,
    (
        Column("name", required=True, example="Kari Nordmann"),
        Column("email", example="kari@storvik.example"),
        Column("phone", example="73 00 00 00"),
        Column("party", Reference("parties"), _("Works in"), example=_("Storvik municipality")),
        Column("role", Choice(Assignment.Kind), _("Role"), own=False,
               example=Assignment.Kind.CONTACT.label),
        Column(
            "role_party", Reference("parties"), _("Has the role for"), own=False,
            example=_("Storvik municipality"),
        ),
        Column("role_from", DAY, _("Has the role from"), own=False, example="1.1.2026"),
        Column("role_to", DAY, _("Has the role to and including"), own=False),
        _CODE,
    ),
)  # fmt: skip
CONTACT_POINTS = Sheet(
    "contact_points",
    _("Contact points"),
    ContactPoint,
    (
        Column("title", required=True, example=_("Coordinating unit in Storvik")),
        Column("kind", Choice(ContactPoint.Kind), required=True,
               example=ContactPoint.Kind.COORDINATING_UNIT.label),
        Column("party", Reference("parties"), example=_("Storvik municipality")),
        Column("region", Reference("regions")),
        Column("description", LINES),
        Column("email", example="ke@storvik.example"),
        Column("phone", example="73 00 00 01"),
        Column("url"),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
BODIES = Sheet(
    "bodies",
    _("Bodies"),
    Body,
    (
        Column("name", required=True, example=_("Strategic committee")),
        Column("short_name", example="SSU"),
        Column("kind", Choice(Body.Kind), required=True, example=Body.Kind.BODY.label),
        Column("tier", Reference("tiers"), required=True, example=_("Strategic level")),
        Column("parent", Reference("bodies"), example=_("Partnership meeting")),
        Column("summary", LINES),
        Column("decision_rule", Choice(Body.DecisionRule),
               example=Body.DecisionRule.CONSENSUS.label),
        Column("meeting_frequency", example=_("Four times a year")),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
SEATS = Sheet(
    "seats",
    _("Seats"),
    Seat,
    (
        Column("body", Reference("bodies"), required=True, example=_("Strategic committee")),
        Column("label", TEXT, _("Seat"), required=True, example=_("Storvik municipality")),
        Column("role", Choice(Role), required=True, example=Role.MEMBER.label),
        Column("side", Reference("sides"), required=True, example=_("The municipalities")),
        Column("represents_party", Reference("parties"), example=_("Storvik municipality")),
        Column("represents_region", Reference("regions")),
        Column("represents_role"),
        Column("may_vote", YES_NO, example=_("Yes")),
        Column("person", Reference("people"), _("Person"), own=False, example="Kari Nordmann"),
        Column("holder", TEXT, _("Holder, by role"), own=False, example=_("Municipal director")),
        Column("held_from", DAY, _("Sits from"), own=False, example="1.1.2026"),
        Column("held_to", DAY, _("Sits to and including"), own=False, example="31.12.2027"),
        *_PERIOD,
        _CODE,
    ),
)

SHEETS = {sheet.name: sheet for sheet in (PARTIES, REGIONS, PEOPLE, CONTACT_POINTS, BODIES, SEATS)}
"""In the order in which they are saved: what is referred to comes first."""


@lru_cache(maxsize=16)
def headings(name: str) -> dict[str, str]:
    """How each column of a sheet is headed in any of the languages → the column's name."""
    return {
        form: column.name
        for column in SHEETS[name].columns
        for form in in_all_languages(column.heading)
    }


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """How each sheet is called in any of the languages → the sheet's name."""
    return {form: sheet.name for sheet in SHEETS.values() for form in in_all_languages(sheet.title)}
