"""Ends of a period that are not days, as files write them; see ``common/loose.py``."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from samspill.common.loose import bounds_of
from samspill.common.open_format.base import Fact, Strict
from samspill.common.open_format.periods import Days

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AN_END = "a date such as 2021-01-31, 2021-01, 2021, or {text: …, earliest: …, latest: …}"


class End(Strict):
    """The first or last day of a period in words, with the days that it lies between."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    """As it is written in the source."""
    earliest: datetime.date | None = None
    latest: datetime.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("earliest is after latest: turn them round")
        return self


def _read(given: Any) -> Any:
    """A year or a month as an end with its bounds; a day as it is."""
    if not isinstance(given, str) or DAY.fullmatch(given):
        return given
    bounds = bounds_of(given)
    if bounds is None:
        raise ValueError(AN_END)
    return End(text=given, earliest=bounds[0], latest=bounds[1])


def _branch(given: Any) -> str:
    return "=end" if isinstance(given, dict | End) else "=day"


Written = Annotated[
    Annotated[
        Annotated[datetime.date, Tag("=day")] | Annotated[End, Tag("=end")], Discriminator(_branch)
    ],
    BeforeValidator(_read, json_schema_input_type=datetime.date | str | End),
]


class LooselyDatedFact(Fact):
    """A record that holds for a period whose ends need not be days."""

    begins: Written | None = Field(default=None, alias="from")
    """The first day: 2018-09-01, 2018-09, 2018, or in words. Left out: nobody knows when."""
    ends: Written | None = Field(default=None, alias="to")
    """The last day, likewise. Left out: until further notice."""

    @model_validator(mode="after")
    def _has_a_last_day_known(self) -> Self:
        if isinstance(self.ends, End) and self.ends.earliest is None:
            raise ValueError("the end of «to» has no earliest: the last day known to hold")
        return self

    @property
    def valid_from(self) -> datetime.date | None:
        """The first day on which it is known to hold."""
        return self.begins.latest if isinstance(self.begins, End) else self.begins

    @valid_from.setter
    def valid_from(self, day: datetime.date | None) -> None:
        self.begins = day

    @property
    def valid_to(self) -> datetime.date | None:
        """The last day on which it is known to hold."""
        return self.ends.earliest if isinstance(self.ends, End) else self.ends

    @valid_to.setter
    def valid_to(self, day: datetime.date | None) -> None:
        self.ends = day

    def known(self, year: int | None) -> Days:
        """The days on which it is known to hold, as far as the files tell: today apart.

        Args:
            year: that of its source.
        """
        of_source = datetime.date(year, 12, 31) if year else datetime.date.max
        first = min(filter(None, (self.valid_from or of_source, self.valid_to)))
        return Days(first, self.valid_to)

    @property
    def is_in_order(self) -> bool:
        """Whether it may have begun before it ended."""
        first = self.begins.earliest if isinstance(self.begins, End) else self.begins
        last = self.ends.latest if isinstance(self.ends, End) else self.ends
        return not (first and last and first > last)


def as_columns(record: LooselyDatedFact) -> dict[str, Any]:
    """The columns of a record's period."""
    begins, ends = record.begins, record.ends
    return {
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "from_written": begins.text if isinstance(begins, End) else "",
        "from_earliest": begins.earliest if isinstance(begins, End) else None,
        "to_written": ends.text if isinstance(ends, End) else "",
        "to_latest": ends.latest if isinstance(ends, End) else None,
    }


def as_written(values: dict[str, Any]) -> dict[str, Any]:
    """The period of a record as files write it, from its columns."""
    return {
        "from": _written(
            values["from_written"], values["from_earliest"], values["valid_from"], "latest"
        ),
        "to": _written(values["to_written"], values["valid_to"], values["to_latest"], "earliest"),
    }


def _written(
    text: str, earliest: datetime.date | None, latest: datetime.date | None, day: str
) -> Any:
    """One end; ``day`` is which of the two is the day where nothing was written beside it."""
    if not text:
        return latest if day == "latest" else earliest
    if bounds_of(text) == (earliest, latest):
        return text
    whole = {"text": text, "earliest": earliest, "latest": latest}
    return {name: value for name, value in whole.items() if value is not None}
