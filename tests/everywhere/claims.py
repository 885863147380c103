"""What a page may say only where it is known, and never: the program's words, a foreign language.

Each sentence that claims something for certain stands here by its English text, which is how it is
found in the languages of the pages, with the condition under which it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import Field
from django.utils import translation
from django.utils.translation import gettext, ngettext

from samspill.bodies.models import Body, Office, Seat, Term
from samspill.common.models import Partnership, today
from samspill.documents.models import Assessment
from samspill.plans.models import Measure

PROGRAM = re.compile(
    r"\b(?:None|True|False|NaN|undefined|[a-z]+_[a-z]+_[a-z]+)\b|Traceback|DatabaseDefault"
    r"|DoesNotExist|%\(\w+\)[sd]|\{\{|\{%|object at 0x|<django|<[A-Z]\w+: |\b1900\b"
)
SNAKE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
ENGLISH = re.compile(
    r"\b(?:the|which|seats?|vacant|agreements?|measures?|municipalit\w+|nobody|and|with|are)\b"
)
OF_A_BODY = re.compile(r"^/(?:arbeid/)?(?:organer|organ)/([\w-]+)/")
OF_A_MEASURE = re.compile(r"/handlingsplan/([\w-]+)/tiltak/([^/]+)/")


@dataclass(frozen=True)
class Page:
    """A page: whose it is, its address within it, its text as one line, and in which language.

    ``beside`` is what stands in its fields and in the attributes that are read aloud.
    """

    partnership: Partnership
    address: str
    text: str
    language: str = "nb"
    beside: str = ""

    @property
    def body(self) -> Body | None:
        """The body that the page is about, if it is about one."""
        named = OF_A_BODY.search(self.address)
        return Body.objects.filter(slug=named[1]).first() if named else None


ONLY_OF_WHAT_IS_ENTERED = ("No vacant seat is entered",)
"""Sentences that begin as a claim does, and make none."""
Holds = Callable[[Page, int], bool]
"""Whether a page may say something so many times."""


@dataclass(frozen=True)
class Claim:
    """Something said for certain, and when it may be said on a page.

    ``figure`` is what stands after it where it names a key figure.
    """

    said: str | tuple[str, str]
    holds: Holds
    figure: str = ""

    def times(self, page: Page) -> int:
        text = page.text
        for said in ONLY_OF_WHAT_IS_ENTERED:
            text = _pattern(said, "", page.language).sub(" ", text)
        return len(_pattern(self.said, self.figure, page.language).findall(text))


@cache
def _pattern(said: str | tuple[str, str], figure: str, language: str) -> re.Pattern[str]:
    """The sentence in that language, with any number in it."""
    with translation.override(language):
        one, many = said if isinstance(said, tuple) else (said, "")
        forms = {ngettext(one, many, n) for n in (1, 2)} if many else {gettext(one)}
    each = (re.sub(r"%\\\((\w+)\\\)[sd]", _filled, re.escape(form)) for form in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)}){figure}(?!\w)")


def _filled(place: re.Match[str]) -> str:
    """A number, or words, by what the place is called."""
    return r"\d+" if place[1] in {"n", "count", "shown"} else r"[\w. ]+?"


def seats_are_known(page: Page, times: int) -> bool:
    """All seats of the body are entered, and who sits on each; in a list, of as many as it says."""
    known = Body.objects.filter(all_seats_entered=True)
    known = known.exclude(pk__in=Seat.objects.filter(holders_recorded=False).values("body"))
    if page.body:
        return known.filter(pk=page.body.pk).exists()
    return times <= known.count()


def all_seats_are_known(page: Page, times: int) -> bool:
    """Of every body that there is today."""
    there = Body.objects.on(today())
    unknown = Seat.objects.filter(body__in=there, holders_recorded=False)
    whole = not there.filter(all_seats_entered=False).exists()
    return there.exists() and whole and not unknown.exists()


def a_seat_is_vacant(page: Page, times: int) -> bool:
    """Somebody could sit there, nobody does, and it is recorded who does."""
    taken = Term.objects.on(today()).values("seat")
    found = Seat.objects.filter(holders_recorded=True).exclude(pk__in=taken)
    return (found.filter(body=page.body) if page.body else found).exists()


def all_seats_are_entered(page: Page, times: int) -> bool:
    if page.body:
        return page.body.all_seats_entered
    return times <= Body.objects.filter(all_seats_entered=True).count()


def plans_are_entered(page: Page, times: int) -> bool:
    return page.partnership.all_plans_entered


def some_are_shown(page: Page, times: int) -> bool:
    """None are shown only of a choice, or where all that the plan has is entered."""
    shown = not re.search(r"\b0 (?:tiltak|measures)\b", page.text)
    return shown or "?" in page.address or page.partnership.all_plans_entered


def documents_are_entered(page: Page, times: int) -> bool:
    return page.partnership.all_documents_entered


def members_are_entered(page: Page, times: int) -> bool:
    return page.partnership.all_members_entered


def it_was_judged(page: Page, times: int) -> bool:
    return Assessment.objects.exists()


def nobody_is_named(page: Page, times: int) -> bool:
    """By the measure that the page is about; a list of measures names it among its choices."""
    named = OF_A_MEASURE.search(page.address)
    if not named:
        return True
    found = Measure.objects.filter(owners=None, edition__plan__slug=named[1], number=named[2])
    return found.exists()


def an_office_ended(page: Page, times: int) -> bool:
    ended = Office.objects.filter(valid_to__lt=today())
    return (ended.filter(body=page.body) if page.body else ended).exists()


CLAIMS = (
    Claim("No vacant seat", seats_are_known),
    Claim("Every seat is filled.", all_seats_are_known),
    Claim("Vacant seats", all_seats_are_known, " 0"),
    Claim("Vacant seat", a_seat_is_vacant),
    Claim(("%(count)s vacant seat", "%(count)s vacant seats"), a_seat_is_vacant),
    Claim("%(n)s too few", all_seats_are_entered),
    Claim("%(office)s: nobody is entered after %(date)s", an_office_ended),
    Claim("Nothing was in force on this date", documents_are_entered),
    Claim("No routine was in force on this date", documents_are_entered),
    Claim("No document in force names this body.", documents_are_entered),
    Claim("No plan held on this date", plans_are_entered),
    Claim(("%(shown)s measure of %(count)s.", "%(shown)s measures of %(count)s."), some_are_shown),
    Claim("Not covered", it_was_judged),
    Claim("Nobody named", nobody_is_named),
    Claim(
        ("%(count)s municipality takes part.", "%(count)s municipalities take part."),
        members_are_entered,
    ),
)


def said_wrongly(page: Page) -> Iterator[str]:
    """What a page says that nobody knows, of the program, or in a language that is not its own."""
    for claim in CLAIMS:
        times = claim.times(page)
        if times and not claim.holds(page, times):
            yield str(claim.said)
    for pattern in (PROGRAM, *((ENGLISH,) if page.language != "en" else ())):
        yield from _near(pattern, page.text)
    yield from _near(PROGRAM, page.beside)
    yield from sorted(keys().intersection(SNAKE.findall(f"{page.text} {page.beside}")))


def _near(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    if said := pattern.search(text):
        yield text[max(0, said.start() - 40) : said.end() + 40]


@cache
def keys() -> frozenset[str]:
    """The names of fields and the values of choices that nobody would write in a text."""
    found: set[str] = set()
    for field in (field for model in apps.get_models() for field in model._meta.get_fields()):
        found.add(field.name)
        if isinstance(field, Field):
            found |= {value for value, _ in field.flatchoices if isinstance(value, str)}
    return frozenset(key for key in found if "_" in key)
