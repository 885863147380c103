"""An edition's provisions as the tree that a page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

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
    texts = edition.texts.select_related("provision").order_by("position")
    nodes = {text.pk: Node(text) for text in texts}
    roots: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.text.parent_id or 0)
        node.level = parent.level + 1 if parent else 1
        (parent.children if parent else roots).append(node)
    return roots


def flat(nodes: list[Node]) -> list[Node]:
    """The nodes of a tree in reading order."""
    return [found for node in nodes for found in (node, *flat(node.children))]


def latest_texts(provisions: Iterable[int | None]) -> dict[int, ProvisionText]:
    """The latest public wording of each provision, by its primary key, in at most one query.

    A provision that stands only in a draft has none, so its words cannot leak through a link.
    """
    wanted = {provision for provision in provisions if provision is not None}
    if not wanted:
        return {}
    texts = (
        ProvisionText.objects.filter(provision__in=wanted, edition__in=Edition.objects.public())
        .select_related("provision")
        .order_by(F("edition__valid_from").asc(nulls_first=True), "edition__slug")
    )
    return {text.provision_id: text for text in texts}
