"""What the law asks and who may decide what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb
from samspill.documents.coverage import Covered, coverage_on, summary
from samspill.documents.models import (
    AuthorityRule,
    Coverage,
    Document,
    Edition,
    ProvisionText,
)
from samspill.documents.public.words import period


@public_page(made_from=("documents",))
def law(request: PublicRequest) -> HttpResponse:
    """``/lovkrav/``: each point of the statute, what covers it on the date, and the gaps."""
    points = coverage_on(request.as_of.date)
    columns = {c.document.pk: c.document for point in points for c in point.by}
    documents = sorted(columns.values(), key=lambda d: (d.kind.order, d.order, d.slug))
    context = {
        "crumbs": _crumbs(request, _("What the law asks")),
        "points": points,
        "summary": summary(points),
        "statutes": list(dict.fromkeys(point.requirement.statute for point in points)),
        "documents": documents,
        "rows": [(point, [_degree(point, d) for d in documents]) for point in points],
    }
    return render(request, "documents/public/law.html", context)


@public_page(made_from=("bodies", "documents"))
def authority(request: PublicRequest) -> HttpResponse:
    """``/myndighet/``: who may decide what, on whose recommendation."""
    date = request.as_of.date
    rules = list(
        AuthorityRule.objects.on(date)
        .select_related("document", "source")
        .prefetch_related("bodies", "recommending_bodies")
    )
    numbered = ProvisionText.objects.filter(
        edition__in=Edition.objects.public().in_force_on(date),
        edition__document__in={rule.document_id for rule in rules},
    ).values_list("edition__document_id", "number", "provision__slug")
    places = {(document, number): slug for document, number, slug in numbered if number}
    context = {
        "crumbs": _crumbs(request, _("Who may decide what")),
        "rules": [(r, period(r), places.get((r.document_id, r.clause), "")) for r in rules],
        "public": set(Document.objects.public().values_list("pk", flat=True)),
        "sources": dict.fromkeys((r.source, r.source_note) for r in rules if r.source),
    }
    return render(request, "documents/public/authority.html", context)


def _crumbs(request: PublicRequest, label: str) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), Crumb(label)]


def _degree(point: Covered, document: Document) -> str:
    """How well the document covers the point: the best of its provisions counts."""
    degrees = {c.coverage.degree for c in point.by if c.document == document}
    full, partial = Coverage.Degree.FULL, Coverage.Degree.PARTIAL
    return str(full) if full in degrees else str(partial) if degrees else ""
