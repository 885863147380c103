"""What people call a thing, and the words that the texts use for it.

The first of these are shipped in ``synonyms.txt``; each helsefellesskap adds its own
(``Partnership.search_words``), in the same way of writing. Two spellings of one word are told by
their letters alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("synonyms.txt")
LEADS_TO = ">"
SPELLED_ALSO = [
    ("vning", "ving"), ("syke", "sjuke"), ("sykdom", "sjukdom"), ("tjenest", "tenest"),
    ("hjemme", "heime"), ("hjem", "heim"), ("øyeblikk", "augeblikk"), ("foretak", "føretak"),
]  # fmt: skip
"""Parts of words that are written in two ways, in one Norwegian or between the two."""


def spellings(word: str) -> tuple[str, ...]:
    """The same word as others write it, also where several of its parts differ."""
    found = [word]
    for pair in SPELLED_ALSO:
        for there, here in (pair, pair[::-1]):
            found += [one.replace(there, here) for one in found if there in one]
    return tuple(dict.fromkeys(one for one in found if one != word))


def meant_by(word: str, own: Iterable[str]) -> tuple[str, ...]:
    """The single words of the texts that somebody who writes ``word`` (small letters) looks for.

    Args:
        own: the lines of the helsefellesskap beside those that are shipped.
    """
    return (*_shipped().get(word, ()), *_read(tuple(own)).get(word, ()))


@lru_cache(maxsize=1)
def _shipped() -> dict[str, tuple[str, ...]]:
    return _read(tuple(SHIPPED.read_text(encoding="utf-8").splitlines()))


@lru_cache(maxsize=64)
def _read(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        people, leads, texts = line.lower().partition(LEADS_TO)
        if not leads or line.startswith("#"):
            continue
        for word in people.split():
            found[word] = (*found.get(word, ()), *texts.split())
    return found
