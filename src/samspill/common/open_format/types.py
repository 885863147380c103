"""partnership.yaml itself, and sources.yaml: the frame that the rest refers to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from samspill.common.open_format.base import Key, Line, Strict, Text, Web, WholeFile


class Partnership(WholeFile):
    """partnership.yaml: what the helsefellesskap is and calls things."""

    slug: Key
    """Its name in addresses."""
    name: Line
    short_name: Line
    tagline: str = ""
    """One line under the name at the top of every page."""
    about: Text = ""
    """Markdown for the page about the helsefellesskap."""
    language: Literal["nb", "nn"] = "nb"
    invented: bool = False
    """True marks every page: this helsefellesskap does not exist."""
    health_region: Key | None = None
    """The same for every helsefellesskap of one health region: their status is shown together."""
    health_region_name: str = Field(default="", max_length=100)
    """What the health region is called."""
    left_out_of_region: bool = False
    """True: not shown on the page of the health region."""
    all_members_entered: bool = False
    """True where every party that takes part stands here. Only then can a page say how many they
    are."""
    all_documents_entered: bool = False
    """True where every agreement, guideline and routine stands here. Only then can a page say that
    nothing was in force."""
    all_plans_entered: bool = False
    """True where every action plan stands here with all its measures. Only then can a page count
    them, and say that there is none."""
    hosts: list[str] = []
    """Host names that lead straight to this helsefellesskap."""
    search_words: list[Line] = []
    """Words that people search with, and those of the texts: «rullestol > hjelpemidler»."""


class Source(Strict):
    """A document that facts were taken from."""

    id: Key
    title: Line
    kind: str = ""
    publisher: str = ""
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    file: str = ""
    url: Web = ""
    description: Text = ""
