"""What a document's page shows: its text with what is tied to it, and the facts around it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from samspill.bodies.successors import bodies_to_read, body_successors_of
from samspill.common.public.page import PublicRequest, page_url
from samspill.common.public.panels import panels
from samspill.common.ready import ready, ready_together
from samspill.common.ui import Crumb
from samspill.documents import succession
from samspill.documents.adoption import adopted_in_words
from samspill.documents.contents import Node, contents, flat, latest_texts
from samspill.documents.models import (
    DisputeStep,
    Document,
    DocumentParty,
    Edition,
    PatientGroup,
    Reference,
    Responsibility,
    Succession,
)
from samspill.documents.public.binding import bound_by, earlier_began, is_beside_one_that_holds
from samspill.documents.public.precedence import beside, ranked
from samspill.documents.public.ties import (
    carried_out_by,
    difference_url,
    ends_of,
    law_of,
    references_of,
    shown_provisions,
    thread,
    ties_of,
    with_those_of,
)
from samspill.documents.public.words import Status, edition_status, status_of, time_of
from samspill.documents.responsible import responsible_on
from samspill.documents.standing import (
    Standing,
    day_to_tell_of,
    is_only_proposed,
    is_told_by,
    last_told_of,
    named,
    previous_to,
    public_in_force_on,
    stand_of,
)
from samspill.parties.models import ContactPoint, official_name_on


@dataclass(frozen=True)
class EditionRow:
    """An edition in the list of them; ``compare_url`` shows what it changed."""

    edition: Edition
    status: Status
    time: str
    url: str
    compare_url: str
    compared_with: str
    is_shown: bool


def page_of(
    request: PublicRequest, document: Document, edition: Edition | None, standing: Standing
) -> dict[str, Any]:
    """The context of a document's page with ``edition``, or with none when there is none.

    What stands around the text is of one day: ``then``, the nearest on which the edition held or
    was on hearing. Nobody has signed what is only proposed. Where other editions hold, what the
    document covers of the law, what stands under it, what it replaced and what carries it out
    belongs to them.
    """
    date = request.as_of.date
    then = day_to_tell_of(edition, date)
    nodes = contents(edition) if edition else []
    previous = previous_to(edition, standing.editions) if edition else None
    listed = flat(nodes)
    references, successions = _linked_on(document, then=then, date=date)
    is_beside = edition is not None and is_beside_one_that_holds(edition, standing)
    if is_beside:
        references = [one for one in references if one.document_id == document.pk]
        successions = [one for one in successions if one.document_id != document.pk]
    texts = latest_texts([*ends_of(references), *succession.ends_of(successions)])
    carried_out = carried_out_by(document, references)
    around = _around(document=document.pk, date=date, then=then, carried_out=carried_out)
    if edition and is_only_proposed(edition):
        around["bound"] = []
    has_children = bool(around["children"])
    if is_beside:
        around["covers"] = around["children"] = []
    here = {node.text.provision_id for node in listed}
    ties = ties_of(document, here, references, texts, around)
    return {
        "crumbs": crumbs_of(request, document),
        "document": document,
        "title": document.short_label,
        "edition": edition,
        "standing": standing,
        "status": status_of(standing.stand),
        "edition_status": edition_status(edition, date, standing) if edition else None,
        "edition_stand": stand_of(edition, date) if edition else None,
        "time": time_of(edition) if edition else "",
        "adopted": adopted_in_words(edition) if edition else "",
        "in_force": edition is not None and edition == standing.current,
        "proposed_in": last_told_of(standing.proposed).year if standing.proposed else None,
        "proposal_url": _proposal_url(request, document, standing),
        "editions": _editions(request, document, edition, standing),
        "contents": _contents(nodes),
        "provisions": shown_provisions(request, document, edition, previous, listed, ties),
        "ties": ties,
        "steps": thread(request, document, ties),
        "lineage": succession.lineage_among(document, successions, texts),
        "responsibilities": responsible_on(
            around["responsibilities"], then, body_successors_of(around)
        ),
        "bound": bound_by(around["bound"], date, earlier_began(edition, standing)),
        "disputes": around["disputes"] if edition == standing.nearest else [],
        "precedence": beside(document.kind, around["ranked"]),
        "to_ask": around["to_ask"],
        "patient_groups": around["patient_groups"],
        "children": around["children"],
        "holds_elsewhere": is_beside and has_children,
        "panels": panels(request, "document", document, then),
    }


def _contents(nodes: list[Node]) -> str:
    """The table of contents, made once: it stands on the page both folded and beside the text."""
    return render_to_string("documents/public/toc_list.html", {"nodes": nodes}) if nodes else ""


def _linked_on(
    document: Document, *, then: datetime.date, date: datetime.date
) -> tuple[list[Reference], list[Succession]]:
    """What a document is linked with: documents in force ``then``, and public ones in time.

    Those in time are what it had replaced by ``then``, and what had replaced it by ``date``.
    Which these are is read beside the links: asked of each link, it takes the database ten times
    as long to plan for.
    """
    linked = _linked(document=document.pk, date=then)
    public = succession.among(set(linked["public"]), linked["successions"])
    return (
        with_those_of(document, linked["references"], set(linked["in_force"])),
        succession.seen_from(document, public, then=then, date=date),
    )


@ready_together
def _linked(document: Any, date: Any) -> dict[str, QuerySet]:
    public = Edition.objects.public().order_by()
    return {
        "references": references_of(document),
        "successions": succession.links(),
        "public": public.values_list("document", flat=True).distinct(),
        "in_force": public.in_force_on(date).values_list("document", flat=True),
    }


@ready_together
def _around(document: Any, date: Any, then: Any, carried_out: Any) -> dict[str, QuerySet]:
    """What it covered of the law, who answered for it, whom it bound and what was under it then;
    and whom to ask on the date for what is not entered."""
    responsible = Responsibility.objects.on(then).filter(document=document)
    bound = DocumentParty.objects.on(then).filter(document=document)
    return {
        **law_of(document, then, carried_out),
        "responsibilities": responsible.select_related("body", "source").only(
            "note", "body__slug", "body__name", "body__short_name", "source_note", "source__title"
        ),
        **bodies_to_read(),
        "bound": bound.annotate(name_then=official_name_on(then, "party__"))
        .with_signers()
        .select_related("party__side", "source")
        .only(
            "note", "signed_on", "signed_in", "signatory", "party__slug", "party__kind",
            "party__side__order", "party__side__name", "source_note", "source__title",
        ),
        "disputes": DisputeStep.objects.filter(document=document)
        .select_related("body")
        .only("position", "who", "is_outside", "text", "days", "body__slug", "body__name"),
        "ranked": ranked(),
        "to_ask": ContactPoint.objects.on(date)
        .filter(kind=ContactPoint.Kind.SECRETARIAT)
        .only("slug", "title"),
        "patient_groups": PatientGroup.objects.filter(documents=document).only("name"),
        "children": public_in_force_on(then)
        .filter(parent=document)
        .select_related("kind")
        .only(*named()),
    }  # fmt: skip


def crumbs_of(request: PublicRequest, document: Document, *last: str) -> list[Crumb]:
    """The way to the document, over the one that it belongs under, and on to ``last``."""
    crumbs = [
        Crumb(_("Front page"), page_url(request, "home")),
        Crumb(_("Agreements"), page_url(request, "documents")),
    ]
    for parent in _public(document=document.parent_id) if document.parent_id else ():
        crumbs.append(Crumb(parent.short_label, page_url(request, "document", parent.slug)))
    address = page_url(request, "document", document.slug) if last else ""
    return [*crumbs, Crumb(document.short_label, address), *(Crumb(label) for label in last)]


@ready
def _public(document: Any) -> QuerySet:
    found = Document.objects.public().filter(pk=document)
    return found.select_related("kind").only(*named())


def _proposal_url(request: PublicRequest, document: Document, standing: Standing) -> str:
    """Where to see what a proposal would change; empty when there are not two texts."""
    old, new = (
        standing.current,
        standing.proposed or (standing.later if standing.later_is_known else None),
    )
    if old and new and old.has_text and new.has_text:
        return difference_url(request, document, old, new)
    return ""


def _editions(
    request: PublicRequest, document: Document, shown: Edition | None, standing: Standing
) -> list[EditionRow]:
    """The editions, newest first: those that hold some time, and proposals as they get known."""
    date = request.as_of.date
    rows = []
    for edition in reversed(standing.editions):
        if edition != shown and not edition.holds_some_time and not is_told_by(date, edition):
            continue
        previous = previous_to(edition, standing.editions)
        rows.append(
            EditionRow(
                edition=edition,
                status=edition_status(edition, date, standing),
                time=time_of(edition),
                url=page_url(request, "edition", document.slug, edition.slug),
                compare_url=difference_url(request, document, previous, edition)
                if previous
                else "",
                compared_with=previous.name if previous else "",
                is_shown=edition == shown,
            )
        )
    return rows
