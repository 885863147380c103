"""What a kind of thing that the search finds is: one declaration in the app that has it.

The search of ``portal`` keeps the index; what is found, and which rows show in it, each app says
itself in ``search.py``. Only what is public goes in, by the same rules as the pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.functional import Promise

from samspill.common.addresses import sql_of

TABLE = re.compile(r"(?:FROM|JOIN) ([a-z]+_[a-z]+)")


Way = str | Callable[[Any], list[int]]


def no_more(owners: list[int] | None) -> dict[str, Any]:
    """The parameters of a statement that needs none of its own."""
    return {}


class Replacing(NamedTuple):
    """What took over from something that is found: its name, its open page, and what that asks."""

    label: str
    page: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One kind of thing that the search finds.

    Attributes:
        kind: its name in the index, and in the address of a search.
        label: what several are called.
        order: its place among the kinds that a result can be narrowed to.
        owner: the model whose records its entries belong to, and are made anew with.
        under: models whose rows show in the entries of an owner, each with the way to its key, or a
            function that tells the keys of a few owners.
        in_many: models whose rows may show in the entries of many owners, so that a change of one
            has everything looked at.
        entries: the statement that gives the entries, with the columns of
            ``portal.search.index.FACTS`` in their order. It asks for the helsefellesskap
            ``%(partnership)s`` and for the owners ``%(<owner>)s`` (their keys, or NULL for all).
        pages: what stands in the statement as ``{…}``: the open page of that name, with the columns
            that its address is made of.
        parameters: the parameters that the statement asks for beside these, for owners or for all.
        weight: how much a match counts beside those of other kinds.
        found_by_context: whether the words that tell where it belongs find it too.
        replaced_by: what took over from owners that have ended, by their keys; one query.
        titles_are_sentences: a match in the title then counts as one in the text.
    """

    kind: str
    label: str | Promise
    order: int
    owner: type[Model]
    entries: str
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    under: Mapping[type[Model], Way] = field(default_factory=dict)
    in_many: tuple[type[Model], ...] = ()
    parameters: Callable[[list[int] | None], dict[str, Any]] = no_more
    weight: float = 1.5
    found_by_context: bool = True
    titles_are_sentences: bool = False
    replaced_by: Callable[[], Mapping[int, Sequence[Replacing]]] | None = None

    @property
    def owned_by(self) -> str:
        """What the index calls the owner: the beginning of ``owner`` in its entries."""
        return str(self.owner._meta.model_name)

    @cached_property
    def statement(self) -> str:
        """The statement with its addresses, which stand in the URL conf."""
        made = self.entries
        for name, columns in self.pages.items():
            made = made.replace(f"{{{name}}}", sql_of(f"public:{name}", **columns))
        return made

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose rows show in the entries."""
        return frozenset(TABLE.findall(self.entries))
