"""An edition's provisions as the tree that a page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from samspill.common.ready import AnyOf, ready
from samspill.documents.models import Edition, ProvisionText


@dataclass
class Node:
    """A provision's text and those under it.

    ``level`` is how deep it stands in the tree. Unlike the number of # before its heading it never
    skips one, which a page's and a PDF's headings must not (PDF/UA-1, 7.4.2).
    """

    text: ProvisionText
    level: int = 1
    children: list[Node] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.text.provision.slug


def contents(edition: Edition) -> list[Node]:
    """The tree of an edition's provisions, in one query."""
    nodes = {text.pk: Node(text) for text in _texts(edition=edition.pk)}
    roots: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.text.parent_id or 0)
        node.level = parent.level + 1 if parent else 1
        (parent.children if parent else roots).append(node)
    return roots


@ready
def _texts(edition: Any) -> QuerySet:
    found = ProvisionText.objects.filter(edition=edition).select_related("provision")
    return found.order_by("position")


def flat(nodes: list[Node]) -> list[Node]:
    """The nodes of a tree in reading order."""
    return [found for node in nodes for found in (node, *flat(node.children))]


def latest_texts(provisions: Iterable[int | None]) -> dict[int, ProvisionText]:
    """What each provision is called in its latest public wording, by its primary key.

    In at most one query, and without the words themselves. A provision that stands only in a draft
    has none, so it cannot leak through a link.
    """
    wanted = {provision for provision in provisions if provision is not None}
    if not wanted:
        return {}
    return {text.provision_id: text for text in _latest(provisions=list(wanted))}


@ready
def _latest(provisions: Any) -> QuerySet:
    texts = ProvisionText.objects.filter(
        provision__in=AnyOf(provisions), edition__in=Edition.objects.public()
    )
    last = (F("edition__valid_from").desc(nulls_last=True), "-edition__slug")
    return (
        texts.order_by("provision_id", *last)
        .distinct("provision_id")
        .select_related("provision")
        .only("number", "heading", "position", "provision__slug")
    )
