"""Which kinds of document go before others where they differ, as far as that is entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet

from samspill.documents.models import DocumentKind


class Ranked(NamedTuple):
    """A kind of document with its rank; 1 goes first."""

    precedence: int
    plural: str


class Beside(NamedTuple):
    """What goes before a document, and what it goes before."""

    before: list[str]
    after: list[str]


def ranked() -> QuerySet:
    """The kinds that have a rank, the first one first."""
    kinds = DocumentKind.objects.exclude(precedence=None).order_by("precedence", "order")
    return kinds.values_list(*Ranked._fields)


def in_order(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """The kinds rank by rank; empty where no two differ in rank."""
    kinds = [Ranked._make(row) for row in rows]
    ranks = [
        [kind.plural for kind in alike] for _rank, alike in groupby(kinds, lambda k: k.precedence)
    ]
    return ranks if len(ranks) > 1 else []


def beside(kind: DocumentKind, rows: Iterable[Sequence[object]]) -> Beside:
    """The kinds that go before one, and those that it goes before."""
    if kind.precedence is None:
        return Beside([], [])
    kinds = [Ranked._make(row) for row in rows]
    return Beside(
        [one.plural for one in kinds if one.precedence < kind.precedence],
        [one.plural for one in kinds if one.precedence > kind.precedence],
    )
