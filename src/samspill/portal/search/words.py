"""The words of a query, widened by what stands in the index: compounds and near spellings.

Norwegian writes compounds as one word, and PostgreSQL's stemmer does not take them apart. So the
query is widened over the index's own vocabulary: "avtale" also asks for "samarbeidsavtale", a word
that nobody has written asks for the nearest that somebody has, and a compound that stands nowhere
asks for its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from django.db import connection
from django_scopes import scope
from rapidfuzz import process
from rapidfuzz.distance import OSA

from samspill.common import content
from samspill.common.models import Partnership
from samspill.portal.models import SearchWord
from samspill.portal.search.index import concerns
from samspill.portal.search.synonyms import meant_by, spellings

PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)47[ \u00a0]?)?((?:\d[ \u00a0]?){7}\d)(?!\d)")
PHONE_GROUPS = ((0, 2, 4, 6, 8), (0, 3, 5, 8))
"""Where a telephone number is parted: «73 00 00 00», «730 00 000»."""
WORD = re.compile(r"\d+(?:\.\d+)+|(?<=\d)-\d+|[\w§]+")
MAX_WORDS = 10
MAX_LETTERS = 60
MAX_WIDENED = 60
SHORTEST_PART = 3
SHORTEST_INNER_PART = 6
ENDINGS = ("", "s", "e", "es", "en", "et", "er", "ene")


@dataclass(frozen=True)
class Vocabulary:
    """Every word of the index with its stem, and how many entries have each stem."""

    stem_of: dict[str, str]
    entries: dict[str, int]
    words_of: dict[str, str]
    """Stem → its most used word, for showing."""


@dataclass(frozen=True)
class SearchTerm:
    """One word of the query, and the lexemes that answer to it."""

    word: str
    exact: tuple[str, ...]
    widened: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Lexemes that must all be there, where the word is a compound that stands nowhere."""
    instead: tuple[str, ...] = ()
    """Words that were searched for because this one stands nowhere."""

    @property
    def finds_something(self) -> bool:
        return bool(self.exact or self.widened or self.parts)


@dataclass(frozen=True)
class Query:
    """A query as typed, and as it is asked."""

    text: str
    terms: tuple[SearchTerm, ...] = field(default=())

    @property
    def exact(self) -> str:
        """As a tsquery of the words themselves; empty when one of them stands nowhere."""
        return _all([_any(term.exact) for term in self.terms])

    @property
    def wide(self) -> str:
        """As a tsquery of the words and what answers to them; what finds nothing is left out."""
        return _all([_alternatives(term) for term in self.terms if term.finds_something])

    @property
    def conditions(self) -> list[tuple[str, tuple[str, ...]]]:
        """:attr:`wide` as what an entry's lexemes must have: any (&&), or all (@>), of each."""
        found = [term for term in self.terms if term.finds_something]
        return [
            ("@>", term.parts) if term.parts else ("&&", (*term.exact, *term.widened))
            for term in found
        ]

    @property
    def missing(self) -> tuple[str, ...]:
        """Words that nothing answers to."""
        return tuple(term.word for term in self.terms if not term.finds_something)

    @property
    def instead(self) -> tuple[str, ...]:
        """What was searched for in place of words that stand nowhere."""
        return tuple(word for term in self.terms for word in term.instead)


@lru_cache(maxsize=24)
def _vocabulary(partnership_id: int, version: int) -> Vocabulary:
    stem_of: dict[str, str] = {}
    entries: dict[str, int] = {}
    most: dict[str, tuple[int, str]] = {}
    rows = SearchWord.objects.values_list("word", "lexeme", "entries")
    for word, stem, count in rows.iterator(chunk_size=10_000):
        stem_of[word] = stem
        entries[stem] = entries.get(stem, 0) + count
        most[stem] = max(most.get(stem, (0, "")), (count, word))
    return Vocabulary(stem_of, entries, {stem: word for stem, (_, word) in most.items()})


def vocabulary(partnership: Partnership) -> Vocabulary:
    """The words of a helsefellesskap's index, kept in memory until what is in it changes."""
    with scope(partnership=partnership):
        return _vocabulary(partnership.pk, content.version_of(partnership, concerns()))


def understand(text: str, partnership: Partnership) -> Query:
    """Reads a query: at most ten words, stop words left out, each widened over the vocabulary."""
    known = vocabulary(partnership)
    written = PHONE.sub(lambda number: _together(number, known), text)
    words = list(dict.fromkeys(w.lower()[:MAX_LETTERS] for w in WORD.findall(written)))[:MAX_WORDS]
    spelled = {word: (word, *spellings(word)) for word in words}
    meant = {word: meant_by(word, partnership.search_words) for word in words}
    stems = _stems(sorted({one for word in words for one in (*spelled[word], *meant[word])}))
    terms = (
        _term(
            word,
            tuple(stems[one] for one in spelled[word] if stems[one]),
            tuple(stems[one] for one in meant[word] if stems[one]),
            known,
        )
        for word in words
        if stems[word]
    )
    return Query(text, tuple(terms))


def _together(number: re.Match[str], known: Vocabulary) -> str:
    """A telephone number without what is written between its digits, if it stands here.

    One that was typed in one goes in the groups that a text has it in.
    """
    digits = "".join(letter for letter in number[1] if letter.isdigit())
    if digits in known.stem_of:
        return digits
    for places in PHONE_GROUPS if digits == number[1] else ():
        groups = [digits[first:last] for first, last in pairwise(places)]
        if all(group in known.stem_of for group in groups):
            return " ".join(groups)
    return number[0]


def _stems(words: list[str]) -> dict[str, str]:
    """Each word's stem, empty for a stop word."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize('norwegian_stem', word))[1] FROM unnest(%s::text[]) AS word",
            [words],
        )
        return {word: stem or "" for word, stem in cursor}


def _term(
    word: str, spelled: tuple[str, ...], meant: tuple[str, ...], known: Vocabulary
) -> SearchTerm:
    """A word as it is asked.

    Args:
        spelled: the stems of its spellings.
        meant: those of the words that the texts use for it.
    """
    exact = tuple(dict.fromkeys(stem for stem in spelled if stem in known.entries))
    others = tuple(stem for stem in dict.fromkeys(meant) if stem in known.entries)
    others = (*others, *_compounds(others, known))[:MAX_WIDENED]
    if not word.isalpha():
        return SearchTerm(word, exact, others)
    widened = _compounds(spelled, known)
    if exact or widened or others:
        instead = () if exact or widened else tuple(known.words_of[one] for one in others[:3])
        return SearchTerm(word, exact, (*widened, *others), instead=instead)
    near = _near(word, known)
    if near:
        stems = tuple(dict.fromkeys(known.stem_of[n] for n in near))
        return SearchTerm(word, (), stems, instead=tuple(known.words_of[s] for s in stems))
    parts = _parts(word, known)
    return SearchTerm(word, (), parts=parts, instead=tuple(known.words_of[p] for p in parts))


def _compounds(stems: tuple[str, ...], known: Vocabulary) -> tuple[str, ...]:
    """Stems of words that begin or end with one of ``stems``; long ones are also found inside."""
    ends = tuple(stem for stem in stems if len(stem) >= SHORTEST_PART)
    if not ends:
        return ()
    inside = [stem for stem in ends if len(stem) >= SHORTEST_INNER_PART]
    found = [
        other
        for other in known.entries
        if other not in stems
        and (
            other.endswith(ends) or other.startswith(ends) or any(stem in other for stem in inside)
        )
    ]
    found.sort(key=lambda other: (-known.entries[other], other))
    return tuple(found[:MAX_WIDENED])


def _near(word: str, known: Vocabulary) -> list[str]:
    """Words one or two letters away; a short word must be nearer."""
    allowed = 1 if len(word) < 6 else 2
    if len(word) < 4:
        return []
    matches = process.extract(
        word, known.stem_of.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=5
    )
    best = min((distance for _, distance, _ in matches), default=0)
    return [match for match, distance, _ in matches if distance == best][:3]


def _parts(word: str, known: Vocabulary) -> tuple[str, ...]:
    """The two words that make up a compound, with or without a joining s or e."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = _known_stem(word[:cut], known), _known_stem(word[cut:], known)
        if first and last:
            return first, last
    return ()


def _known_stem(part: str, known: Vocabulary) -> str:
    """The stem of a part of a compound, if the index has it in any inflection."""
    if part in known.stem_of:
        return known.stem_of[part]
    stems = (part.removesuffix(ending) for ending in ENDINGS)
    return next((s for s in stems if len(s) >= SHORTEST_PART and s in known.entries), "")


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _any(lexemes: tuple[str, ...]) -> str:
    return "(" + " | ".join(map(_quoted, lexemes)) + ")" if lexemes else ""


def _alternatives(term: SearchTerm) -> str:
    if term.parts:
        return "(" + " & ".join(map(_quoted, term.parts)) + ")"
    return _any((*term.exact, *term.widened))


def _all(groups: list[str]) -> str:
    return " & ".join(groups) if groups and all(groups) else ""
