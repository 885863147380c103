"""How files know what a process asks for: its part in ``reports.jsonl``, declared by the process.

``exchange/`` writes and loads the ledger by it, and knows no process by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, StatusReport
from samspill.common.models import Partnership

Names = tuple[str, ...]


class Written(Protocol):
    """What is written out, by the names that files have for it."""

    def named(self, commitment: Commitment) -> dict[str, Any]:
        """The thing that a commitment is about, and whom it was opened for."""

    def owner(self, party: int | None, body: int | None, role: str) -> dict[str, str]:
        """One who owes."""


class Incoming(Protocol):
    """What comes in from a file, and what is here already."""

    partnership: Partnership
    first: int | None
    """The first report that came in, by its primary key."""

    def commitment(self, names: dict[str, str], opened_for: Iterable[Any]) -> Commitment:
        """The one that a line is about, opened where it is not here yet."""

    def owes(self, owners: Iterable[Any]) -> list[Any]:
        """Those whom a line names."""

    def write(self) -> None:
        """Writes the reports that have been taken in so far."""


class Coming(Protocol):
    """Occasions as they come in from a file."""

    def expect(self, entry: Any) -> None:
        """Notes the line of an occasion."""

    def takes(self, entry: Any) -> bool:
        """Whether a report comes in, as far as its occasion goes."""

    def written(self, pairs: list[tuple[StatusReport, Any]]) -> None:
        """Told of the reports that have been written, each with its line."""

    def rest(self) -> None:
        """Takes in the occasions that no report has led to."""

    def end(self) -> None:
        """Puts in order what they ask, once everything stands as the file says."""


class Occasions(Protocol):
    """Occasions on which a process has its owners report, such as rounds.

    Each is a line of a kind of its own, whose type stands in ``LINES`` of the app's
    ``open_format/kinds.py``; a report names its occasion in an attribute of the kind's name.

    Attributes:
        kind: what its lines are called.
        models: what they carry.
    """

    kind: str
    models: tuple[type[Model], ...]

    def asked(self) -> QuerySet[Any]:
        """The primary keys of all commitments that an occasion has asked about."""

    def lines(self, written: Written) -> Iterator[dict[str, Any]]:
        """The line of each, in the order in which they were."""

    def names(self) -> dict[int, str]:
        """The name of the occasion of each report that belongs to one, by the report's key."""

    def coming(self, here: Incoming) -> Coming:
        """Takes them in from a file."""


@dataclass(frozen=True)
class InFiles:
    """How the things of a process are named in files, and how what is owed is opened again.

    Attributes:
        kind: the kind of record that such a thing is (``common/open_format/kind.py``).
        called: what a fault calls one.
        named: the attributes that name one in a line; its names together are the record's key.
        names: gives what each is called in files, by primary key.
        wanted: makes what opens it again (``Wanted``) of its names, its owners (``Owes``) and when
            it is due.
        dues: gives when each is due by its source, by primary key, where the folder itself tells
            what is owed; else each commitment stands in a line, whatever has become of it.
        occasions: on which its owners report, where there are such.
    """

    kind: str
    called: str
    named: tuple[str, ...]
    names: Callable[[], dict[int, Names]]
    wanted: Callable[[Names, list[Any], Due], Any]
    dues: Callable[[], dict[int, Due]] | None = None
    occasions: Occasions | None = None
