"""Faults: what is wrong in a folder, where, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process

from samspill.common.open_format.base import Where


class Severity(StrEnum):
    """An error stops a load; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong."""

    where: Where
    what: str
    expected: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        expected = f" – {self.expected}" if self.expected else ""
        return f"{self.where}: {self.severity}: {self.what}{expected}"


class Faults:
    """All faults found so far; ``check`` reads everything before it complains."""

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self.unread: set[str] = set()
        """Files that could not be read at all: what they hold is not known to be missing."""
        self.doubled: set[Where] = set()
        """Where a record stands a second time: that its days are another's follows from it."""

    def __len__(self) -> int:
        """How many have been noted, the same one twice counted twice."""
        return len(self._found)

    def __bool__(self) -> bool:
        """There is somewhere to note faults, also while there are none."""
        return True

    def error(self, where: Where, what: str, expected: str = "") -> None:
        """Notes something that must be mended before the folder can be loaded."""
        self._found.append(Fault(where=where, what=what, expected=expected))

    def warn(self, where: Where, what: str, expected: str = "") -> None:
        """Notes something that deserves a look but does not stop a load."""
        self._found.append(
            Fault(where=where, what=what, expected=expected, severity=Severity.WARNING)
        )

    def has_error_in(self, file: str) -> bool:
        """Whether anything in a file must be mended: what follows from it is not told as well."""
        return any(f.where.file == file and f.severity is Severity.ERROR for f in self._found)

    @property
    def all(self) -> list[Fault]:
        """Every fault once, in the order of files and lines."""
        return sorted(set(self._found), key=lambda f: (f.where, f.severity, f.what))

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.all if fault.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Fault]:
        return [fault for fault in self.all if fault.severity is Severity.WARNING]


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that is close to ``word``, else nothing."""
    match = process.extractOne(word, list(candidates), score_cutoff=65)
    return str(match[0]) if match else ""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """A suggestion when one of the candidates is close to ``word``, else nothing."""
    found = closest(word, candidates)
    return f"did you mean «{found}»?" if found else ""
