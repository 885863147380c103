"""cases.yaml, meetings.yaml and practices.yaml: what bodies treat, when they meet, and how."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from samspill.cases.open_format.case_parts import CaseType, InputRequest
from samspill.common.open_format.base import DatedFact, Fact, Key, Line, Marked, Strict, Text, Web

Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+(/[a-z0-9.-]+){2}$", max_length=300)]
"""A measure: plan/edition/number."""
MeetingKind = Literal["ordinary", "extraordinary", "seminar", "conference", "dialogue", "committee"]
Short = Annotated[str, StringConstraints(max_length=1000)]
Number = Annotated[int, Field(ge=1, le=100_000)]
Year = Annotated[int, Field(ge=1800, le=2200)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Facts(Fact):
    """A record that tells its empty facts apart: what stands in no list is not entered."""

    unknown: list[Key] = []
    """The empty facts that nobody knows, by name."""
    not_applicable: list[Key] = []
    """Those that do not apply here."""


class StandingItem(Fact):
    """An item that a body has on each of its agendas."""

    id: Key
    title: Annotated[Line, StringConstraints(max_length=200)]
    purpose: Literal["call", "minutes", "other"] = "other"
    """call: approves the call and the agenda. minutes: approves the minutes of the last meeting."""
    type: CaseType | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    text: Text = ""
    last: bool = False
    """True where it stands after the cases."""


class Practice(DatedFact):
    """How a body numbers its cases in a period, and how many meetings a year it is to have."""

    body: Key
    number_pattern: Annotated[str, StringConstraints(max_length=60)] = ""
    """Such as "PSU {number}/{yy}"; left out: "{body} {number}/{year}". {nn} has two digits."""
    other_patterns: list[Annotated[str, StringConstraints(max_length=60)]] = []
    """How others write the same number: a case is found by these too."""
    least: Count | None = None
    most: Count | None = None
    objection_days: Annotated[int, Field(ge=1, le=365)] | None = None
    """Minutes that nobody objects to are approved after so many days. Left out: by a meeting."""
    measures: list[Path] = []
    """The measures that ask for so many meetings."""
    told_measures: list[Path] = []
    """The measures that ask that those represented are told what was decided."""
    standing_items: list[StandingItem] = []


class Arena(DatedFact):
    """arenas.yaml: what meetings of a body, of a kind, or of a kind in a body need."""

    body: Key | None = None
    """Left out: all bodies."""
    kind: MeetingKind | None = None
    """Left out: every kind."""
    called: bool = True
    minutes: bool = True
    approved: bool = True
    quorum: Count | None = None
    """Seats with a vote that must be there; left out: none is asked for."""


class CaseNumber(Fact):
    """The number of a case with one body."""

    body: Key
    year: Year
    number: Number
    written: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    """As the body writes it."""
    spelled: list[Annotated[str, StringConstraints(max_length=80)]] = []
    """Other ways of writing it, which lead to the case too."""


class CaseLink(Strict):
    """A document, or one provision of it, that a case is about."""

    document: Key
    provision: Key | None = None
    note: str = Field(default="", max_length=300)


class SideView(Fact):
    """What one side says in a disagreement."""

    side: Key
    text: Annotated[Marked, StringConstraints(min_length=1)]


class DisagreementStep(Fact):
    """A step that a disagreement took: a body, or who it is in words."""

    body: Key | None = None
    who: Annotated[str, StringConstraints(max_length=300)] = ""
    outside: bool = False
    """True where it is outside the helsefellesskap."""
    sent_on: datetime.date | None = None
    due_on: datetime.date | None = None
    answer: Marked = ""

    @model_validator(mode="after")
    def _someone(self) -> Self:
        if (self.body is not None) == bool(self.who):
            raise ValueError("give either body or who")
        return self


class Disagreement(Fact):
    """What the parties disagree on in a case."""

    id: Key
    title: Annotated[Line, StringConstraints(max_length=300)]
    document: Key | None = None
    """The document that says what is done; left out: the body sends it on."""
    raised_on: datetime.date | None = None
    settled_on: datetime.date | None = None
    outcome: Marked = ""
    views: list[SideView] = []
    steps: list[DisagreementStep] = []

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.raised_on and self.settled_on and self.settled_on < self.raised_on:
            raise ValueError("settled_on is before raised_on")
        return self


class Case(Facts):
    """cases.yaml: a question that bodies treat."""

    id: Key
    formerly: list[Key] = []
    """Earlier ids: their addresses lead here."""
    title: Annotated[Line, StringConstraints(max_length=300)]
    type: CaseType | None = None
    state: Literal["raised", "asked", "returned", "merged", "accepted", "closed"] = "accepted"
    state_reason: Short = ""
    year: Year | None = None
    body: Key | None = None
    """The body that has it now."""
    raised_on: datetime.date | None = None
    proposer: Key | None = None
    """The party that proposed it."""
    proposing_body: Key | None = None
    proposed_by: Annotated[str, StringConstraints(max_length=200)] = ""
    """Who proposed it in words, such as a role. Never a real person's name."""
    numbers: list[CaseNumber] = []
    question: Marked = ""
    background: Marked = ""
    assessment: Marked = ""
    proposal: Marked = ""
    authority: Key | None = None
    """The rule of who may decide it."""
    links: list[CaseLink] = []
    measures: list[Path] = []
    inputs: list[Path] = []
    """Input to plans that names it: plan/edition/input."""
    parties: list[Key] = []
    """The parties that it concerns; left out: everyone."""
    patient_groups: list[Key] = []
    follows: list[Key] = []
    """Earlier cases that it comes after."""
    input_requests: list[InputRequest] = []
    """What others were asked to say of it."""
    merged_into: Key | None = None
    told_on: datetime.date | None = None
    """When the parties that it concerns were told of the decision."""
    disagreements: list[Disagreement] = []
    exempt: Annotated[str, StringConstraints(max_length=200)] = ""
    """The statute that it is exempt from the public by."""

    @model_validator(mode="after")
    def _merged_into_one(self) -> Self:
        if (self.state == "merged") != (self.merged_into is not None):
            raise ValueError("state merged and merged_into go together")
        if self.proposer and self.proposing_body:
            raise ValueError("give proposer or proposing_body, not both")
        return self


class FollowUp(Fact):
    """What is to be done because of a decision."""

    id: Key
    text: Annotated[Line, StringConstraints(max_length=400)]
    party: Key | None = None
    body: Key | None = None
    role: Literal["chair", "deputy_chair", "secretary", "host"] | None = None
    """With body: whoever holds that office in it."""
    due_on: datetime.date | None = None

    @model_validator(mode="after")
    def _has_one_owner(self) -> Self:
        if self.party and self.body:
            raise ValueError("give party or body, not both")
        if self.role and not self.body:
            raise ValueError("role goes with body")
        return self


class Proposal(Fact):
    """What was proposed in the meeting, and by which seat."""

    id: Key
    text: Marked
    body: Key | None = None
    seat: Key | None = None

    @model_validator(mode="after")
    def _names_the_body_of_the_seat(self) -> Self:
        if (self.seat is None) != (self.body is None):
            raise ValueError("seat and its body go together")
        return self


class Recusal(Fact):
    """That a seat left for an item because of a conflict of interest."""

    body: Key
    seat: Key
    substitute: Key | None = None
    """The seat of who stepped in, in the same body."""
    reason: Annotated[str, StringConstraints(max_length=300)] = ""


class SideVotes(Fact):
    """The votes of one side on an item."""

    side: Key
    votes_for: Count
    votes_against: Count


class AgendaItem(Fact):
    """An item of a meeting's agenda."""

    id: Key
    case: Key | None = None
    body: Key | None = None
    """Whose item it is, where several bodies meet together."""
    approves: Key | None = None
    """The meeting whose minutes the item approves."""
    title: Annotated[str, StringConstraints(max_length=300)] = ""
    """Left out where it is called as the case is."""
    type: CaseType | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    text: Marked = ""
    late: bool = False
    """True where it was put up after the call."""
    discussion: Marked = ""
    outcome: (
        Literal["postponed", "sent_back", "sent_on", "recommended", "decided", "noted", "unknown"]
        | None
    ) = None
    """What came of it. Left out: not treated yet, or not entered."""
    decision: Marked = ""
    reason: Marked = ""
    mode: Literal["consensus", "unanimous", "votes"] | None = None
    votes_for: Count | None = None
    votes_against: Count | None = None
    side_votes: list[SideVotes] = []
    """Of each side, where the rule counts a majority on each."""
    exception: Short = ""
    """Why it was decided otherwise than the rules of authority say."""
    proposals: list[Proposal] = []
    recusals: list[Recusal] = []
    follow_ups: list[FollowUp] = []
    exempt: Annotated[str, StringConstraints(max_length=200)] = ""
    taken_out_on: datetime.date | None = None
    """The day that it was exempted, after everyone could read it in the minutes."""

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if not (self.case or self.title):
            raise ValueError("an item gives case or title")
        if self.outcome in ("decided", "recommended") and not self.decision:
            raise ValueError("decision must be given where something was decided or recommended")
        if self.mode != "votes" and not (self.votes_for is self.votes_against is None):
            raise ValueError("votes are given with mode votes alone")
        if self.mode != "votes" and self.side_votes:
            raise ValueError("votes of sides are given with mode votes alone")
        return self


class Attendance(Fact):
    """That who sits on a seat came, or did not. Never a person's name."""

    body: Key
    seat: Key
    came: Literal["yes", "no", "substitute"]
    substitute: Key | None = None
    """The seat of who came instead, in the same body."""
    note: Annotated[str, StringConstraints(max_length=200)] = ""

    @model_validator(mode="after")
    def _substitute_for_who_did_not_come(self) -> Self:
        if self.substitute and self.came != "substitute":
            raise ValueError("substitute goes with came: substitute")
        return self


class Correction(Fact):
    """What was put right in minutes after they were approved."""

    id: Key
    on: datetime.date
    text: Marked


class Meeting(Facts):
    """meetings.yaml: a meeting of one body or of several together."""

    id: Key
    formerly: list[Key] = []
    bodies: Annotated[list[Key], Field(min_length=1)]
    regions: list[Key] = []
    """The regions whose municipalities are invited, such as to a dialogue meeting."""
    title: Annotated[str, StringConstraints(max_length=200)] = ""
    kind: MeetingKind = "ordinary"
    date: datetime.date
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    place: Annotated[str, StringConstraints(max_length=200)] = ""
    link: Web = ""
    host: Annotated[str, StringConstraints(max_length=200)] = ""
    led_by: Annotated[str, StringConstraints(max_length=200)] = ""
    """Whose turn it is, or a role. Never a real person's name."""
    state: Literal["tentative", "planned", "called", "held", "cancelled"] = "planned"
    cases_by: datetime.date | None = None
    minutes: Literal["not_entered", "draft", "sent", "approved", "elsewhere"] = "not_entered"
    """elsewhere: only what the sources tell of them stands here."""
    minutes_at: Web = ""
    approved_on: datetime.date | None = None
    approved_how: Literal["meeting", "no_objection", "secretariat"] | None = None
    objections_by: datetime.date | None = None
    others: Short = ""
    """Who else was there, by role. Never a person's name."""
    note: Marked = ""
    items: list[AgendaItem] = []
    attendance: list[Attendance] = []
    corrections: list[Correction] = []

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValueError("it ends before it starts")
        if self.minutes in ("sent", "approved") and self.state != "held":
            raise ValueError("only a meeting that was held has minutes")
        return self
