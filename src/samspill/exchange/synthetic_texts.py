"""Made-up editions of a document: provisions that live through them, change, go and come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from samspill.exchange.synthetic_words import Prose

CHAPTER = 6
"""A chapter and its points: one heading and five under it."""
YEARS = 3
LAST_START = 2024
CHANGED = 0.15
REPLACED = 0.04
ON_HEARING = 8
"""Every eighth document has its newest edition on hearing."""


@dataclass(frozen=True)
class Text:
    """A provision as one edition words it."""

    id: str
    depth: int
    number: str
    heading: str
    body: str


def editions(
    prose: Prose, count: int, provisions: int, number: int
) -> Iterator[tuple[dict[str, Any], list[Text]]]:
    """``count`` editions that follow each other, oldest first: front matter and provisions."""
    on_hearing = number % ON_HEARING == 3 and count > 1
    texts = [_new(prose, place, f"punkt-{place + 1}") for place in range(provisions)]
    made = provisions
    for index in range(count):
        if index:
            texts, made = _revised(prose, texts, made)
        yield _front(index, count - on_hearing), texts


def _front(index: int, in_force: int) -> dict[str, Any]:
    if index == in_force:
        opens = datetime.date(LAST_START + 2, 10, 1)
        closes = opens + datetime.timedelta(days=90)
        return {"status": "hearing", "hearing_from": opens, "hearing_to": closes}
    year = LAST_START - YEARS * (in_force - 1 - index)
    front: dict[str, Any] = {
        "status": "in_force" if index == in_force - 1 else "superseded",
        "from": datetime.date(year, 1, 1),
        "adopted_on": datetime.date(year - 1, 12, 1),
    }
    if index < in_force - 1:
        front["to"] = datetime.date(year + YEARS - 1, 12, 31)
    return front


def _new(prose: Prose, place: int, identity: str) -> Text:
    chapter, point = divmod(place, CHAPTER)
    return Text(
        id=identity,
        depth=2 if point else 1,
        number=f"{chapter + 1}.{point}" if point else f"{chapter + 1}",
        heading=prose.heading(),
        body=_body(prose) if point else prose.sentence(),
    )


def _body(prose: Prose) -> str:
    body = prose.paragraph()
    if prose.random.random() < 0.2:
        points = "\n".join(f"- {prose.sentence()}" for _ in range(3))
        return f"{body}\n\n{points}"
    return body


def _revised(prose: Prose, texts: list[Text], made: int) -> tuple[list[Text], int]:
    """The next edition: most points as they were, some reworded, a few replaced by new ones."""
    revised = []
    for place, text in enumerate(texts):
        chance = prose.random.random()
        if text.depth > 1 and chance < REPLACED:
            made += 1
            revised.append(_new(prose, place, f"punkt-{made}"))
        elif chance < REPLACED + CHANGED:
            revised.append(replace(text, body=f"{text.body} {prose.sentence()}"))
        else:
            revised.append(text)
    return revised, made
