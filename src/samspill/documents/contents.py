"""An edition's provisions as the tree that a page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from samspill.documents.models import Edition, ProvisionText


@dataclass
class Node:
    """A provision's text and those under it."""

    text: ProvisionText
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
        (parent.children if parent else roots).append(node)
    return roots


def flat(nodes: list[Node]) -> list[Node]:
    """The nodes of a tree in reading order."""
    return [found for node in nodes for found in (node, *flat(node.children))]
