"""legends.yaml and escalations.yaml: what a helsefellesskap reports with, and who else is told."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspill.common.open_format.base import Fact, Key, Line


class LegendStatus(Fact):
    """One status of a legend."""

    id: Key
    label: Line
    scale: Literal["none", "partly", "full", "dropped"]
    """Where it stands on the scale that all legends share."""
    needs_reason: bool = False
    """Whether a reason is asked for when it is reported."""
    closes: bool = False
    """Whether nothing more is owed when it is reported."""
    on_time: bool = False
    """Whether it says that the work goes as planned; told of when the time is over."""


class Legend(Fact):
    """The statuses that something is reported with.

    One under the name of a standard legend (``arbeid``, ``maloppnaelse``, ``i-bruk``) takes its
    place.
    """

    id: Key
    name: Annotated[Line, Field(max_length=100)]
    about: Literal["result", "work"]
    """What the statuses tell of: the result that was reached, or the state of the work."""
    statuses: list[LegendStatus] = Field(min_length=1)


class Escalation(Fact):
    """Who else is told when something is so many days late."""

    process: Key | None = None
    """Of which process, such as ``measure``; every one when left out."""
    days_late: int = Field(ge=1, le=3650)
    to: Literal["chair", "contact", "seat", "secretariat"]
    body: Key | None = None
    """Of ``seat``: the body that the party is represented in."""

    @model_validator(mode="after")
    def _names_a_body_where_asked(self) -> Self:
        if (self.to == "seat") != (self.body is not None):
            raise ValueError("give body with «to: seat», and with that only")
        return self
