"""Agreements, guidelines and routines: the tree, a page for each, editions and what differs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ready import ready
from samspill.common.ui import Crumb
from samspill.documents.difference import compare
from samspill.documents.models import Document, Edition
from samspill.documents.outlived import is_outlived_on, told_by
from samspill.documents.public.listing import listing_on
from samspill.documents.public.page import crumbs_of, page_of
from samspill.documents.public.words import counted, edition_status, time_of
from samspill.documents.standing import (
    Standing,
    standing_on,
)
from samspill.documents.typesetting import pdf_of

SHOWN = ("bodies", "documents", "parties", *told_by())
"""What the page of a document is made from."""


@public_page(made_from=("bodies", "documents", *told_by()), parameters=("type",))
def documents(request: PublicRequest) -> HttpResponse:
    """``/avtaler/``: everything agreed as a tree, what holds on the date first."""
    listing = listing_on(request, request.GET.get("type", ""))
    context = {"crumbs": _crumbs(request, _("Agreements")), "listing": listing}
    return render(request, "documents/public/documents.html", context)


@public_page(made_from=SHOWN, panels=("document",), forwards=lambda: Document.objects.public())
def document(request: PublicRequest, slug: str) -> HttpResponse:
    """``/avtaler/<slug>/``: the edition in force on the date; else the nearest, and why."""
    found, standing = _one(request, slug)
    context = page_of(request, found, standing.nearest, standing)
    return render(request, "documents/public/document.html", context)


@public_page(made_from=SHOWN, panels=("document",), forwards=lambda: Document.objects.public())
def edition(request: PublicRequest, slug: str, edition: str) -> HttpResponse:
    """``/avtaler/<slug>/utgaver/<edition>/``: one edition, at a lasting address."""
    found, standing = _one(request, slug)
    context = page_of(request, found, _edition(standing, edition), standing)
    return render(request, "documents/public/document.html", {**context, "is_permanent": True})


@public_page(made_from=SHOWN, parameters=("fra", "til"), forwards=lambda: Document.objects.public())
def difference(request: PublicRequest, slug: str) -> HttpResponse:
    """``/avtaler/<slug>/forskjell/?fra=&til=``: two editions, provision by provision."""
    found, standing = _one(request, slug)
    editions = [edition for edition in standing.editions if edition.has_text]
    old, new = _two(editions, request.GET.get("fra", ""), request.GET.get("til", ""))
    comparison = compare(old, new) if old and new and old != new else None
    context = {
        "crumbs": crumbs_of(request, found, _("Difference")),
        "document": found,
        "title": found.short_label,
        "editions": [
            (one, edition_status(one, request.as_of.date, standing)) for one in reversed(editions)
        ],
        "old": old,
        "new": new,
        "old_time": time_of(old) if old else "",
        "new_time": time_of(new) if new else "",
        "comparison": comparison,
        "counts": counted(comparison) if comparison else [],
    }
    return render(request, "documents/public/difference.html", context)


@public_page(made_from=SHOWN, forwards=lambda: Document.objects.public())
def pdf(request: PublicRequest, slug: str, edition: str) -> HttpResponse:
    """``/avtaler/<slug>/utgaver/<edition>/pdf/``: the edition as a tagged PDF.

    It is kept as other pages are: under the content version, so it is set once while nothing
    changes.
    """
    found, standing = _one(request, slug)
    chosen = _edition(standing, edition)
    chosen.document = found
    address = request.build_absolute_uri(reverse("public:edition", args=[slug, edition]))
    content = pdf_of(
        chosen, partnership=request.partnership, address=address, date=request.as_of.date
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-{edition}.pdf"'
    return response


def _crumbs(request: PublicRequest, label: str) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), Crumb(label)]


def _one(request: PublicRequest, slug: str) -> tuple[Document, Standing]:
    """The public document and how it stands on the date; 404 for one that is not public."""
    date = request.as_of.date
    editions = _editions(slug=slug, date=date)
    if not editions:
        raise Http404("no such document")
    is_outlived = editions[0].is_outlived
    return editions[0].document, standing_on(date, editions, is_outlived=is_outlived)


@ready
def _editions(slug: Any, date: Any) -> QuerySet:
    of_it = Edition.objects.public().filter(document__slug=slug)
    of_it = of_it.annotate(is_outlived=is_outlived_on(date))
    return of_it.select_related(
        "source", "document__kind", "document__source", "adopted_by", "recommended_by"
    )


def _edition(standing: Standing, slug: str) -> Edition:
    found = next((edition for edition in standing.editions if edition.slug == slug), None)
    if found is None:
        raise Http404("no such edition")
    return found


def _two(editions: list[Edition], old: str, new: str) -> tuple[Edition | None, Edition | None]:
    """The editions asked for, else the latest two that hold or held, else the latest two."""
    by_slug = {edition.slug: edition for edition in editions}
    decided = [edition for edition in editions if edition.holds_some_time]
    latest = (decided if len(decided) > 1 else editions)[-2:]
    if len(latest) < 2:
        return None, None
    return by_slug.get(old, latest[0]), by_slug.get(new, latest[1])
