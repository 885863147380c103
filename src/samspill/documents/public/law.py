"""What the law asks and who may decide what."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
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
from samspill.documents.standing import is_told_by, last_told_of, outcome_is_missing


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


@dataclass
class RuleGroup:
    """Rules that stand alike, each with its period and its provision, and when it was proposed."""

    rows: list[tuple[AuthorityRule, str, str]] = field(default_factory=list)
    year: int | None = None


PROPOSED = (EditionStatus.HEARING, EditionStatus.FOR_DECISION, EditionStatus.ADOPTED)
"""Where an edition is that gives its rules only later."""


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
        .select_related("document", "edition__document", "edition__source", "source")
        .prefetch_related("bodies", "recommending_bodies", "preparing_bodies")
    )
    numbered = ProvisionText.objects.filter(
        edition__in=Edition.objects.public().in_force_on(date),
        edition__document__in={rule.document_id for rule in rules},
    ).values_list("edition__document_id", "number", "provision__slug")
    places = {f"{document} {number}": slug for document, number, slug in numbered if number}
    context = {
        "crumbs": _crumbs(request, _("Who may decide what")),
        "groups": _by_force(rules, date, places),
        "public": set(Document.objects.public().values_list("pk", flat=True)),
        "sources": dict.fromkeys((r.source, r.source_note) for r in rules if r.source),
    }
    return render(request, "documents/public/authority.html", context)


def _by_force(
    rules: list[AuthorityRule], date: datetime.date, places: dict[str, str]
) -> list[RuleGroup]:
    """Those in force on the date, those that a proposal of then gives, and those of an old one."""
    given, proposed, untold = RuleGroup(), RuleGroup(), RuleGroup()
    for rule in rules:
        edition = rule.edition
        if edition is None or edition.is_in_force_on(date):
            place = places.get(f"{rule.document_id} {rule.clause}", "")
            given.rows.append((rule, period(rule), place))
        elif edition.is_open and edition.status in PROPOSED and is_told_by(date, edition):
            is_old = outcome_is_missing(edition, date)
            (untold if is_old else proposed).rows.append((rule, period(rule), ""))
            untold.year = last_told_of(edition).year if is_old else untold.year
    return [given, proposed, untold]


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
