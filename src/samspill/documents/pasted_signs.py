"""Raised and lowered numbers of what is pasted, as signs that stay apart from the number before."""

from __future__ import annotations

_PLAIN = "0123456789+-−=()ni"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERABLE = _PLAIN[:16]
_LOWERED = str.maketrans(_LOWERABLE, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(words: str, *, after: str = "") -> str:
    """What was raised, as raised signs where there are such; a letter after a number in brackets.

    Brackets around it go: Word raises the «[1]» of a note.

    Args:
        after: the letter before it: «14» and a raised «a» are «14 (a)», not «14a».
    """
    words = words.strip(" []") or words
    if all(sign in _PLAIN or sign in " ,." for sign in words):
        return words.translate(_RAISED)
    return f" ({words.strip()})" if after.isdecimal() else words


def lowered(words: str) -> str:
    """What was lowered, as lowered signs where all of it has such."""
    return words.translate(_LOWERED) if all(sign in _LOWERABLE for sign in words) else words
