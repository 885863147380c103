"""The list of everything agreed: a tree by kind, what is coming, and what has ended."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samspill.bodies.successors import bodies_to_read, body_successors_of
from samspill.common.public.page import PublicRequest, page_urls
from samspill.common.ready import ready_together
from samspill.documents.models import Document, Responsibility
from samspill.documents.naming import DocumentNamed, label_of, naming, told_apart
from samspill.documents.public.precedence import in_order, ranked
from samspill.documents.public.words import Status, status_of, time_of
from samspill.documents.responsible import responsible_on
from samspill.documents.standing import EditionTold, Stand, Standing, is_only_proposed, standings_on
from samspill.documents.succession import successors

WAITING = frozenset({Stand.COMING, Stand.HEARING, Stand.PROPOSED})


class KindListed(NamedTuple):
    """A kind of document in the list."""

    pk: int
    slug: str
    plural: str


class NamedLink(NamedTuple):
    """Where to read of something, and what it is called there."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A document in the tree with how it stands, and what hangs under it, by kind."""

    label: str
    url: str
    kind: KindListed
    parent: int | None
    standing: Standing[EditionTold]
    status: Status
    time: str
    responsible: list[NamedLink]
    groups: list[KindGroup] = field(default_factory=list)

    @property
    def came(self) -> bool:
        """Whether what came after the date was more than a proposal."""
        later = self.standing.later
        return later is not None and not is_only_proposed(later)

    @property
    def lacks_text(self) -> bool:
        """Whether the edition that is nearest to the date has not been entered."""
        nearest = self.standing.nearest
        return nearest is not None and not nearest.has_text


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Documents of one kind, side by side."""

    kind: KindListed
    branches: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that holds no more: when it did, and what replaced it."""

    label: str
    url: str
    time: str
    successors: list[NamedLink]


@dataclass(frozen=True)
class Listing:
    """Everything agreed as it stands on a date.

    ``not_known`` may have been in force: no source tells. ``outlived`` is made for a period that is
    over, and neither ended nor replaced. ``adopted`` is adopted, and from which
    day it holds is not known. ``later`` is what came afterwards, and was not yet adopted on the
    date. ``chosen`` is the one of ``kinds`` that is shown, where not all are.
    """

    kinds: list[KindListed]
    chosen: KindListed | None
    groups: list[KindGroup]
    coming: list[Branch]
    adopted: list[Branch]
    not_known: list[Branch]
    outlived: list[Branch]
    ended: list[Ended]
    later: list[Branch]
    in_force: int
    without_text: int
    precedence: list[list[str]]

    @property
    def status(self) -> Status:
        """The status of all that is in force."""
        return status_of(Stand.IN_FORCE)

    @property
    def none_has_text(self) -> bool:
        """Whether not one text is entered: then it is said once, not on every line."""
        return 0 < self.in_force == self.without_text


def listing_on(request: PublicRequest, kind: str) -> Listing:
    """What is agreed on the date of a request: of the kind with this slug, else of all kinds."""
    date = request.as_of.date
    read = _read(date=date)
    branches = _branches(request, read)
    kinds = list(dict.fromkeys(branch.kind for branch in branches.values()))
    chosen = next((one for one in kinds if one.slug == kind), None)
    shown = {pk: one for pk, one in branches.items() if chosen in (None, one.kind)}
    stands = {pk: _stand_told(one.standing, date) for pk, one in shown.items()}
    in_force = {pk: one for pk, one in shown.items() if stands[pk] is Stand.IN_FORCE}
    ended = {pk: one for pk, one in shown.items() if stands[pk] is Stand.ENDED}
    return Listing(
        kinds=kinds,
        chosen=chosen,
        groups=_tree(in_force),
        coming=[one for one in shown.values() if one.standing.stand in WAITING],
        adopted=[one for pk, one in shown.items() if stands[pk] is Stand.ADOPTED],
        not_known=[one for pk, one in shown.items() if stands[pk] is Stand.NOT_KNOWN],
        outlived=[one for pk, one in shown.items() if stands[pk] is Stand.OUTLIVED],
        ended=_ended(request, ended) if ended else [],
        later=[one for pk, one in shown.items() if stands[pk] is Stand.NOT_YET and one.came],
        in_force=len(in_force),
        without_text=sum(one.lacks_text for one in in_force.values()),
        precedence=in_order(read["ranked"]) if chosen is None else [],
    )


def _stand_told(standing: Standing[EditionTold], date: datetime.date) -> Stand:
    """How a document stands; adopted on no day that is told, it is so from when it is known.

    Of what was proposed long ago nobody knows whether it is in force.
    """
    proposed = standing.proposed
    if standing.stand is Stand.NOT_TOLD:
        return Stand.NOT_KNOWN
    if standing.stand is Stand.ADOPTED and proposed and not proposed.adopted_on:
        return Stand.ADOPTED if proposed.known_from <= date else Stand.NOT_KNOWN
    return standing.stand


def _branches(request: PublicRequest, read: dict[str, list[Any]]) -> dict[int, Branch]:
    """The public documents in order, by primary key, none hanging under another yet."""
    date = request.as_of.date
    standings = standings_on(date)
    document_url, body_url = page_urls(request, "document"), page_urls(request, "body")
    statuses = {stand: status_of(stand) for stand in Stand}
    after = body_successors_of(read)
    entered: dict[int, list[Responsibility]] = defaultdict(list)
    for one in read["responsible"]:
        entered[one.document_id].append(one)
    responsible = {
        document: [
            NamedLink(one.body.short_name or one.body.name, body_url(one.body.slug))
            for one in responsible_on(rows, date, after)
        ]
        for document, rows in entered.items()
    }
    branches = {}
    for pk, parent, *row in read["documents"]:
        named, standing = DocumentNamed._make(row[3:]), standings[pk]
        nearest = standing.nearest
        branches[pk] = Branch(
            label=label_of(named),
            url=document_url(named.slug),
            kind=KindListed._make(row[:3]),
            parent=parent,
            standing=standing,
            status=statuses[standing.stand],
            time=time_of(nearest) if nearest else "",
            responsible=responsible.get(pk, []),
        )
    return branches


@ready_together
def _read(date: Any) -> dict[str, QuerySet]:
    kind = ("kind", "kind__slug", "kind__plural")
    documents = Document.objects.public().order_by("kind__order", "order", "slug")
    responsible = Responsibility.objects.on(date)
    return {
        "documents": documents.values_list("pk", "parent", *kind, *naming()),
        "responsible": responsible.select_related("body").only(
            "document", "body__slug", "body__name", "body__short_name"
        ),
        "ranked": ranked(),
        **bodies_to_read(),
    }


def _tree(in_force: dict[int, Branch]) -> list[KindGroup]:
    """The groups at the top; the others hang under their branches."""
    roots: list[KindGroup] = []
    for branch in in_force.values():
        above = in_force.get(branch.parent or 0)
        _put(above.groups if above else roots, branch)
    return roots


def _put(groups: list[KindGroup], branch: Branch) -> None:
    group = next((group for group in groups if group.kind == branch.kind), None)
    if group is None:
        group = KindGroup(branch.kind)
        groups.append(group)
    group.branches.append(branch)


def _ended(request: PublicRequest, ended: dict[int, Branch]) -> list[Ended]:
    document_url, after = page_urls(request, "document"), successors()
    found = []
    for pk, one in ended.items():
        last = one.standing.earlier
        links = [
            NamedLink(label, document_url(new.slug))
            for label, new in zip(told_apart(after.get(pk, [])), after.get(pk, []), strict=True)
        ]
        found.append(Ended(one.label, one.url, time_of(last) if last else "", links))
    return found
