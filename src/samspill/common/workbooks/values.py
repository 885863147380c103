"""What a cell may hold: each form of value reads what people write, or says what is wrong."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel
from rapidfuzz import process

from samspill.common.texts import cleaned

Text = str | Promise
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet may take for a formula."""
EMPTIED = "–"
EMPTYING = {EMPTIED, "-", "—"}
"""Written in a cell to empty the value; an empty cell leaves it as it stands."""
_YES = {"ja", "yes", "x", "true", "sant", "sann", "1"}
_NO = {"nei", "no", "false", "usant", "usann", "0"}
_MONTHS = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("mai", "may"), ("jun",),
    ("jul",), ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("des", "dec"),
)  # fmt: skip
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]0?0:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?,?\s*(\d{4})")
_SERIALS = range(10_000, 110_000)
"""Excel's numbers for the days from 1927 to 2201."""


class CellRefused(Exception):
    """A cell that cannot be used: what is wrong, and what was expected."""

    def __init__(self, what: str, expected: str = "") -> None:
        self.what, self.expected = what, expected
        super().__init__(what)


def with_stroke(text: str) -> str:
    """A text as it is written in a cell: one that is itself a mark of emptying gets a stroke."""
    return f"\\{text}" if text.strip().lstrip("\\") in EMPTYING else text


def without_stroke(raw: str) -> str:
    """The other way: what :func:`with_stroke` gave a stroke."""
    text = raw.strip()
    is_marked = text.startswith("\\") and text.lstrip("\\") in EMPTYING
    return text[1:] if is_marked else raw


def unharmed(text: str) -> str:
    """The text that ``writing.harmless`` was given; also Excel's own apostrophe."""
    return text[1:] if text.startswith("'") and is_like_formula(text) else text


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula, or one with marks before it."""
    return text.lstrip("'").startswith(FORMULA)


def as_text(raw: Any, *, lines: bool = False) -> str:
    """What stands in a cell as text; a whole number has no decimals."""
    if isinstance(raw, str):
        return cleaned(raw, lines=lines)
    if isinstance(raw, bool):
        return _("Yes") if raw else _("No")
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime.datetime | datetime.date):
        return f"{raw.day}.{raw.month}.{raw.year}"
    return "" if raw is None else cleaned(str(raw))


def same(text: str) -> str:
    """A text as names are compared: without regard to case, spaces and marks between words."""
    return re.sub(r"[\W_]+", " ", cleaned(text).casefold()).strip()


def nearest(word: str, candidates: list[str], cutoff: int = 65) -> str:
    """The candidate that is most like a word; nothing when none is."""
    by_form = {same(candidate): candidate for candidate in candidates}
    found = process.extractOne(same(word), list(by_form), score_cutoff=cutoff)
    return by_form[found[0]] if found else ""


def did_you_mean(word: str, candidates: list[str]) -> str:
    """The nearest candidate as a question; nothing when none is near."""
    found = nearest(word, candidates)
    return _("Did you mean «%(name)s»?") % {"name": found} if found else ""


def in_all_languages(text: Text) -> set[str]:
    """A heading or a label as it is written in each language."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(same(str(text)))
    return found


class ValueForm:
    """A form of value. ``read`` gives what JSON can hold."""

    is_reference = False

    def read(self, raw: Any) -> Any:
        """The value in a cell that is not empty.

        Raises:
            Wrong: it cannot be used.
        """
        raise NotImplementedError

    def emptied(self) -> Any:
        """The value of a cell that is to be emptied."""
        return ""


@dataclass(frozen=True)
class TextForm(ValueForm):
    """A text, on one line or on several."""

    lines: bool = False

    def read(self, raw: Any) -> str:
        return as_text(raw, lines=self.lines)


@dataclass(frozen=True)
class OneOf(ValueForm):
    """One of some words."""

    choices: type[models.TextChoices]

    def read(self, raw: Any) -> str:
        text = as_text(raw)
        found = _choices(self.choices).get(same(text))
        if found is None:
            labels = [str(label) for label in self.choices.labels]
            expected = did_you_mean(text, labels)
            allowed = _("Choose one of: %(words)s.") % {"words": ", ".join(labels)}
            raise CellRefused(
                _("«%(text)s» is not one of the choices.") % {"text": text[:100]},
                f"{expected} {allowed}".strip(),
            )
        return found


@lru_cache(maxsize=32)
def _choices(choices: type[models.TextChoices]) -> dict[str, str]:
    found = {same(value): str(value) for value in choices.values}
    for choice in choices:
        found |= dict.fromkeys(in_all_languages(choice.label), str(choice.value))
    return found


class YesNo(ValueForm):
    """Yes or no."""

    def read(self, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        text = same(as_text(raw))
        if text in _YES or text in _NO:
            return text in _YES
        raise CellRefused(
            _("«%(text)s» is neither yes nor no.") % {"text": as_text(raw)[:100]},
            _("Write %(yes)s or %(no)s.") % {"yes": _("Yes"), "no": _("No")},
        )

    def emptied(self) -> bool:
        return False


class Day(ValueForm):
    """A date, also written as text or as a number; ISO 8601 in what is kept."""

    def read(self, raw: Any) -> str:
        if isinstance(raw, datetime.datetime):
            return raw.date().isoformat()
        if isinstance(raw, datetime.date):
            return raw.isoformat()
        if isinstance(raw, int | float) and not isinstance(raw, bool) and int(raw) in _SERIALS:
            found = from_excel(int(raw))
            return found.date().isoformat()
        text = as_text(raw)
        date = _date(text.casefold())
        if date is None:
            raise CellRefused(
                _("«%(text)s» is not a date.") % {"text": text[:100]},
                _("Write it as day, month, year: 31.12.2026."),
            )
        return date.isoformat()

    def emptied(self) -> None:
        return None


def _date(text: str) -> datetime.date | None:
    iso, day_first, named = (p.fullmatch(text) for p in (_ISO, _DAY_FIRST, _NAMED))
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif day_first:
        day, month, year = (int(part) for part in day_first.groups())
        year += (2000 if year < 70 else 1900) if year < 100 else 0
    elif named:
        names = [n for n, short in enumerate(_MONTHS, 1) if named[2].startswith(short)]
        day, month, year = int(named[1]), names[0] if names else 0, int(named[3])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
