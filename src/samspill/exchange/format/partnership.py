"""partnership.yaml, sources.yaml and law.yaml: the frame that the rest refers to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from samspill.exchange.format.base import DatedFact, Fact, Key, Line, Strict, Text


class Side(Fact):
    """One of the parts that a balance is counted between."""

    id: Key
    name: Line
    order: int = Field(default=0, ge=0, le=100)


class Tier(DatedFact):
    """A level of bodies."""

    id: Key
    name: Line
    order: int = Field(default=0, ge=0, le=100)
    national_name: str = ""
    """What the national agreement calls this level."""
    description: Text = ""


class DocumentKind(Fact):
    """A kind of document under its local name."""

    id: Key
    name: Line
    plural: Line
    role: Literal[
        "agreement",
        "guideline",
        "service_agreement",
        "special_agreement",
        "routine",
        "mandate",
        "plan",
        "other",
    ]
    """What the kind does in any helsefellesskap."""
    precedence: Annotated[int, Field(ge=1, le=100)] | None = None
    """Which goes before which where two documents differ; 1 goes first."""
    order: int = Field(default=0, ge=0, le=100)


class PatientGroup(DatedFact):
    """A group of patients that is given priority."""

    id: Key
    name: Line
    order: int = Field(default=0, ge=0, le=100)


class Retention(Fact):
    """How long a kind of personal data is kept, where that differs from the usual."""

    kind: Literal["contact", "name", "seat_holder"]
    days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    """Days after the last role. Left out: as long as the official record."""
    reason: Annotated[str, StringConstraints(max_length=500)] = ""


class Partnership(Strict):
    """partnership.yaml: what the helsefellesskap is and calls things."""

    slug: Key
    """Its name in addresses."""
    name: Line
    short_name: Line
    tagline: str = ""
    """One line under the name at the top of every page."""
    about: Text = ""
    """Markdown for the page about the helsefellesskap."""
    language: Literal["nb", "nn"] = "nb"
    invented: bool = False
    """True marks every page: this helsefellesskap does not exist."""
    health_region: Key | None = None
    """The same for every helsefellesskap of one health region: their status is shown together."""
    health_region_name: str = Field(default="", max_length=100)
    """What the health region is called."""
    left_out_of_region: bool = False
    """True: not shown on the page of the health region."""
    hosts: list[str] = []
    """Host names that lead straight to this helsefellesskap."""
    sides: list[Side] = []
    tiers: list[Tier] = []
    document_kinds: list[DocumentKind] = []
    patient_groups: list[PatientGroup] = []
    retention: list[Retention] = []


class Source(Strict):
    """A document that facts were taken from."""

    id: Key
    title: Line
    kind: str = ""
    publisher: str = ""
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    file: str = ""
    url: str = ""
    description: Text = ""


class Sources(Strict):
    """sources.yaml."""

    sources: list[Source] = []


class Requirement(DatedFact):
    """One point of a statute that the agreement must cover."""

    number: int = Field(ge=1, le=999)
    heading: Line
    text: Text = ""
    """What the point asks, in own words."""


class Statute(Fact):
    """A statute's paragraph."""

    id: Key
    name: Line
    short_name: Line
    url: str = ""
    requirements: list[Requirement] = []


class Law(Strict):
    """law.yaml."""

    statutes: list[Statute] = []
