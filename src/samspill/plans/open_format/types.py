"""plans/<id>.yaml and status_tables.yaml."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from samspill.common.open_format.base import Fact, Key, Line, Strict, Text, WholeFile
from samspill.common.open_format.loose import LooselyDatedFact

Path = Annotated[
    str,
    StringConstraints(pattern=r"^[^/\s]+/[^/\s]+/[^/\s]+$", max_length=300),
]
"""A measure of another plan: plan/edition/number."""
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class MeasureOwner(Strict):
    """One of those who answer for a measure; exactly one of these is given."""

    body: Key | None = None
    party: Key | None = None
    group: Literal["everyone", "municipalities", "regions"] | None = None
    role: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(bool(one) for one in (self.body, self.party, self.group, self.role)) != 1:
            raise ValueError("give one of body, party, group and role")
        return self


class Link(Strict):
    """A document, or one provision of it, that a measure is about."""

    document: Key
    provision: Key | None = None
    note: str = Field(default="", max_length=300)


class Goal(Fact):
    """A main goal."""

    id: Key
    """Its number in the plan."""
    title: Line


class Area(Fact):
    """A focus area under a main goal."""

    id: Key
    """Its number in the plan."""
    goal: Key
    title: Line
    agreements: str = Field(default="", max_length=200)
    """The agreements or guidelines that it serves, as written."""
    documents: list[Key] = []
    """Those of them that are documents here."""
    summary: Text = ""


class Measure(Fact):
    """A measure, with who and when as written."""

    id: Key
    """Its number in the plan."""
    also_known_as: list[Line] = []
    """Its numbers elsewhere in the source."""
    area: Key
    text: Statement
    responsible: str = Field(default="", max_length=300)
    """As written. Left out: the source names nobody."""
    responsible_elsewhere: str = Field(default="", max_length=300)
    """As another place in the source writes it, where that differs."""
    owners: list[MeasureOwner] = []
    """Those of them that are known here, and roles."""
    when: str = Field(default="", max_length=100)
    """As written: «2018», «Høst 2018», «Fortløpende». Left out: the source gives no time."""
    years: list[Year] = []
    """The years that are marked."""
    also_serves: list[Key] = []
    """Other focus areas that it serves."""
    patient_groups: list[Key] = []
    links: list[Link] = []
    predecessor: Path | None = None
    """The measure of an earlier edition that it carries on: plan/edition/number."""
    note: Text = ""


class Dropped(Fact):
    """A measure of an earlier edition that is not carried on."""

    measure: Path
    reason: Statement


class Input(Fact):
    """What somebody asked of the plan; the sender is an organisation or a role."""

    id: Key
    sender: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    party: Key | None = None
    body: Key | None = None
    received_on: datetime.date | None = None
    text: Text = ""
    """In own words. Left out: the source gives no text."""
    focus_areas: list[Key] = []
    measures: list[Key] = []
    outcome: Text = ""
    """What came of it."""


class PlanEdition(LooselyDatedFact):
    """One version of a plan."""

    id: Key
    state: Literal["draft", "hearing", "adopted", "running", "closed"] = "draft"
    adopted_by: Key | None = None
    adopted_by_each_party: bool = False
    """True: no body adopted it, but each party by its own decision."""
    adopted_on: datetime.date | None = None
    case_reference: str = Field(default="", max_length=200)
    recommended_by: Key | None = None
    adopted_otherwise: str = Field(default="", max_length=1000)
    """Why it was adopted otherwise than the rules of authority say."""
    note: Text = ""
    goals: list[Goal] = []
    areas: list[Area] = []
    measures: list[Measure] = []
    dropped: list[Dropped] = []
    inputs: list[Input] = []


class Plan(WholeFile, Fact):
    """plans/<id>.yaml."""

    id: Key
    title: Line
    short_title: str = Field(default="", max_length=100)
    kind: Literal["action_plan", "strategy", "development_plan", "other"] = "action_plan"
    first_year: Year
    last_year: Year | None = None
    """Left out: the plan has no end."""
    summary: Text = ""
    document: Key | None = None
    """The plan's text among the documents."""
    predecessor: Key | None = None
    editions: list[PlanEdition] = []

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValueError("last_year is before first_year")
        return self


class StatusLevel(Strict):
    """One status of a legend."""

    id: Key
    label: Line
    scale: Literal["none", "partly", "full"]
    """Where it stands on the scale that all legends share."""


class StatusRow(Fact):
    """A goal with its status as reported."""

    id: Key
    group: str = Field(default="", max_length=200)
    text: Statement
    common_goal: Key | None = None
    """Ours: the same key as the same goal has in other tables."""
    status: Key | None = None
    """One of the table's levels. Left out: not reported."""
    comment: Text = ""
    note: Text = ""
    """Ours, such as that comment and status point in different directions."""


class StatusTable(Fact):
    """A table of goals with statuses."""

    id: Key
    title: Line
    party: Key | None = None
    plan_title: str = Field(default="", max_length=300)
    as_of: str = Field(default="", max_length=60)
    """When it was reported, as far as the source tells."""
    legend: Key | None = None
    levels: list[StatusLevel] = []
    note: Text = ""
    unsolved: Text = ""
    """Unsolved challenges as the reporter tells of them; Markdown."""
    is_regional: bool = False
    """True: about the whole health region, and the same in each helsefellesskap there."""
    rows: list[StatusRow] = []
