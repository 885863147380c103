"""What goes with cases in files: what others were asked, and what one is begun from."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from samspill.common.open_format.base import Fact, Key, Line, Text

CaseType = Literal[
    "decision", "recommendation", "discussion", "information", "election", "approval"
]


class InputRequest(Fact):
    """That others were asked to say something of a case; what they answered is in reports.jsonl."""

    id: Key
    body: Key | None = None
    """The body that asked."""
    question: Annotated[Text, StringConstraints(min_length=1)]
    asked_on: datetime.date
    due_on: datetime.date
    bodies: list[Key] = []
    """The networks and bodies that were asked."""
    parties: list[Key] = []
    """The parties that were asked."""
    exempt: Annotated[str, StringConstraints(max_length=200)] = ""

    @model_validator(mode="after")
    def _asks_somebody_by_a_day(self) -> Self:
        if not (self.bodies or self.parties):
            raise ValueError("give bodies or parties that were asked")
        if self.due_on < self.asked_on:
            raise ValueError("due_on is before asked_on")
        return self


class CaseTemplate(Fact):
    """case_templates.yaml: what a case is begun from."""

    id: Key
    title: Annotated[Line, StringConstraints(max_length=120)]
    body: Key | None = None
    """Left out: for cases to any body."""
    type: CaseType | None = None
    help: Annotated[str, StringConstraints(max_length=300)] = ""
    """When to use it."""
    question: Text = ""
    background: Text = ""
    proposal: Text = ""
