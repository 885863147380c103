"""reports.jsonl: what is owed and what was reported, a line each, in its order.

Lines of kind ``owed`` stand first, then those of the kinds that processes add, such as ``round``,
then ``report``. Names of persons do not stand here: who reported is told by the role.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from samspill.commitments.in_files import Names
from samspill.commitments.models.ledger import LONGEST_TEXT
from samspill.commitments.processes import in_files
from samspill.common.open_format.base import Key, Strict, Web

FILE = "reports.jsonl"
Status = Annotated[str, StringConstraints(pattern=r"^[^/\s]+/[^/\s]+$", max_length=200)]
"""A status of a legend: legend/status."""

Said = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
"""What an owner said, as long as it may be in a form."""


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

    The attributes by which the processes name their things are added by ``exchange/lines.py``.
    """

    opened_for: list[Owner] = []

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Self:
        if self.process not in in_files():
            known = [f"a {one.called} by {', '.join(one.named)}" for one in in_files().values()]
            raise ValueError(f"name {', or '.join(known)}")
        return self

    @property
    def process(self) -> str:
        """The process whose names it gives, and no others; empty where there is none."""
        known = {name for one in in_files().values() for name in one.named}
        given = {name for name in known if getattr(self, name, None)}
        return next((slug for slug, one in in_files().items() if {*one.named} == given), "")

    @property
    def names(self) -> Names:
        """The thing as it is named here."""
        return tuple(getattr(self, name) for name in in_files()[self.process].named)

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Each record that it is about: its kind and key."""
        yield in_files()[self.process].kind, "/".join(self.names)
        yield from who(self.opened_for)


def who(owners: Iterable[Owner]) -> Iterator[tuple[str, str]]:
    """The records that owners are: kind and key."""
    for owner in owners:
        yield ("party", owner.party) if owner.party else ("body", owner.body or "")


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
    """How it stands with what is owed, where that is more than the rest of the folder tells."""

    kind: Literal["owed"]
    owners: list[Owner] = []
    """Who owes it now."""
    opened_on: datetime.date
    due_on: datetime.date | None = None
    """When it is due, where nothing else in the folder tells that."""
    moved: Moved | None = None
    """When it is due, where that is another time than the folder tells, such as a plan."""
    closed_on: datetime.date | None = None
    closed_as: Literal["", "done", "dropped", "lapsed", "withdrawn"] = ""
    closed_reason: str = Field(default="", max_length=1000)
    public: bool = True

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Those who owe it now too."""
        yield from super().mentions()
        yield from who(self.owners)


class Report(OfThing):
    """What an owner said."""

    kind: Literal["report"]
    at: AwareDatetime
    by: str = Field(default="", max_length=200)
    """The role of whoever reported. Never a real person's name."""
    result: Status | None = None
    work: Status | None = None
    reason: Said = ""
    done: Said = ""
    effect: Said = ""
    next_step: Said = ""
    link: Web = ""
