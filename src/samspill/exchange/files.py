"""The types of whole files, put together of the kinds of record that stand in them."""

from __future__ import annotations

from functools import cache
from types import GenericAlias
from typing import Any

from pydantic import create_model

from samspill.common.open_format import types
from samspill.common.open_format.base import WholeFile
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.places import FolderEach, InPartnership, ListFile
from samspill.exchange.kinds import at_the_top, by_name

PARTNERSHIP = "partnership.yaml"


@cache
def partnership_lists() -> dict[str, RecordKind]:
    """The lists of partnership.yaml, by their key, in order."""
    found = [(kind.place, kind) for kind in at_the_top() if isinstance(kind.place, InPartnership)]
    return {place.name: kind for place, kind in sorted(found, key=lambda pair: pair[0].order)}


@cache
def partnership_type() -> type[types.Partnership]:
    """partnership.yaml: the helsefellesskap itself, and the lists that the apps put there."""
    lists = {name: _list_of(kind) for name, kind in partnership_lists().items()}
    own = types.Partnership
    return create_model(own.__name__, __base__=own, __doc__=own.__doc__, **lists)


@cache
def list_type(kind: RecordKind, place: ListFile) -> type[WholeFile]:
    """A file that is one list."""
    words = place.file.removesuffix(".yaml").split("_")
    return create_model(
        "".join(word.capitalize() for word in words),
        __base__=WholeFile,
        __doc__=f"{place.file}.",
        **{place.name: _list_of(kind)},
    )


def _list_of(kind: RecordKind) -> Any:
    """A list of records that may be left out, as pydantic is told of it."""
    return GenericAlias(list, (kind.type,)), []


def kind_of_texts(kind: RecordKind, place: FolderEach) -> RecordKind:
    """The kind of the texts that stand beside a record."""
    return by_name()[kind.children[place.texts]]
