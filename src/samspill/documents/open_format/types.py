"""documents/<id>/document.yaml with its editions, authority.yaml and processes.yaml."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from samspill.bodies.open_format.types import DecisionRule
from samspill.common.loose import YEAR
from samspill.common.open_format.base import (
    DatedFact,
    Fact,
    Key,
    Language,
    Line,
    Strict,
    Text,
    Web,
    WholeFile,
    or_else,
)
from samspill.common.open_format.loose import LooselyDatedFact


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


class Requirement(DatedFact):
    """One point of a statute that the agreement must cover."""

    number: int = Field(ge=1, le=999)
    heading: Line
    text: Text = ""
    """What the point asks, in own words."""


class Assessment(Fact):
    """That somebody has judged whether a point is covered."""

    number: int = Field(ge=1, le=999)
    verdict: Literal["covered", "partial", "not_covered"]
    by: Line
    """A body, an organisation or a role, never a person's name."""
    on: datetime.date
    grounds: Text


class Statute(Fact):
    """A statute's paragraph. Of one that ships with the product its id is enough."""

    id: Key
    name: str = Field(default="", max_length=400)
    short_name: str = Field(default="", max_length=400)
    url: Web = ""
    requirements: list[Requirement] = []
    assessments: list[Assessment] = []


class Responsible(DatedFact):
    """A body that answers for the document."""

    body: Key
    note: str = ""


Several = Literal["members", "as_parent"]


class BoundParty(DatedFact):
    """A party that the document binds."""

    party: Key = ""
    all: Several | None = Field(default=None, exclude=True)
    """In place of ``party``, short for several. ``members``: those that take part as members, as
    long as they do. ``as_parent``: those that the document above binds. A party that stands beside
    by itself is as it stands there."""
    signed_on: datetime.date | None = None
    """When it signed: a day. A year or a month, such as 2020 or 2020-12, may stand here too."""
    signed_in: Annotated[str, StringConstraints(pattern=f"^({YEAR.pattern})?$")] = ""
    """The year or the month, where nobody knows the day."""
    signed_by: list[Key] = []
    """Who signed on its behalf; several signed jointly. Left out: the party itself."""
    signatory: str = Field(default="", max_length=200)
    """The role that signed, such as "ordføreren". Never a name."""
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _a_year_is_no_day(cls, given: Any) -> Any:
        written = str(given.get("signed_on", "")) if isinstance(given, dict) else ""
        if not YEAR.fullmatch(written):
            return given
        return {**{k: v for k, v in given.items() if k != "signed_on"}, "signed_in": written}

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if bool(self.party) == bool(self.all):
            raise ValueError("give either party or all")
        if self.signed_on and self.signed_in:
            raise ValueError("give either signed_on or signed_in")
        return self


def _all_in_short(value: object) -> object:
    """``parties: members`` is short for a list of that alone."""
    return [{"all": value}] if isinstance(value, str) else value


class DisputeStep(Fact):
    """A step of what is done when the parties disagree; they stand in their order."""

    body: Key | None = None
    who: str = Field(default="", max_length=300)
    """In words, where it is no body: the parties' leaders, or a board outside."""
    outside: bool = False
    """True: it is outside the helsefellesskap, such as the national board for disputes."""
    text: Text = ""
    """What is done, in own words."""
    days: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Within so many days."""

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if bool(self.body) == bool(self.who):
            raise ValueError("give either body, or who in words")
        if self.outside and self.body:
            raise ValueError("a body of the helsefellesskap is not outside it: say who in words")
        return self


class Predecessor(Fact):
    """A document, or one provision of it, that this one took over after."""

    document: Key
    provision: Key | None = None
    """The provision of the earlier document, where only that went over."""
    into: Key | None = None
    """The provision of this document that took over."""
    on: datetime.date | None = None
    part: str = ""
    """Which part went over, where it was not the whole."""
    into_part: str = ""
    """Where it went, where no provision is entered (such as a chapter)."""


class Coverage(DatedFact):
    """A point of a statute that the document covers; from when, where it came in later."""

    statute: Key
    number: int = Field(ge=1, le=999)
    provision: Key | None = None
    degree: Literal["full", "partial"] = "full"
    only: list[Line] = []
    """The parts of the point that it covers, where it covers in part."""
    all_but: list[Line] = []
    """The parts that it does not cover."""
    note: str = ""


class Reference(Fact):
    """A link to another document or provision."""

    document: Key
    provision: Key | None = None
    """The provision of the other document."""
    from_provision: Key | None = None
    """The provision of this document."""
    kind: Literal["implements", "refers"] = "refers"


class ProvisionText(Strict):
    """A provision as one edition words it: a heading in the Markdown file and what follows it."""

    id: Key
    number: str = Field(default="", max_length=40)
    heading: str = Field(default="", max_length=400)
    depth: int = Field(default=1, ge=1, le=6)
    body: Text = ""


class Edition(LooselyDatedFact):
    """The front matter of documents/<id>/<edition>.md, and the provisions under it."""

    id: Key
    label: str = Field(default="", max_length=80)
    """What it is called, where its id will not do."""
    title: str = ""
    """Its title, where it differs from the document's."""
    status: Literal[
        "draft", "hearing", "for_decision", "adopted", "in_force", "superseded", "withdrawn"
    ]
    language: Language = "nb"
    adopted_on: datetime.date | None = None
    adopted_by: Key | None = None
    adopted_by_each_party: bool = False
    """True: no body adopted it, but each party by its own decision."""
    recommended_by: Key | None = None
    adopted_note: str = ""
    matter: Literal["adopt", "revise", "small_changes"] | None = None
    """What was decided. Left out: the first edition adopts, a later one revises."""
    adopted_otherwise: str = Field(default="", max_length=1000)
    """Why it was adopted otherwise than the rules of authority say."""
    hearing_from: datetime.date | None = None
    hearing_to: datetime.date | None = None
    text: Literal["entered", "not_entered"] = "entered"
    """not_entered: the document exists, but its text is not in the file."""
    public: bool = True
    note: Text = ""
    url: Web = ""
    preamble: Text = ""
    """The text before the first heading."""
    provisions: list[ProvisionText] = []


class Document(WholeFile, DatedFact):
    """documents/<id>/document.yaml."""

    id: Key
    formerly: list[Key] = []
    """Earlier ids: their addresses lead here."""
    kind: Key
    number: str = Field(default="", max_length=40)
    title: str = Field(default="", max_length=400)
    """Left out: the document has none. Nobody makes one up."""
    short_title: str = ""
    parent: Key | None = None
    order: int = Field(default=0, ge=0, le=10_000)
    summary: Text = ""
    """What it is about, in plain language and own words."""
    exempt: str = ""
    """The statute that keeps the document from the public; left out, it is public."""
    patient_groups: list[Key] = []
    responsible: list[Responsible] = []
    parties: Annotated[
        list[BoundParty], BeforeValidator(_all_in_short), or_else({"enum": [*get_args(Several)]})
    ] = []
    """``members`` or ``as_parent`` is short for all of these."""
    predecessors: list[Predecessor] = []
    covers: list[Coverage] = []
    references: list[Reference] = []
    disputes: list[DisputeStep] = []
    """What is done when the parties disagree, step by step."""
    editions: list[Edition] = []
    """From the Markdown files beside document.yaml."""


class AuthorityRule(DatedFact):
    """Who may decide what."""

    id: Key
    letter: str = ""
    subject: Line
    matter: (
        Literal["adopt", "revise", "small_changes", "funds", "mandate", "create_body"] | None
    ) = None
    """Left out: whatever is done with the kinds of document."""
    decider: Literal["body", "each_party", "outside"]
    decider_outside: str = Field(default="", max_length=200)
    """Who it is, in words, where decider is outside."""
    bodies: list[Key] = []
    preparing_bodies: list[Key] = []
    adviser_outside: str = Field(default="", max_length=200)
    """Who outside the helsefellesskap gives advice first."""
    recommending_bodies: list[Key] = []
    recommendation_optional: bool = False
    document_kinds: list[Key] = []
    decision_rule: DecisionRule | None = None
    decision_steps: int | None = Field(default=None, ge=1, le=5)
    """How many decisions it takes, each in a meeting of its own; left out: one."""
    each_party_ratifies: bool = False
    note: Text = ""
    document: Key | None = None
    edition: Key | None = None
    clause: str = ""

    @model_validator(mode="after")
    def _an_edition_is_of_a_document(self) -> Self:
        if self.edition and not self.document:
            raise ValueError("edition is one of a document: name the document too")
        return self

    @model_validator(mode="after")
    def _a_body_decides(self) -> Self:
        if self.decider == "body" and not self.bodies:
            raise ValueError("decider is a body: name it under bodies")
        if (self.decider == "outside") != bool(self.decider_outside):
            raise ValueError("decider_outside says who, where decider is outside")
        return self


class Milestone(DatedFact):
    """A step, with its date as it was written and as it can be read."""

    title: Line
    as_written: str = ""
    body: Key | None = None
    together_with: list[Key] = []
    """The other bodies of a joint meeting."""


class ProcessCalendar(DatedFact):
    """A process with a calendar of its own."""

    id: Key
    name: Line
    summary: Text = ""
    documents: list[Key] = []
    milestones: list[Milestone] = []
