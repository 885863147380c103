"""bodies/<id>.yaml: one body a file."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from samspill.common.open_format.base import (
    DatedFact,
    Fact,
    Key,
    Line,
    Strict,
    Text,
    WholeFile,
    or_else,
)
from samspill.parties.open_format.types import PartyKind

SeatRole = Literal["member", "observer", "secretary", "substitute"]
OfficeKind = Literal["chair", "deputy_chair", "secretary", "host"]
DecisionRule = Literal["consensus", "unanimity", "majority", "majority_per_side"]
OnePer = Literal[
    "region", "municipality", "hospital_trust", "clinic", "party", "specialist_party", "body"
]
Count = Annotated[int, Field(ge=0, le=500)]
ROLES_WITH_RIGHTS = {"member", "substitute"}
"""Who may vote and propose where nothing else is said."""


class Tier(DatedFact):
    """A level of bodies."""

    id: Key
    name: Line
    order: int = Field(default=0, ge=0, le=100)
    national_name: str = ""
    """What the national agreement calls this level."""
    description: Text = ""


class Predecessor(Fact):
    """A body that this one took over after."""

    body: Key
    on: datetime.date | None = None
    part: str = ""


class DecisionStep(Fact):
    """A step of how the body comes to a decision."""

    rule: DecisionRule | None = None
    sent_to: Key | None = None
    """The body that the matter goes to, where this one does not come to a decision."""
    text: Annotated[str, StringConstraints(max_length=400)] = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.rule or self.sent_to or self.text):
            raise ValueError("a step gives rule, sent_to or text")
        return self


class Decided(Strict):
    """Which body decided something, when, and in which case; what is left out is not entered."""

    decided_by: Key | None = None
    decided_on: datetime.date | None = None
    decision_reference: str = Field(default="", max_length=200)
    decided_otherwise: str = Field(default="", max_length=1000)
    """Why it was decided otherwise than the rules of authority say."""


class EndDecided(Strict):
    """Who decided on the last day; left out where it was told when the body was created."""

    end_decided_by: Key | None = None
    end_decided_on: datetime.date | None = None
    end_reference: str = Field(default="", max_length=200)
    end_otherwise: str = Field(default="", max_length=1000)
    """Why it was decided otherwise than the rules of authority say."""
    end_told_on: datetime.date | None = None
    """When somebody said that it is over; until then it is asked about, once the day is past."""


class Mandate(DatedFact, Decided):
    """What the body is for in a period."""

    text: Text = ""
    tasks: list[Line] = []


class CompositionLine(Fact):
    """How many seats of one group."""

    id: Key
    label: Line
    side: Key | None = None
    role: SeatRole = "member"
    count: Count | None = Field(default=None, exclude=True)
    """Exactly this many; the same as minimum and maximum alike."""
    minimum: Count | None = None
    maximum: Count | None = None
    one_per: OnePer | None = None
    """As many as there are of these on the date; a number is then for each of them. ``party`` is
    each party of the line's side that takes part as a member, ``specialist_party`` each hospital
    trust and hospital that does."""
    one_per_tier: Key | None = None
    """With ``one_per: body``: the level whose bodies (``kind: body``) are counted."""
    as_many_as: Key | None = None
    """In place of a number: as many members as this other side has."""

    @model_validator(mode="after")
    def _count_sets_both_bounds(self) -> Self:
        if self.count is not None:
            if self.minimum is not None or self.maximum is not None:
                raise ValueError("give either count, or minimum and maximum, not both")
            self.minimum = self.maximum = self.count
            self.count = None
        if self.as_many_as:
            if self.one_per or self.minimum is not None or self.maximum is not None:
                raise ValueError("give either as_many_as, or one_per and a number, not both")
            if self.as_many_as == self.side:
                raise ValueError("as_many_as names another side than the line's own")
        return self


class CompositionRule(DatedFact):
    """How the body is put together in a period."""

    balanced: bool = False
    """True where the sides shall have equally many members."""
    both_genders: bool = False
    """True where each gender shall be represented as likestillings- og diskrimineringsloven § 28
    asks."""
    every_region: bool = False
    """True where each region shall have a member."""
    note: Text = ""
    lines: list[CompositionLine] = []


class Represents(Strict):
    """What a seat represents: one of these."""

    party: Key | None = None
    region: Key | None = None
    body: Key | None = None
    office: OfficeKind | None = None
    """With ``body``: whose office the seat follows, such as its chair."""
    seat: Key | None = None
    """With ``body``: whoever holds this seat of it sits here too."""
    role: str = ""
    """A group that is not a party, such as the regular general practitioners."""

    @model_validator(mode="after")
    def _only_one(self) -> Self:
        given = [name for name in ("party", "region", "body") if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"a seat represents one thing, not both {' and '.join(given)}")
        if self.office and not self.body:
            raise ValueError("office needs body: whose office is it?")
        if self.seat and not self.body:
            raise ValueError("seat needs body: in which body is it?")
        if self.seat and self.office:
            raise ValueError("a seat follows an office or another seat, not both")
        return self


class Term(DatedFact):
    """Who sits on the seat from when to when."""

    party: Key | None = None
    """Where the holder comes from; the seat may speak for another party, or for a region."""
    holder: str = ""
    """The role that sits here, such as "kommunalsjef". Never a real person's name."""
    person: Key | None = None
    acting: bool = False


class Substitute(DatedFact):
    """Who steps in for the seat that this stands under."""

    id: Key | None = None
    """Left out: the seat's, and «vara»."""
    label: str = ""
    """Left out: «Vara for» and the seat's."""
    represents: Represents | None = None
    """Left out: as the seat."""
    holders_recorded: bool = True
    terms: list[Term] = []


class Seat(DatedFact):
    """A place in the body, whoever sits on it."""

    id: Key = ""
    label: str = Field(default="", max_length=400)
    one_per: OnePer | None = Field(default=None, exclude=True)
    """Short for a seat for each of these, as long as it takes part. ``id`` is then put after the id
    of each, ``label`` is its name unless given, and ``{name}`` in a text stands for its name."""
    one_per_tier: Key | None = Field(default=None, exclude=True)
    """With ``one_per: body``: the level whose bodies have a seat each, by their chair."""
    group: Key | None = None
    """The line of the composition rule that the seat is counted under."""
    side: Key | None = None
    role: SeatRole = "member"
    represents: Represents | None = None
    may_vote: bool | None = None
    """Left out: members and substitutes may, others may not. The same for may_propose."""
    may_propose: bool | None = None
    may_speak: bool = True
    substitute_for: Key | None = None
    """A personal substitute: the seat that this one steps in for."""
    rank: Annotated[int, Field(ge=1, le=100)] | None = None
    """A ranked substitute: 1 is called first."""
    holders_recorded: bool = True
    """False where nobody has entered who sits here: then it is not called vacant."""
    terms: list[Term] = []
    substitutes: list[Substitute] = Field(default=[], exclude=True)
    """Who steps in for this seat, in the order in which they are called."""

    @model_validator(mode="after")
    def _has_a_name_of_its_own(self) -> Self:
        missing = [name for name in ("id", "label") if not getattr(self, name)]
        if missing and not self.one_per:
            raise ValueError(f"{' and '.join(missing)} must be given")
        return self

    @model_validator(mode="after")
    def _rights_follow_the_role(self) -> Self:
        default = self.role in ROLES_WITH_RIGHTS
        if self.may_vote is None:
            self.may_vote = default
        if self.may_propose is None:
            self.may_propose = default
        return self


class Office(DatedFact):
    """Which seat holds an office in a period."""

    office: OfficeKind
    seat: Key
    number: Annotated[int, Field(ge=1, le=10)] = 1
    """Where several hold it at once: which of them. Another body's seat follows the first."""


class OfficeRule(DatedFact):
    """How many hold an office at once, and who may: somebody from any of those that it names."""

    office: OfficeKind
    at_once: Annotated[int, Field(ge=1, le=10)] = 1
    each_side: bool = False
    """True where those who hold it at once come from a side each."""
    sides: list[Key] = []
    parties: list[Key] = []
    regions: list[Key] = []
    kind: PartyKind | None = None
    text: Annotated[str, StringConstraints(max_length=400)] = ""
    """Who may hold it, in words, beside or in place of the others."""


class Opposite(Strict):
    """An office that another is the opposite of."""

    office: OfficeKind
    body: Key | None = None
    """Left out: the same body."""


class Rotation(Fact):
    """How an office goes round: in turn, or always from another side than some other office."""

    office: OfficeKind
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    order: list[Key] = []
    """Sides, parties or regions, in turn."""
    starts_on: datetime.date | None = None
    """The first day of the first turn. Left out: it cannot be told whose turn it is."""
    opposite_of: Opposite | None = None

    @model_validator(mode="after")
    def _in_turn_or_opposite(self) -> Self:
        in_turn = self.months or self.order or self.starts_on
        if self.opposite_of and in_turn:
            raise ValueError("give either months, order and starts_on, or opposite_of, not both")
        if not self.opposite_of and not self.months:
            raise ValueError("months must be given, or opposite_of")
        return self


class CalendarDay(Fact):
    """A day when the body is to meet: short for a meeting of it alone (``meetings.yaml``)."""

    date: datetime.date
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    title: str = ""
    place: str = ""
    tentative: bool = False


def _listed(value: object) -> object:
    """``seats: {one_per: municipality}`` is short for a list of that alone."""
    return [value] if isinstance(value, dict) else value


class Body(WholeFile, DatedFact, Decided, EndDecided):
    """bodies/<id>.yaml."""

    id: Key
    formerly: list[Key] = []
    """Earlier ids: their addresses lead here."""
    name: Line
    short_name: str = ""
    also_known_as: list[Line] = []
    kind: Literal[
        "body", "committee", "network", "working_group", "secretariat", "coordinating_unit"
    ] = "body"
    tier: Key | None = None
    parent: Key | None = None
    regions: list[Key] = []
    """Only for these regions; left out: for all. The municipalities of others lack no seat here."""
    parties: list[Key] = []
    """Only for these parties; left out: for everyone that takes part, or for the regions' own."""
    order: int = Field(default=0, ge=0, le=1000)
    summary: Text = ""
    decision_mode: Literal["advisory", "delegated", "recommends"] | None = None
    decision_rule: DecisionRule | None = None
    decision_steps: Annotated[int, Field(ge=1, le=5)] | None = None
    decision_path: list[DecisionStep] = []
    """What is tried first, and what then; ``decision_steps`` where only their number is known."""
    quorum: str = ""
    term_months: Annotated[int, Field(ge=1, le=600)] | None = None
    meeting_frequency: str = ""
    all_seats_entered: bool = False
    """True where every seat that the body has stands here. Only then can a page say that somebody
    has no seat, or that there are too few."""
    predecessors: list[Predecessor] = []
    mandates: list[Mandate] = []
    composition: list[CompositionRule] = []
    seats: Annotated[list[Seat], BeforeValidator(_listed), or_else()] = []
    offices: list[Office] = []
    office_rules: list[OfficeRule] = []
    rotations: list[Rotation] = []
    calendar: list[CalendarDay] = Field(default=[], exclude=True)
    """Short for meetings of the body alone; exported as those."""
