"""What all types of the open format share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from samspill.common.exempt import require_marks
from samspill.common.keys import KEY
from samspill.common.web import LONGEST_URL, is_web_address


@dataclass(frozen=True, order=True)
class Where:
    """The place in a folder that something was read from."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Where(file="")

Key = Annotated[str, StringConstraints(pattern=KEY, max_length=100)]
"""A name for use in references and addresses: small letters, digits and hyphens."""

Language = Literal["nb", "nn", "se", "smj", "sma", "fkv", "en"]
"""A language that texts and names are written in, as ``common/languages.py`` has them."""


def _web(value: str) -> str:
    if value:
        try:
            is_web_address(value)
        except ValidationError as wrong:
            raise ValueError("a whole web address such as https://www.example.no/") from wrong
    return value


Web = Annotated[str, StringConstraints(max_length=LONGEST_URL), AfterValidator(_web)]
"""An address on the web, or nothing."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Text = Annotated[str, StringConstraints(max_length=200_000)]


def _marked(value: str) -> str:
    try:
        require_marks(value)
    except ValidationError as wrong:
        raise ValueError(
            "what is exempt stands between «::: unntatt offl. § 13» and «:::», each on a line of "
            "its own and with its statute"
        ) from wrong
    return value


Marked = Annotated[Text, AfterValidator(_marked)]
"""A text that may hold paragraphs that are exempt (``common/exempt.py``)."""


def or_else(short: dict[str, Any] | None = None) -> Any:
    """Tells the JSON Schema of a list what may stand in its place; one of its own when left out."""

    def tell(schema: dict[str, Any]) -> None:
        whole = dict(schema)
        schema.clear()
        schema["anyOf"] = [whole, short or whole["items"]]

    return Field(json_schema_extra=tell)


class Strict(BaseModel):
    """Refuses what it does not know, so that a misspelt word is found."""

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
    )

    _where: Where = PrivateAttr(default_factory=lambda: NOWHERE)
    _lines: Mapping[str, int] = PrivateAttr(default_factory=dict)

    @property
    def where(self) -> Where:
        """The file and line that this was read from."""
        return self.__pydantic_private__["_where"]  # type: ignore[index]

    @property
    def key_lines(self) -> Mapping[str, int]:
        """The lines of those attributes that begin on another line than the record."""
        return self.__pydantic_private__["_lines"]  # type: ignore[index]

    def stand_at(self, where: Where, lines: Mapping[str, int]) -> None:
        """Notes the file and line, and the lines of attributes that stand below it.

        Past pydantic's own way to private attributes, which looks the name up in every record.
        """
        private = self.__pydantic_private__
        private["_where"], private["_lines"] = where, lines  # type: ignore[index]


class Fact(Strict):
    """A record that can name its source."""

    source: Key | None = None
    """Which document in sources.yaml the record was taken from."""
    source_note: Annotated[str, StringConstraints(max_length=300)] = ""
    """Where in the source, or how it was read."""


class DatedFact(Fact):
    """A record that holds for a period."""

    valid_from: datetime.date | None = Field(default=None, alias="from")
    """The first day. Left out: since before anyone wrote it down."""
    valid_to: datetime.date | None = Field(default=None, alias="to")
    """The last day (to and including). Left out: until further notice."""


class WholeFile(Strict):
    """What stands at the top of a YAML file."""

    source_of_file: Key | None = None
    """The source of everything in the file that names none of its own."""
