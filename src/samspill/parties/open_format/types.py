"""parties.yaml, regions.yaml, persons.yaml, contacts.yaml and facilities.yaml."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from samspill.common.open_format.base import DatedFact, Fact, Key, Language, Line, Strict, Text, Web
from samspill.parties.numbers import MUNICIPALITY, ORGANISATION

PartyKind = Literal[
    "municipality",
    "hospital_trust",
    "regional_trust",
    "clinic",
    "hospital",
    "intermunicipal",
    "user_organisation",
    "professional_group",
    "state",
    "county",
    "education",
    "other",
]


class Side(Fact):
    """One of the parts that a balance is counted between."""

    id: Key
    name: Line
    also_known_as: list[Line] = []
    """What texts call its members together, such as «KS» for the municipalities."""
    order: int = Field(default=0, ge=0, le=100)


class OwnLanguage(Fact):
    """A language that the helsefellesskap has beside that of its pages."""

    language: Language
    name: str = Field(default="", max_length=200)
    """What the helsefellesskap is called in it."""


class Retention(Fact):
    """How long a kind of personal data is kept, where that differs from the usual."""

    kind: Literal["contact", "name", "seat_holder"]
    days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    """Days after the last role. Left out: as long as the official record."""
    reason: Annotated[str, StringConstraints(max_length=500)] = ""


class PartyName(DatedFact):
    """A name other than the party's present one in the language of the helsefellesskap."""

    name: Line
    language: Language = "nb"
    kind: Literal["official", "parallel", "short"] = "official"
    """official: an earlier official name. parallel: official in another language."""


class PartyNumber(DatedFact):
    """A municipality number in a period."""

    number: Annotated[str, StringConstraints(pattern=rf"^{MUNICIPALITY}$")]


class Participation(DatedFact):
    """In what capacity a party takes part."""

    capacity: Literal["member", "associated", "observer"] = "member"
    note: str = ""


class Successor(Fact):
    """Which party took over, and when."""

    party: Key
    on: datetime.date
    part: str = ""
    """What went over, where it was not the whole."""


class Tile(Strict):
    """Where the party stands on the tile map; row 1, column 1 is up and left."""

    row: int = Field(ge=1, le=40)
    column: int = Field(ge=1, le=40)


class Party(DatedFact):
    """An organisation; its period is that of the organisation itself."""

    id: Key
    formerly: list[Key] = []
    """Earlier ids: their addresses lead here."""
    kind: PartyKind
    name: Line
    short_name: str = ""
    side: Key | None = None
    part_of: Key | None = None
    """The party that this one is a unit of."""
    organisation_number: Annotated[str, StringConstraints(pattern=rf"^({ORGANISATION})?$")] = ""
    website: Web = ""
    summary: Text = ""
    tile: Tile | None = None
    names: list[PartyName] = []
    numbers: list[PartyNumber] = []
    participation: list[Participation] = []
    succeeded_by: list[Successor] = []


class RegionMember(DatedFact):
    """A party in a region."""

    party: Key


class Region(DatedFact):
    """Municipalities that act together."""

    id: Key
    name: Line
    kind: Line = "kommuneregion"
    side: Key | None = None
    host: Key | None = None
    """The party that runs the region's common functions."""
    summary: Text = ""
    members: list[RegionMember] = []


def _invented(value: bool) -> bool:
    if not value:
        raise ValueError("true: real people are entered in the browser, and named in no file")
    return value


class Person(Fact):
    """Someone invented who can hold a seat: real people are entered here, and in no file."""

    id: Key
    name: Line
    gender: Literal["", "woman", "man"] = ""
    """Recorded only where a body's rule asks for both genders."""
    invented: Annotated[bool, AfterValidator(_invented)] = True


class Contact(DatedFact):
    """Where to turn: a function, never a private person."""

    id: Key
    title: Line
    kind: Literal["secretariat", "coordinating_unit", "contact", "editor", "other"] = "contact"
    party: Key | None = None
    region: Key | None = None
    description: Text = ""
    email: str = ""
    phone: str = ""
    url: Web = ""


class Facility(DatedFact):
    """A place that municipalities run together or under an agreement."""

    id: Key
    kind: Literal["emergency_beds", "district_medical_centre", "other"]
    name: Line
    beds: Annotated[int, Field(ge=0, le=10_000)] | None = None
    started_year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    parties: list[Key] = []
