"""Agreements, guidelines and routines: the tree, a page for each, editions and what differs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.ui import Crumb
from samspill.documents.difference import Change
from samspill.documents.difference import difference as compare
from samspill.documents.models import Document, DocumentKind, Edition, Reference
from samspill.documents.typesetting import pdf_of
from samspill.portal.documents_page import page_of
from samspill.portal.page import PortalRequest, page_url, public_page


@dataclass
class Branch:
    """A document in the tree, with its edition of the date and what hangs under it."""

    document: Document
    edition: Edition | None
    children: list[Branch] = field(default_factory=list)


def _crumbs(request: PortalRequest, *steps: tuple[str, str]) -> list[Crumb]:
    first = Crumb(_("Front page"), page_url(request, "home"))
    return [first, *(Crumb(*step) for step in steps)]


def _public() -> Any:
    return (
        Document.objects.public()
        .select_related("kind")
        .prefetch_related("responsibilities__body")
        .order_by("kind__order", "order", "slug")
    )


@public_page(parameters=("type",))
def documents(request: PortalRequest) -> HttpResponse:
    """``/avtaler/``: everything agreed as a tree, what holds on the date first."""
    date = request.as_of.date
    chosen = request.GET.get("type", "")
    editions = {e.document_id: e for e in Edition.objects.public().in_force_on(date)}
    waiting = _on_the_way(date) - set(editions)
    listed = [d for d in _public() if not chosen or d.kind.slug == chosen]
    in_force = [d for d in listed if d.pk in editions]
    kinds = DocumentKind.objects.filter(documents__in=Document.objects.public()).distinct()
    context = {
        "crumbs": _crumbs(request, (_("Agreements"), "")),
        "tree": _tree(in_force, editions),
        "coming": [d for d in listed if d.pk in waiting],
        "ended": [d for d in listed if d.pk not in editions and d.pk not in waiting],
        "kinds": kinds.order_by("order", "name"),
        "chosen": chosen,
    }
    return render(request, "portal/documents.html", context)


def _on_the_way(date: datetime.date) -> set[int]:
    """Documents with an edition on hearing, for decision or adopted, and no newer one since."""
    public = list(Edition.objects.public())
    begun: dict[int, datetime.date] = {}
    for edition in public:
        first = edition.valid_from
        if first and first <= date and not edition.is_on_the_way_on(date):
            begun[edition.document_id] = max(first, begun.get(edition.document_id, first))
    return {
        edition.document_id
        for edition in public
        if edition.is_on_the_way_on(date)
        and not (
            edition.hearing_from
            and begun.get(edition.document_id, datetime.date.min) >= edition.hearing_from
        )
    }


def _tree(listed: list[Document], editions: dict[int, Edition]) -> list[Branch]:
    branches = {d.pk: Branch(d, editions.get(d.pk)) for d in listed}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.document.parent_id or 0)
        (above.children if above else roots).append(branch)
    return roots


@public_page()
def document(request: PortalRequest, slug: str) -> HttpResponse:
    """``/avtaler/<slug>/``: the edition in force on the date, or why there is none."""
    found = _one(slug)
    date = request.as_of.date
    editions = list(Edition.objects.public().filter(document=found).select_related("source"))
    current = next((e for e in editions if e.is_in_force_on(date)), None)
    return render(request, "portal/document.html", page_of(request, found, current, editions))


@public_page()
def edition(request: PortalRequest, slug: str, edition: str) -> HttpResponse:
    """``/avtaler/<slug>/utgaver/<edition>/``: one edition, at a lasting address."""
    found = _one(slug)
    editions = list(Edition.objects.public().filter(document=found).select_related("source"))
    chosen = next((e for e in editions if e.slug == edition), None)
    if chosen is None:
        raise Http404("no such edition")
    context = page_of(request, found, chosen, editions)
    return render(request, "portal/document.html", {**context, "is_permanent": True})


@public_page(parameters=("fra", "til"))
def difference(request: PortalRequest, slug: str) -> HttpResponse:
    """``/avtaler/<slug>/forskjell/?fra=&til=``: two editions, provision by provision."""
    found = _one(slug)
    editions = [e for e in Edition.objects.public().filter(document=found) if e.has_text]
    by_slug = {e.slug: e for e in editions}
    in_force = [e for e in editions if e.valid_from is not None or e.status == "in_force"]
    latest = (in_force if len(in_force) > 1 else editions)[-2:]
    old = by_slug.get(request.GET.get("fra", ""), latest[0] if latest else None)
    new = by_slug.get(request.GET.get("til", ""), latest[-1] if latest else None)
    changes = compare(old, new) if old and new and old != new else []
    shown = [c for c in changes if c.change is not Change.UNCHANGED]
    context = {
        "crumbs": _crumbs(
            request,
            (_("Agreements"), page_url(request, "documents")),
            (found.label, page_url(request, "document", slug)),
            (_("Difference"), ""),
        ),
        "document": found,
        "editions": editions,
        "old": old,
        "new": new,
        "changes": shown,
        "unchanged": [c for c in changes if c.change is Change.UNCHANGED],
        "counts": [(c, sum(1 for x in shown if x.change is c)) for c in Change if c != "unchanged"],
    }
    return render(request, "portal/difference.html", context)


@public_page()
def pdf(request: PortalRequest, slug: str, edition: str) -> HttpResponse:
    """``/avtaler/<slug>/utgaver/<edition>/pdf/``: the edition as a tagged PDF."""
    found = _one(slug)
    chosen = Edition.objects.public().filter(document=found, slug=edition).first()
    if chosen is None:
        raise Http404("no such edition")
    address = request.build_absolute_uri(page_url(request, "edition", slug, edition))
    content = pdf_of(chosen, partnership=request.partnership, address=address)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-{edition}.pdf"'
    return response


@public_page()
def routines(request: PortalRequest) -> HttpResponse:
    """``/rutiner/``: the routines in force, under the guidelines that they carry out."""
    date = request.as_of.date
    listed = list(_public().in_force_on(date).filter(kind__role=DocumentKind.Role.ROUTINE))
    references = Reference.objects.filter(
        document__in=listed, kind=Reference.Kind.IMPLEMENTS, target__in=_public()
    ).select_related("target__kind")
    under: dict[Document, list[Document]] = {}
    by_pk = {d.pk: d for d in listed}
    for reference in references:
        found = under.setdefault(reference.target, [])
        if by_pk[reference.document_id] not in found:
            found.append(by_pk[reference.document_id])
    placed = {d.pk for found in under.values() for d in found}
    groups = sorted(under.items(), key=lambda pair: (pair[0].kind.order, pair[0].order))
    context = {
        "crumbs": _crumbs(request, (_("Routines"), "")),
        "groups": [(t, sorted(found, key=lambda d: d.order)) for t, found in groups],
        "others": [d for d in listed if d.pk not in placed],
        "count": len(listed),
    }
    return render(request, "portal/routines.html", context)


def _one(slug: str) -> Document:
    found = (
        Document.objects.public()
        .filter(slug=slug)
        .select_related("kind", "parent", "source")
        .first()
    )
    if found is None:
        raise Http404("no such document")
    return found
