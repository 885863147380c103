"""What the law asks and who may decide what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.ui import Crumb
from samspill.documents.coverage import coverage_on
from samspill.documents.models import AuthorityRule
from samspill.portal.page import PortalRequest, page_url, public_page


@public_page()
def law(request: PortalRequest) -> HttpResponse:
    """``/lovkrav/``: each point of the statute, what covers it on the date, and the gaps."""
    points = coverage_on(request.as_of.date)
    columns = {c.document.pk: c.document for point in points for c in point.by}
    documents = sorted(columns.values(), key=lambda d: (d.kind.order, d.order, d.slug))
    rows = [
        (point, [[c for c in point.by if c.document.pk == d.pk] for d in documents])
        for point in points
    ]
    context = {
        "crumbs": [
            Crumb(_("Front page"), page_url(request, "home")),
            Crumb(_("What the law asks")),
        ],
        "points": points,
        "documents": documents,
        "rows": rows,
        "gaps": sum(1 for point in points if point.is_gap),
        "partial": sum(1 for point in points if point.is_partial),
    }
    return render(request, "portal/law.html", context)


@public_page()
def authority(request: PortalRequest) -> HttpResponse:
    """``/myndighet/``: who may decide what, on whose recommendation."""
    rules = (
        AuthorityRule.objects.on(request.as_of.date)
        .select_related("document", "source")
        .prefetch_related("bodies", "recommending_bodies", "document_kinds")
    )
    context = {
        "crumbs": [
            Crumb(_("Front page"), page_url(request, "home")),
            Crumb(_("Who may decide what")),
        ],
        "rules": rules,
    }
    return render(request, "portal/authority.html", context)
