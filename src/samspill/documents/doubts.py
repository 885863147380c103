"""What is wrong or doubtful in a whole text, line by line, told before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.documents.actions import LONGEST
from samspill.documents.whole_text import Section, normal, parents

LONGEST_NUMBER, LONGEST_HEADING, LONGEST_ID = 40, 400, 120
UNMARKED = re.compile(r"^(?:§ ?\d[\w.\-]*|\d+\.\d[\d.]*|(?i:kapittel|artikkel) \d+)\.? +\S.{0,90}$")
LAST = re.compile(r"(\d+)$")


@dataclass(frozen=True)
class Doubt:
    """One line and what is the matter with it; ``is_wrong`` when it must be put right first."""

    line: int
    text: str
    is_wrong: bool = False


def doubts_of(sections: tuple[Section, ...], by_heading: set[int], typed: str) -> list[Doubt]:
    """Everything that is the matter with a text, in the order of its lines.

    Args:
        sections: the text as it was read.
        by_heading: which of them were recognised without an identity.
        typed: the text itself.
    """
    found = [*_twice(sections), *_unmarked(typed)]
    for index, section in enumerate(sections):
        found += _of_one(section)
        if index in by_heading:
            told = _("Taken for the provision that is there already: %(name)s.")
            found.append(Doubt(section.line, told % {"name": section.words}))
    found += _places(sections)
    return sorted(found, key=lambda doubt: (doubt.line, not doubt.is_wrong))


def _of_one(section: Section) -> Iterator[Doubt]:
    def wrong(text: str) -> Doubt:
        return Doubt(section.line, text, is_wrong=True)

    if not section.heading and not section.body:
        yield wrong(_("A provision needs a heading or a text."))
    if len(section.number) > LONGEST_NUMBER:
        yield wrong(_("The number is longer than %(count)d letters.") % {"count": LONGEST_NUMBER})
    if len(section.heading) > LONGEST_HEADING:
        yield wrong(_("The heading is longer than %(count)d letters.") % {"count": LONGEST_HEADING})
    if len(section.id) > LONGEST_ID:
        yield wrong(_("The identity is longer than %(count)d letters.") % {"count": LONGEST_ID})
    if len(section.body) > LONGEST:
        yield wrong(
            _("The text is longer than %(count)d letters. Split the provision.")
            % {"count": LONGEST}
        )
    if "{#" in section.heading:
        told = _("The heading has an identity that is not written right: {#letters-and-digits}.")
        yield Doubt(section.line, told)


def _twice(sections: tuple[Section, ...]) -> Iterator[Doubt]:
    numbers: dict[str, int] = {}
    ids: dict[str, int] = {}
    for section in sections:
        for value, seen, told in (
            (section.number, numbers, _("The number %(value)s stands on line %(line)d too.")),
            (section.id, ids, _("The identity %(value)s stands on line %(line)d too.")),
        ):
            if value and value in seen:
                text = told % {"value": value, "line": seen[value]}
                yield Doubt(section.line, text, is_wrong=True)
            elif value:
                seen[value] = section.line


def _places(sections: tuple[Section, ...]) -> Iterator[Doubt]:
    """Levels that are skipped, and numbers that do not follow the one before."""
    last: dict[int | None, Section] = {}
    for section, parent in zip(sections, parents(s.depth for s in sections), strict=True):
        if section.depth > (sections[parent].depth if parent is not None else 0) + 1:
            yield Doubt(section.line, _("A level is skipped: there are more # than expected."))
        before = last.get(parent)
        if before is not None and not _follows(before.number, section.number):
            told = _("%(number)s comes after %(before)s.")
            names = {"number": section.number, "before": before.number}
            yield Doubt(section.line, told % names)
        last[parent] = section


def _follows(before: str, number: str) -> bool:
    """Whether a number is the next one; true where either has none to count by."""
    first, second = LAST.search(before), LAST.search(number)
    if not first or not second or before[: first.start()] != number[: second.start()]:
        return True
    return int(second[1]) == int(first[1]) + 1


def _unmarked(typed: str) -> Iterator[Doubt]:
    """Lines of their own that read as headings but have no #."""
    lines = ["", *typed.replace("\r\n", "\n").split("\n"), ""]
    for number in range(1, len(lines) - 1):
        line = normal(lines[number])
        is_alone = not lines[number - 1].strip() and not lines[number + 1].strip()
        if is_alone and UNMARKED.match(line) and line[-1] not in ".,;:":
            told = _("Is this a heading? Then put # before it: %(line)s")
            yield Doubt(number, told % {"line": line})
