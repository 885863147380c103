"""What a document replaced, and what replaced it, in parts and through several steps.

Many to many: service agreement 2 of nordre Trøndelag went over into guideline 1, and its part on
learning and mastery into guideline 5.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from samspill.common.ready import ready
from samspill.documents.models import Document, ProvisionText, Succession
from samspill.documents.naming import DocumentNamed, naming
from samspill.documents.standing import named

Texts = dict[int, ProvisionText]


@dataclass(frozen=True)
class Part:
    """A part that went over: in words as the source has them, or as provisions with a text."""

    words: str
    into: str
    old: ProvisionText | None
    new: ProvisionText | None
    link: Succession

    @property
    def says_something(self) -> bool:
        return bool(self.words or self.into or self.old or self.new)


@dataclass(frozen=True)
class Passage:
    """That a document went over into another: which, when, in what parts, and what came of that.

    ``document`` is the other one: the successor when looking ahead, the predecessor when looking
    back. ``further`` goes on in the same direction.
    """

    document: Document
    date: datetime.date | None
    parts: tuple[Part, ...]
    links: tuple[Succession, ...]
    further: tuple[Passage, ...]


@dataclass(frozen=True)
class Lineage:
    """A document's predecessors and successors."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]


def lineage_among(document: Document, links: list[Succession], texts: Texts) -> Lineage:
    """What the document replaced and what replaced it, among public documents.

    Of links and texts that are read already, as a page that shows it reads them for other things.
    """
    return Lineage(
        before=_walk(document.pk, links, texts, _backwards, {document.pk}),
        after=_walk(document.pk, links, texts, _forwards, {document.pk}),
    )


def ends_of(links: Iterable[Succession]) -> list[int | None]:
    """The provisions that links lead from and to."""
    return [end for link in links for end in (link.provision_id, link.predecessor_provision_id)]


def successors() -> dict[int, list[DocumentNamed]]:
    """The documents that each public document went over into, by its primary key; one query."""
    found: dict[int, dict[DocumentNamed, None]] = {}
    for predecessor, *document in _successors():
        found.setdefault(predecessor, {})[DocumentNamed._make(document)] = None
    return {predecessor: list(documents) for predecessor, documents in found.items()}


@ready
def _successors() -> QuerySet:
    public = Document.objects.public()
    found = _in_order().filter(document__in=public, predecessor__in=public)
    return found.values_list("predecessor", *naming("document__"))


def _in_order() -> QuerySet[Succession]:
    return Succession.objects.order_by(
        "document__kind__order", "document__order", "document__slug", "pk"
    )


def links() -> QuerySet[Succession]:
    """Every succession, with what the documents at its ends are called."""
    ends = [named(end) for end in ("document__", "predecessor__")]
    return (
        _in_order()
        .select_related("document__kind", "predecessor__kind", "source")
        .only(
            "date", "part", "into", "provision", "predecessor_provision", "source_note",
            "source__title", *ends[0], *ends[1],
        )
    )  # fmt: skip


def among(documents: Container[int], found: Iterable[Succession]) -> list[Succession]:
    """The successions that lead from and to these documents."""
    return [
        one for one in found if one.document_id in documents and one.predecessor_id in documents
    ]


def seen_from(
    document: Document, found: Iterable[Succession], *, then: datetime.date, date: datetime.date
) -> list[Succession]:
    """The successions that had come about: those into a document by ``then``, others by ``date``.

    The page of an old edition tells what had replaced the document since, and what it had itself
    replaced while that edition held.
    """
    return [
        one
        for one in found
        if one.date is None or one.date <= (then if one.document_id == document.pk else date)
    ]


def gone_over() -> list[tuple[int, int]]:
    """Which document went over into which, by primary keys, wholly or in part; one query."""
    return _gone_over()


@ready
def _gone_over() -> QuerySet:
    return Succession.objects.order_by().values_list("predecessor", "document")


def replaced_by(document: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """The documents that this one replaced, through several steps, by primary key."""
    links = list(links)
    found = [document]
    for one in found:
        found += [before for before, after in links if after == one and before not in found]
    return found[1:]


Direction = Callable[[Succession], tuple[int, Document]]


def _forwards(link: Succession) -> tuple[int, Document]:
    return link.predecessor_id, link.document


def _backwards(link: Succession) -> tuple[int, Document]:
    return link.document_id, link.predecessor


def _walk(
    start: int, links: list[Succession], texts: Texts, direction: Direction, seen: set[int]
) -> tuple[Passage, ...]:
    """Everything that follows ``start``; ``seen`` keeps a circle from going round for ever."""
    following: dict[Document, list[Succession]] = {}
    for link in links:
        here, other = direction(link)
        if here == start and other.pk not in seen:
            following.setdefault(other, []).append(link)
    ordered = sorted(following.items(), key=lambda pair: _order(pair[0]))
    return tuple(
        Passage(
            document=other,
            date=min((link.date for link in found if link.date), default=None),
            parts=tuple(part for part in (_part(link, texts) for link in found)),
            links=tuple(found),
            further=_walk(other.pk, links, texts, direction, seen | {other.pk}),
        )
        for other, found in ordered
    )


def _order(document: Document) -> tuple[int, int, str]:
    return document.kind.order, document.order, document.slug


def _part(link: Succession, texts: Texts) -> Part:
    return Part(
        words=link.part,
        into=link.into,
        old=texts.get(link.predecessor_provision_id or 0),
        new=texts.get(link.provision_id or 0),
        link=link,
    )
