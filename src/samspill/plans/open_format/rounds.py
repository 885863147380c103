"""Lines of kind ``round`` in reports.jsonl: the rounds of reporting on a plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from pydantic import AwareDatetime

from samspill.commitments.open_format.lines import Owner, who
from samspill.common.open_format.base import Key, Line, Strict


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

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Each record that it is about: its kind and key."""
        edition = f"{self.plan}/{self.edition}"
        yield "plan_edition", edition
        for one in self.asked:
            yield "measure", f"{edition}/{one.measure}"
        for one in self.asked:
            yield from who([*one.opened_for, *one.owners])
