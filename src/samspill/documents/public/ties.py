"""What is tied to a document and its provisions: law, routines, references, earlier wordings."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.common.markdown import to_html
from samspill.common.public.page import PublicRequest, asking, page_url
from samspill.common.ready import AnyOf
from samspill.common.ui import Step
from samspill.documents.contents import Node
from samspill.documents.difference import Change, changed_since
from samspill.documents.models import (
    Coverage,
    Document,
    DocumentKind,
    Edition,
    ProvisionText,
    Reference,
    Requirement,
)
from samspill.documents.standing import named

T = TypeVar("T")


@dataclass(frozen=True)
class Tie:
    """A reference seen from one of its ends: the other document, and where in it."""

    reference: Reference
    document: Document
    text: ProvisionText | None

    @property
    def label(self) -> str:
        """The other document, and the number of the provision where it has one."""
        number = self.text.number if self.text else ""
        return f"{self.document.short_label}, {number}" if number else self.document.short_label

    @property
    def fragment(self) -> str:
        return self.text.provision.slug if self.text else ""


@dataclass(frozen=True)
class Ties:
    """What is tied to a document on a date.

    ``law`` is what it covers itself; ``law_above`` what the provisions that it carries out cover.
    """

    law: list[Coverage]
    law_above: list[Coverage]
    incoming: list[Tie]
    outgoing: list[Tie]

    @property
    def carried_out_by(self) -> list[Tie]:
        return _by_document(self.incoming, Reference.Kind.IMPLEMENTS)

    @property
    def referred_from(self) -> list[Tie]:
        found = _by_document(self.incoming, Reference.Kind.REFERS)
        return _without(found, self.carried_out_by)

    @property
    def carries_out(self) -> list[Tie]:
        return _by_document(self.outgoing, Reference.Kind.IMPLEMENTS)

    @property
    def refers_to(self) -> list[Tie]:
        found = _by_document(self.outgoing, Reference.Kind.REFERS)
        return _without(found, self.carries_out)


@dataclass(frozen=True)
class ShownProvision:
    """A provision on the page: its text, its heading (h2 to h6), and what is tied to it."""

    text: ProvisionText
    html: SafeString
    heading: str
    link_label: str
    law: list[Coverage]
    incoming: list[Tie]
    outgoing: list[Tie]
    changed: str
    changed_url: str

    @property
    def has_links(self) -> bool:
        return bool(self.law or self.incoming or self.outgoing or self.changed)


def references_of(document: Any) -> QuerySet[Reference]:
    """The references from a document and to it."""
    return (
        Reference.objects.filter(Q(document=document) | Q(target=document))
        .select_related("document__kind", "target__kind", "source")
        .only(
            "kind", "provision", "target_provision", "source_note", "source__title",
            *named("document__"), *named("target__"),
        )
    )  # fmt: skip


def with_those_of(
    document: Document, references: Iterable[Reference], others: Container[int]
) -> list[Reference]:
    """The references between a document and ``others``."""
    return [
        one
        for one in references
        if (one.target_id if one.document_id == document.pk else one.document_id) in others
    ]


def carried_out_by(document: Document, references: Iterable[Reference]) -> list[int]:
    """The keys of the documents that a document carries out."""
    implements = Reference.Kind.IMPLEMENTS
    return [
        one.target_id
        for one in references
        if one.document_id == document.pk and one.kind == implements
    ]


def ends_of(references: Iterable[Reference]) -> list[int | None]:
    """The provisions that references lead from and to."""
    return [end for one in references for end in (one.provision_id, one.target_provision_id)]


def law_of(document: Any, date: Any, carried_out: Any) -> dict[str, QuerySet]:
    """What a document, and those that it carries out, cover of what the law asks on a date.

    ``above`` tells which provision each provision of the latter stands under.

    Args:
        carried_out: a list of keys, which may be told when the statement is asked.
    """
    others = AnyOf(carried_out)
    asked = Requirement.objects.on(date).filter(
        statute=OuterRef("statute"), number=OuterRef("number")
    )
    covers = Coverage.objects.on(date).filter(Q(document=document) | Q(document__in=others))
    in_force = Edition.objects.public().in_force_on(date).filter(document__in=others)
    return {
        "covers": covers.filter(Exists(asked))
        .select_related("statute", "source")
        .order_by("statute__name", "number", "pk"),
        "above": ProvisionText.objects.filter(edition__in=in_force.order_by()).values_list(
            "provision", "parent__provision"
        ),
    }


def ties_of(
    document: Document,
    provisions: set[int],
    references: list[Reference],
    texts: dict[int, ProvisionText],
    law: dict[str, list[Any]],
) -> Ties:
    """The law and the documents in force on a date that are tied to the document.

    Only what is tied to the whole document or to one of ``provisions``, those of the edition that
    is shown: a tie of a provision that stands only in a draft must not be told of, nor one to a
    document or provision that is not public.

    Args:
        references: those with documents in force on the date.
        texts: what the provisions at their ends are called, where that is public.
        law: what :func:`law_of` found.
    """
    here = {None, *provisions}
    there = {None, *texts}
    outgoing = [
        Tie(r, r.target, texts.get(r.target_provision_id or 0))
        for r in references
        if r.document_id == document.pk
        and r.provision_id in here
        and r.target_provision_id in there
    ]
    incoming = [
        Tie(r, r.document, texts.get(r.provision_id or 0))
        for r in references
        if r.target_id == document.pk and r.target_provision_id in here and r.provision_id in there
    ]
    carried_out = {
        tie.reference.target_provision_id
        for tie in outgoing
        if tie.reference.kind == Reference.Kind.IMPLEMENTS
    }
    above = _with_those_above(carried_out, dict(law["above"]))
    covers: list[Coverage] = law["covers"]
    return Ties(
        law=[c for c in covers if c.document_id == document.pk and c.provision_id in here],
        law_above=[c for c in covers if c.document_id != document.pk and c.provision_id in above],
        incoming=sorted(incoming, key=_order),
        outgoing=sorted(outgoing, key=_order),
    )


def _with_those_above(provisions: set[int | None], above: dict[int, int | None]) -> set[int | None]:
    """The provisions that are in force, and those that they stand under."""
    found: set[int | None] = set()
    for provision in provisions:
        step = provision
        while step in above and step not in found:
            found.add(step)
            step = above[step]
    return found


def shown_provisions(
    request: PublicRequest,
    document: Document,
    edition: Edition | None,
    previous: Edition | None,
    nodes: list[Node],
    ties: Ties,
) -> list[ShownProvision]:
    """The provisions in reading order, each with its own ties; one query when it has changed."""
    changed = changed_since(previous, (node.text for node in nodes)) if previous else {}
    law = _by(ties.law, lambda one: one.provision_id)
    incoming = _by(ties.incoming, lambda tie: tie.reference.target_provision_id)
    outgoing = _by(ties.outgoing, lambda tie: tie.reference.provision_id)
    link = _("Link to %(name)s")
    shown = []
    for node in nodes:
        key = node.text.provision_id
        level = min(node.level + 1, 6)
        change = changed.get(key)
        shown.append(
            ShownProvision(
                text=node.text,
                html=to_html(node.text.body, top=min(level + 1, 6)),
                heading=f"h{level}",
                link_label=link % {"name": node.text},
                law=law.get(key, []),
                incoming=incoming.get(key, []),
                outgoing=outgoing.get(key, []),
                changed=_changed_words(change, previous),
                changed_url=difference_url(request, document, previous, edition, node.slug)
                if change and previous and edition
                else "",
            )
        )
    return shown


def _by(found: Iterable[T], provision_of: Callable[[T], int | None]) -> dict[int | None, list[T]]:
    """What is tied to provisions, by the provision."""
    by: dict[int | None, list[T]] = {}
    for one in found:
        by.setdefault(provision_of(one), []).append(one)
    return by


def difference_url(
    request: PublicRequest, document: Document, old: Edition, new: Edition, fragment: str = ""
) -> str:
    """The address of what differs between two editions of a document."""
    address = page_url(request, "difference", document.slug)
    query = urlencode({"fra": old.slug, "til": new.slug})
    anchor = f"#{fragment}" if fragment else ""
    return f"{asking(address, query)}{anchor}"


def thread(request: PublicRequest, document: Document, ties: Ties) -> list[Step]:
    """The red thread as far as it is known: the law, what is agreed, what carries it out."""
    steps = []
    law = ties.law or ties.law_above
    if law:
        numbers = ", ".join(map(str, sorted({c.number for c in law})))
        title = f"{law[0].statute.short_name} nr. {numbers}"
        steps.append(Step(_("The law asks"), title, page_url(request, "law")))
    for tie in ties.carries_out[:2]:
        url = page_url(request, "document", tie.document.slug)
        steps.append(Step(_("Agreed"), tie.document.numbered, url))
    is_routine = document.kind.role == DocumentKind.Role.ROUTINE
    label = _("Carried out by") if is_routine else _("Agreed")
    steps.append(Step(label, document.numbered, here=True))
    if below := ties.carried_out_by:
        text = ngettext("%(n)d routine", "%(n)d routines", len(below)) % {"n": len(below)}
        url = page_url(request, "routines", fragment=document.slug)
        steps.append(Step(_("Carried out by"), text, url))
    return steps if len(steps) > 1 else []


def _changed_words(change: Change | None, previous: Edition | None) -> str:
    if change is None or previous is None:
        return ""
    name = {"edition": previous.slug}
    if change is Change.ADDED:
        return _("New since %(edition)s") % name
    return _("Changed since %(edition)s") % name


def _order(tie: Tie) -> tuple[int, int, str, int]:
    position = tie.text.position if tie.text else 0
    return tie.document.kind.order, tie.document.order, tie.document.slug, position


def _by_document(ties: list[Tie], kind: str) -> list[Tie]:
    """The last of the ties of a kind with each document."""
    found = {tie.document.pk: tie for tie in ties if tie.reference.kind == kind}
    return list(found.values())


def _without(ties: list[Tie], others: list[Tie]) -> list[Tie]:
    documents = {tie.document.pk for tie in others}
    return [tie for tie in ties if tie.document.pk not in documents]
