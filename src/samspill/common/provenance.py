"""What is said of how something is known: read out of the source, not stated there, or uncertain.

The note beside a source says where in it something stands, and how it was read (``source_note`` in
docs/format.md). A note with words such as «lest av» or «usikker» marks what it stands with: the
page that shows it says so beside it, with the note and the source.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _


class Noted(Protocol):
    """Anything with a note of how it is known, and its source: a record, and a row of one."""

    @property
    def source_note(self) -> str | None: ...
    @property
    def source(self) -> Any: ...


class HowKnown(Enum):
    """How something that a source does not simply say is known; its value is what pages say."""

    UNCERTAIN = _("uncertain")
    READ = _("read out of the source")
    NOT_STATED = _("not stated in the source")


WORDS = {
    HowKnown.UNCERTAIN: ("usikker", "uviss", "antatt", "trolig", "truleg", "uncertain"),
    HowKnown.READ: (
        "lest av", "lest ut av", "lese av", "lese ut av", "lesne av", "lesen av", "avlest",
        "utledet", "utleia", "er våre", "read off", "read out of", "inferred",
    ),
    HowKnown.NOT_STATED: (
        "står ikke", "står ikkje", "kilden sier ikke", "kilden sier bare", "kjelda seier ikkje",
        "kjelda seier berre", "kilden gir ikke", "kilden gir bare", "kjelda gir ikkje",
        "kjelda gir berre", "kilden navngir ikke", "kilden oppgir ikke", "kjelda nemner ikkje",
        "kjelda oppgir ikkje", "ikke oppgitt", "ikkje oppgitt", "ingen dato", "not stated",
    ),
}  # fmt: skip
"""The words of each in a note; the first kind with one of its words counts."""


def how_known(note: str) -> HowKnown | None:
    """What a note says of how its record is known; None where it says only where it stands."""
    said = note.lower()
    return next((kind for kind, words in WORDS.items() if any(w in said for w in words)), None)
