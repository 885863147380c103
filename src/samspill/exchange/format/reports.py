"""reports.jsonl: what was reported on measures and on routines in use, a line each, in its order.

Lines of kind ``owed`` stand first, then ``round``, then ``report``. Names of persons do not stand
here: who reported is told by the role.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, TypeAdapter, model_validator

from samspill.common.open_format.base import Key, Line, Strict, Text

FILE = "reports.jsonl"
Status = Annotated[str, StringConstraints(pattern=r"^[^/\s]+/[^/\s]+$", max_length=200)]
"""A status of a legend: legend/status."""


class Owner(Strict):
    """Who owes: a party, a body, or a role in a body."""

    party: Key | None = None
    body: Key | None = None
    role: str = Field(default="", max_length=20)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.party is None) == (self.body is None) or (self.role and self.body is None):
            raise ValueError("give party, or body, or body and role")
        return self


class OfThing(Strict):
    """Names what somebody owes, and for whom it was opened.

    A measure (``plan``, ``edition`` and ``measure``), or a routine that is to be taken into use
    (``document`` and ``edition``).
    """

    plan: Key | None = None
    document: Key | None = None
    edition: Key
    measure: Key | None = None
    """Its number."""
    opened_for: list[Owner] = []

    @model_validator(mode="after")
    def _is_a_measure_or_a_routine(self) -> Self:
        is_measure = self.plan is not None and self.measure is not None
        if is_measure == (self.document is not None) or (self.plan is None) != (
            self.measure is None
        ):
            raise ValueError("name a measure by plan, edition, measure, or a routine by document")
        return self


class Moved(Strict):
    """Another due date than the one of the source, as it was set in the ledger."""

    due: Literal["date", "recurring", "continuous", "none"]
    on: datetime.date | None = None
    rule: str = Field(default="", max_length=300)
    """Of what is due again and again: an RRULE of RFC 5545."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if (self.on is not None) != (self.due in {"date", "recurring"}):
            raise ValueError("give a date where it is due on a date or again and again, only there")
        if bool(self.rule) != (self.due == "recurring"):
            raise ValueError("give a rule where it is due again and again, and only there")
        return self


class Owed(OfThing):
    """How it stands with what is owed, where that is more than the plan tells."""

    kind: Literal["owed"]
    owners: list[Owner] = []
    """Who owes it now."""
    opened_on: datetime.date
    due_on: datetime.date | None = None
    """Of a routine: when it is to be in use. A measure is due when its plan says."""
    moved: Moved | None = None
    """Of a measure: when it is due, where that is another time than its plan says."""
    closed_on: datetime.date | None = None
    closed_as: Literal["", "done", "dropped", "lapsed", "withdrawn"] = ""
    closed_reason: str = Field(default="", max_length=1000)
    public: bool = True


class Asked(Strict):
    """What a round asked about; ``owners`` are those who were asked, of a closed round."""

    measure: Key
    opened_for: list[Owner] = []
    owners: list[Owner] = []
    not_to_answer: list[Owner] = []
    """Those of them who had nothing to answer, as it was closed meanwhile."""


class Round(Strict):
    """A round of reporting."""

    kind: Literal["round"]
    plan: Key
    edition: Key
    id: Key
    title: Line
    opened_at: AwareDatetime
    due_on: datetime.date
    closed_at: AwareDatetime | None = None
    asked: list[Asked] = []


class Report(OfThing):
    """What an owner said."""

    kind: Literal["report"]
    at: AwareDatetime
    by: str = Field(default="", max_length=200)
    """The role of whoever reported. Never a real person's name."""
    result: Status | None = None
    work: Status | None = None
    reason: Text = ""
    done: Text = ""
    effect: Text = ""
    next_step: Text = ""
    link: str = Field(default="", max_length=500)
    round: Key | None = None


Entry = Annotated[Owed | Round | Report, Field(discriminator="kind")]
ENTRY: TypeAdapter[Owed | Round | Report] = TypeAdapter(Entry)
