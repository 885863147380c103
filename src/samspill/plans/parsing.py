"""Reading «when» and «responsible» as plans write them.

What is written is always kept beside what was read of it. Nothing is guessed: an empty text is read
as nothing, and what cannot be read is told as such.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhenKind(models.TextChoices):
    """What a text about time was read as."""

    DATE = "date", _("Date")
    YEAR = "year", _("Year")
    CONTINUOUS = "continuous", _("Continuously")
    NONE = "none", _("No date set")
    UNREAD = "unread", _("Only in words")


@dataclass(frozen=True)
class When:
    """The days that a text about time tells of; both are None when it tells of none."""

    kind: WhenKind
    first: datetime.date | None = None
    last: datetime.date | None = None


NOTHING = When(WhenKind.NONE)
UNREAD = When(WhenKind.UNREAD)
CONTINUOUS = re.compile(
    r"(?:fortløpende|fortløpande|fortlaupande|kontinuerlig|kontinuerleg|løpende|løpande)\.?"
)
DASH = r"\s*(?:-|–|—|/|til|og)\s*"
YEAR = r"((?:19|20|21)\d\d)"
YEARS = re.compile(rf"{YEAR}(?:{DASH}{YEAR}|{DASH}(\d\d))?")
BY_YEAR = re.compile(rf"(?:innen|inneværende til|senest|seinast)\s+(?:utgangen av\s+)?{YEAR}")
PART = re.compile(
    rf"(vår(?:en)?|sommer(?:en)?|høst(?:en)?|haust(?:en)?|[12]\.\s*halvår|[1-4]\.\s*kvartal)\s+{YEAR}"
)
MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        start=1,
    )
}
MONTH = re.compile(rf"(?:(\d{{1,2}})\.?\s+)?({'|'.join(MONTHS)})\s+{YEAR}")
DAY = re.compile(rf"(\d{{1,2}})[./](\d{{1,2}})[./]{YEAR}")
ISO_DAY = re.compile(rf"{YEAR}-(\d\d)-(\d\d)")
PARTS = {"vår": (1, 6), "som": (6, 8), "høs": (8, 12), "hau": (8, 12)}
"""The months of a working year's parts: spring is its first half, autumn begins in August."""


def read_when(text: str) -> When:
    """What a text such as «2018–2019», «Høst 2018» or «Fortløpende» tells; never raises."""
    plain = " ".join(text.lower().split()).strip(" .")
    if not plain:
        return NOTHING
    if CONTINUOUS.fullmatch(plain):
        return When(WhenKind.CONTINUOUS)
    try:
        return _read_years(plain) or _read_part(plain) or _read_day(plain) or UNREAD
    except ValueError:
        return UNREAD


def _read_years(text: str) -> When | None:
    if found := BY_YEAR.fullmatch(text):
        return When(WhenKind.YEAR, None, datetime.date(int(found[1]), 12, 31))
    found = YEARS.fullmatch(text)
    if not found:
        return None
    first = int(found[1])
    last = int(found[2] or (found[3] and f"{found[1][:2]}{found[3]}") or first)
    if last < first:
        return UNREAD
    return When(WhenKind.YEAR, datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def _read_part(text: str) -> When | None:
    found = PART.fullmatch(text)
    if not found:
        return None
    if found[1][0].isdigit():
        length = 6 if "halvår" in found[1] else 3
        start = (int(found[1][0]) - 1) * length + 1
        months = (start, start + length - 1)
    else:
        months = PARTS[found[1][:3]]
    return _months(int(found[2]), *months)


def _read_day(text: str) -> When | None:
    if found := MONTH.fullmatch(text):
        year, month = int(found[3]), MONTHS[found[2]]
        return _day(year, month, int(found[1])) if found[1] else _months(year, month, month)
    if found := DAY.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := ISO_DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return None


def _day(year: int, month: int, day: int) -> When:
    date = datetime.date(year, month, day)
    return When(WhenKind.DATE, date, date)


def _months(year: int, first: int, last: int) -> When:
    end = calendar.monthrange(year, last)[1]
    return When(WhenKind.DATE, datetime.date(year, first, 1), datetime.date(year, last, end))


@dataclass(frozen=True)
class NamedOwner:
    """One of those a text names.

    Attributes:
        kind: "body", "party", "group" or "role".
        key: the body's or party's id, the group's name, or the role in words.
        doubtful: the text itself asks («Fagsjef?»).
    """

    kind: str
    key: str
    doubtful: bool = False


GROUPS = {
    "alle": "everyone",
    "alle parter": "everyone",
    "alle partar": "everyone",
    "alle partene": "everyone",
    "alle partane": "everyone",
    "samtlige parter": "everyone",
    "samtlege partar": "everyone",
    "partene": "everyone",
    "partane": "everyone",
    "kommunene": "municipalities",
    "kommunane": "municipalities",
    "alle kommuner": "municipalities",
    "alle kommunar": "municipalities",
    "alle kommunene": "municipalities",
    "alle kommunane": "municipalities",
    "samtlige kommuner": "municipalities",
    "samtlege kommunar": "municipalities",
    "kommuneregionene": "regions",
    "kommuneregionane": "regions",
    "regionene": "regions",
    "regionane": "regions",
}
"""What texts call the members together, in both forms of Norwegian; who that is on a day is said by
``owing.meant_on`` alone."""
NUMBER = r"\d+(?:\s*[/-]\s*\d+)*"
NUMBERED = re.compile(rf"([^\W\d_]+)\s+({NUMBER}(?:\s*,\s*{NUMBER})*)")
HARD = r"[/;|\n•·]"
BEGINS, ENDS = r"(?<!\w)", r"(?!\w)"
SPACES, STROKE = r"\s+", r"\s*/\s*"
"""Where a word begins and ends; between the words of a name, and around its strokes."""
SEPARATORS = re.compile(
    rf"\s*(?:{HARD}|[,&+]|\s[-–—]\s|\b(?:og|samt|i samarbeid med|sammen med|saman med)\b)\s*",
    re.IGNORECASE,
)
OUTER = re.compile(r"^(?:og|samt)\s+|\s+(?:og|samt)$", re.IGNORECASE)
FOR = re.compile(r"\bfor\b", re.IGNORECASE)
THROUGH = re.compile(r"\s+v/\s*", re.IGNORECASE)
"""«HNT v/ Klinikk for kirurgi»: one acts through the other, and both are named."""
SEVERAL = re.compile(r"\s+(?:kommuner|kommunar|kommunene|kommunane)$")
"""«Bruvåg og Tindvoll kommuner»."""
ENDINGS = ("", "et", "en", "n", "ne", "ene")
"""«Forhandlingsutvalg» is «Forhandlingsutvalget»."""


class Names(dict[str, tuple[str, str]]):
    """What bodies, parties and the members together are called → kind and id. See :func:`names`.

    ``shown`` are those names as they are written.
    """

    shown: tuple[str, ...] = ()

    @cached_property
    def joined(self) -> list[str]:
        """The names that hold a sign or a word that else stands between two names; longest first.

        «Helse Møre og Romsdal» is one, and «Fagråd 3/5» is read as a number.
        """
        found = [n for n in self if SEPARATORS.search(n) and not NUMBERED.fullmatch(n)]
        return sorted(found, key=len, reverse=True)


def plain(text: str) -> str:
    """A name in small letters, with a word that was broken over two lines put together again."""
    whole = re.sub(r"(?<=\w)-\s+(?=[a-zæøå])", "", text.lower())
    return re.sub(r"\s*/\s*", "/", " ".join(whole.split())).strip(" .")


Called = Collection[tuple[str, str, Collection[str]]]


def names(called: Called, others: Called = (), said: Called = ()) -> Names:
    """Names to look up in, from (kind, id, names); what two are called is nobody's name.

    Args:
        others: further forms of names, where nobody is called so.
        said: what the helsefellesskap itself says that words mean, whoever else is called so.
    """
    first = _unshared(called)
    taken = {plain(word) for _kind, _key, words in called for word in words}
    more = {word: owner for word, owner in _unshared(others).items() if word not in taken}
    found = Names(first | more | _unshared(said))
    found.shown = tuple(word for _kind, _key, words in (*called, *said) for word in words if word)
    return found


def _unshared(called: Called) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for kind, key, words in called:
        for word in {plain(word) for word in words} - {""}:
            if found.setdefault(word, (kind, key)) != (kind, key):
                shared.add(word)
    return {word: owner for word, owner in found.items() if word not in shared}


def read_responsible(text: str, known: Names) -> list[NamedOwner]:
    """Whom a text such as «Fagråd 2, 3/5» or «KS/HNT» names, in its order; never raises.

    The longest known name goes first. What is no body, party or group is a role in the words of the
    text. An empty text names nobody.
    """
    rest = THROUGH.sub(" / ", " ".join(text.replace("\n", " / ").split()))
    return list(dict.fromkeys(_read(rest, known)))


def _read(rest: str, known: Names) -> list[NamedOwner]:
    if found := _joined(rest, known):
        before, owner, after = found
        return [*_read(before, known), owner, *_read(after, known)]
    owners: list[NamedOwner] = []
    while rest.strip(" .?/,;–-"):
        whole, before, after = _next(rest, known)
        if before:
            owners += _words(before, known)
        owners += whole
        rest = after
    return owners


def _joined(text: str, known: Names) -> tuple[str, NamedOwner, str] | None:
    """The longest name that holds «og» or another separator, with what stands around it."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # Some letters are longer in lower case; then the places would not fit.
        return None
    for name in known.joined:
        words = name.split()
        for found in re.finditer(
            BEGINS + SPACES.join(map(re.escape, words)).replace("/", STROKE) + ENDS, lowered
        ):
            before, after = text[: found.start()], text[found.end() :]
            if _is_apart(before, after, known):
                owner = NamedOwner(*known[name], after.startswith("?"))
                return before, owner, after.removeprefix("?")
    return None


def _is_apart(before: str, after: str, known: Names) -> bool:
    """Whether a name stands by itself: «Brukerutvalet for Helse Møre og Romsdal» is another's."""
    left = SEPARATORS.split(before)[-1].strip(" .?")
    right = SEPARATORS.split(after.lstrip("?. "))[0].strip(" .?")
    return all(not part or part.startswith("(") or _one(part, known) for part in (left, right))


def _next(text: str, known: Names) -> tuple[list[NamedOwner], str, str]:
    """The first that has numbers («Fagråd 2, 3/5»), what stands before it, and what after."""
    for found in NUMBERED.finditer(text):
        numbers = re.split(r"\s*,\s*", found[2])
        owners = [_numbered(found[1], number, known) for number in numbers]
        if all(owners):
            return [one for one in owners if one], text[: found.start()], text[found.end() :]
    return [], text, ""


def _numbered(word: str, number: str, known: Names) -> NamedOwner | None:
    number = re.sub(r"\s", "", number)
    for name in (word, word[:-1]):
        for way in (number, number.replace("-", "/"), number.replace("/", "-")):
            if owner := known.get(plain(f"{name} {way}")):
                return NamedOwner(*owner)
    return None


def _words(text: str, known: Names) -> list[NamedOwner]:
    """Those between whom signs and words stand. What is unknown is taken apart too, but not where
    it says what something is for: «Klinikk for hud og allergi»."""
    if owner := _one(text, known):
        return [owner]
    owners: list[NamedOwner] = []
    unknown = ""
    at = 0
    for between in [*SEPARATORS.finditer(text), None]:
        part = text[at : between.start()] if between else text[at:]
        if found := _known(part, known):
            owners += [*_role(unknown), *found]
            unknown = ""
        else:
            unknown += part
            if between and part and not re.search(HARD, between[0]) and FOR.search(unknown):
                unknown += between[0]
            else:
                owners += _role(unknown)
                unknown = ""
        at = between.end() if between else at
    return owners


def _known(part: str, known: Names) -> list[NamedOwner]:
    """Whom a part names where nothing of it is unknown; also two with nothing between them."""
    if owner := _one(part, known):
        return [owner]
    words = part.split()
    for place in range(1, len(words)):
        first = _one(" ".join(words[:place]), known)
        second = _one(" ".join(words[place:]), known)
        if first and second:
            return [first, second]
    return []


def _role(text: str) -> list[NamedOwner]:
    words = " ".join(text.split())
    doubtful = "?" in words
    while words != (shorter := OUTER.sub("", words.strip(" ?,;/.–-+&|•·"))):
        words = shorter
    return [NamedOwner("role", words[:200], doubtful)] if words else []


def _one(text: str, known: Names) -> NamedOwner | None:
    word = plain(text.strip(" ?"))
    doubtful = "?" in text
    if word in GROUPS:
        return NamedOwner("group", GROUPS[word], doubtful)
    for name in (word, word.replace(" ", ""), SEVERAL.sub("", word)):
        for ending in ENDINGS:
            if owner := known.get(name + ending):
                return NamedOwner(*owner, doubtful)
        if name.endswith("er") and (owner := known.get(f"{name[:-1]}ne")):
            return NamedOwner(*owner, doubtful)
    return None
