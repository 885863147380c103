"""Texts from outside, cleaned in one way: as they are compared, shown and kept."""

from __future__ import annotations

import re
import unicodedata

_LINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_SPACES = re.compile(r"[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HIDDEN = {"Cc", "Cf", "Cs"}
"""Unicode's kinds of characters that nobody sees: control, formatting (U+200B), half a pair."""
_NONE = {"\ufffe", "\uffff"}


def cleaned(text: str, *, lines: bool = False) -> str:
    """A text composed (NFC), without characters that nobody sees, and with ordinary spaces.

    Args:
        lines: keeps line breaks; otherwise the text comes on one line.
    """
    text = _SPACES.sub(" ", seen(text))
    if lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return " ".join(text.split())


def typed(text: str) -> str:
    """What somebody typed in a form, cleaned; in a text of several lines all spaces mean something.

    Two at the end of a line break it, and those before it put it under the one above (Markdown).
    """
    return seen(text) if "\n" in text or "\r" in text else cleaned(text)


def seen(text: str) -> str:
    """A text composed, with line breaks of one kind and without characters that nobody sees."""
    text = _LINES.sub("\n", unicodedata.normalize("NFC", text))
    if _SPACES.sub(" ", text.replace("\n", " ")).isprintable():
        return text
    return "".join(one for one in text if one == "\n" or _SPACES.match(one) or _is_seen(one))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _HIDDEN and character not in _NONE
