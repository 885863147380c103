"""The list of everything agreed: a tree by kind, what is coming, and what has ended."""

from __future__ import annotations

from dataclasses import dataclass, field

from samspill.documents.models import Document, DocumentKind, Edition
from samspill.documents.public.words import Status, period, status_of, time_of
from samspill.documents.standing import Stand, Standing


@dataclass
class Branch:
    """A document in the tree with how it stands, and what hangs under it, by kind."""

    document: Document
    status: Status
    edition: Edition | None
    time: str
    groups: list[KindGroup] = field(default_factory=list)


@dataclass
class KindGroup:
    """Documents of one kind, side by side."""

    kind: DocumentKind
    branches: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Ended:
    """A document that holds no more: when it did, and what replaced it."""

    document: Document
    time: str
    successors: list[Document]


@dataclass(frozen=True)
class Listing:
    """Everything agreed as it stands on a date.

    ``later`` is what came afterwards, and was not yet adopted on the date.
    """

    groups: list[KindGroup]
    coming: list[Branch]
    ended: list[Ended]
    later: list[Branch]
    in_force: int
    without_text: int

    @property
    def none_has_text(self) -> bool:
        """Whether not one text is entered: then it is said once, not on every line."""
        return 0 < self.in_force == self.without_text


def listing(
    documents: list[Document],
    standings: dict[int, Standing],
    successors: dict[int, list[Document]],
) -> Listing:
    """``documents`` (in their order) as a page lists them."""
    branches = {d.pk: _branch(d, standings[d.pk]) for d in documents}
    in_force = {pk: b for pk, b in branches.items() if standings[pk].stand is Stand.IN_FORCE}
    waiting = {Stand.COMING, Stand.HEARING, Stand.PROPOSED}
    later = [b for pk, b in branches.items() if standings[pk].stand is Stand.NOT_YET]
    ended = [d for d in documents if standings[d.pk].stand is Stand.ENDED]
    roots: list[KindGroup] = []
    for branch in in_force.values():
        above = in_force.get(branch.document.parent_id or 0)
        _put(above.groups if above else roots, branch)
    return Listing(
        groups=roots,
        coming=[b for pk, b in branches.items() if standings[pk].stand in waiting],
        ended=[_ended(d, standings[d.pk], successors.get(d.pk, [])) for d in ended],
        later=later,
        in_force=len(in_force),
        without_text=sum(1 for b in in_force.values() if b.edition and not b.edition.has_text),
    )


def _branch(document: Document, standing: Standing) -> Branch:
    edition = standing.nearest
    time = time_of(edition) if edition else ""
    return Branch(document, status_of(standing.stand), edition, time)


def _put(groups: list[KindGroup], branch: Branch) -> None:
    kind = branch.document.kind
    group = next((group for group in groups if group.kind == kind), None)
    if group is None:
        group = KindGroup(kind)
        groups.append(group)
    group.branches.append(branch)


def _ended(document: Document, standing: Standing, successors: list[Document]) -> Ended:
    last = standing.earlier
    return Ended(document, period(last) if last else "", successors)
