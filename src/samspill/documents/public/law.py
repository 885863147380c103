"""What the law asks and who may decide what."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.known import is_known_on
from samspill.common.public.page import PublicRequest, page_url, page_urls, public_page
from samspill.common.ui import Crumb
from samspill.documents.coverage import Covered, Covering, coverage_on, summary
from samspill.documents.models import (
    Assessment,
    AuthorityRule,
    Coverage,
    Document,
    Edition,
    EditionStatus,
    ProvisionText,
    Requirement,
)
from samspill.documents.naming import DocumentNamed, short_label_of
from samspill.documents.public.words import Status, period


class CoveredBy(NamedTuple):
    """What covers a point: where to read it, and what is said of it."""

    url: str
    label: str
    in_part: bool
    note: str
    source_note: str
    source: str | None


@dataclass(frozen=True)
class PointRow:
    """A point in the table: what covers it, how it stands, and how well each document covers it."""

    point: Requirement
    links: list[CoveredBy]
    status: Status
    assessment: Assessment | None
    degrees: list[Status | None]


@public_page(made_from=("documents",))
def law(request: PublicRequest) -> HttpResponse:
    """``/lovkrav/``: each point of the statute, what covers it on the date, and the gaps."""
    points, url = coverage_on(request.as_of.date), page_urls(request, "document")
    places = {one.place: one.document for point in points for one in point.by}
    documents = [places[place] for place in sorted(places)]
    status, degree = _status(), _degree()
    context = {
        "crumbs": _crumbs(request, _("What the law asks")),
        "summary": summary(points),
        "statutes": list(dict.fromkeys(point.requirement.statute for point in points)),
        "documents": [(url(d.slug), short_label_of(d)) for d in documents],
        "rows": [
            PointRow(
                point=point.requirement,
                links=[_link(url, one) for one in point.by],
                status=status[point.stand],
                assessment=point.assessment,
                degrees=[degree.get(best) for best in _best(point, documents)],
            )
            for point in points
        ],
    }
    return render(request, "documents/public/law.html", context)


@public_page(made_from=("bodies", "documents"))
def authority(request: PublicRequest) -> HttpResponse:
    """``/myndighet/``: who may decide what, on whose recommendation; what is proposed apart."""
    date = request.as_of.date
    rules = list(
        AuthorityRule.objects.on(date)
        .annotate(known=is_known_on(date))
        .select_related("document", "edition__document", "source")
        .prefetch_related("bodies", "recommending_bodies")
    )
    numbered = ProvisionText.objects.filter(
        edition__in=Edition.objects.public().in_force_on(date),
        edition__document__in={rule.document_id for rule in rules},
    ).values_list("edition__document_id", "number", "provision__slug")
    places = {f"{document} {number}": slug for document, number, slug in numbered if number}
    given, proposed = _by_force(rules, date)
    context = {
        "crumbs": _crumbs(request, _("Who may decide what")),
        "groups": [
            [(r, period(r), places.get(f"{r.document_id} {r.clause}", "")) for r in given],
            [(r, period(r), "") for r in proposed],
        ],
        "public": set(Document.objects.public().values_list("pk", flat=True)),
        "sources": dict.fromkeys((r.source, r.source_note) for r in rules if r.source),
    }
    return render(request, "documents/public/authority.html", context)


def _by_force(
    rules: list[AuthorityRule], date: datetime.date
) -> tuple[list[AuthorityRule], list[AuthorityRule]]:
    """Those in force on the date, and those that an edition gives which is not in force yet."""
    given = [r for r in rules if r.edition is None or r.edition.is_in_force_on(date)]
    proposed = (EditionStatus.HEARING, EditionStatus.FOR_DECISION, EditionStatus.ADOPTED)
    coming = [r for r in rules if r not in given and r.edition and r.edition.status in proposed]
    return given, [r for r in coming if r.edition and r.edition.is_open]


def _crumbs(request: PublicRequest, label: str) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), Crumb(label)]


def _link(url: Callable[[str], str], one: Covering) -> CoveredBy:
    address, label = url(one.document.slug), short_label_of(one.document)
    if one.provision:
        address, label = f"{address}#{one.provision}", f"{label}, {one.text}"
    in_part = one.degree == Coverage.Degree.PARTIAL
    return CoveredBy(address, label, in_part, one.note, one.source_note, one.source)


def _status() -> dict[str, Status]:
    """How a point may stand, in words."""
    return {
        "covered": Status("ok", _("Covered")),
        "partial": Status("partial", _("Covered in part")),
        "not_covered": Status("late", _("Not covered")),
        "covered_as_entered": Status("info", _("Entered as covered, not assessed")),
        "partial_as_entered": Status("info", _("Entered as covered in part, not assessed")),
        "unassessed": Status("none", _("Not assessed")),
        "not_entered": Status("none", _("Not entered")),
    }


def _degree() -> dict[str, Status]:
    """How well a document may cover a point, in words."""
    return {
        Coverage.Degree.FULL: Status("ok", _("Covers")),
        Coverage.Degree.PARTIAL: Status("partial", _("In part")),
    }


def _best(point: Covered, documents: list[DocumentNamed]) -> list[str]:
    """How well each document covers the point: the best of its provisions counts."""
    best: dict[DocumentNamed, str] = {}
    for one in point.by:
        if best.get(one.document) != Coverage.Degree.FULL:
            best[one.document] = one.degree
    return [best.get(document, "") for document in documents]
