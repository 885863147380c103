"""What covers each point of a statute on a date, and where there is a gap.

Helse- og omsorgstjenesteloven § 6-2 lists what the agreement between a municipality and a health
trust must at least hold; the points have dates of validity of their own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from samspill.documents.models import Coverage, Document, Edition, ProvisionText, Requirement


@dataclass(frozen=True)
class Covering:
    """A document, or one provision of it, that covers a point on the date."""

    coverage: Coverage
    document: Document
    text: ProvisionText | None


@dataclass(frozen=True)
class Covered:
    """A point of a statute and what covers it on the date."""

    requirement: Requirement
    by: list[Covering]

    @property
    def is_gap(self) -> bool:
        """Whether nothing in force covers it."""
        return not self.by

    @property
    def is_partial(self) -> bool:
        """Whether something covers it, but nothing fully."""
        full = Coverage.Degree.FULL
        return bool(self.by) and all(c.coverage.degree != full for c in self.by)

    @property
    def is_covered(self) -> bool:
        """Whether something covers it fully."""
        return bool(self.by) and not self.is_partial


@dataclass(frozen=True)
class Summary:
    """How many points there are on the date, and how they stand."""

    points: int
    covered: int
    partial: int
    gaps: int


def summary(points: list[Covered]) -> Summary:
    """The counts over ``points``."""
    return Summary(
        points=len(points),
        covered=sum(point.is_covered for point in points),
        partial=sum(point.is_partial for point in points),
        gaps=sum(point.is_gap for point in points),
    )


def coverage_on(date: datetime.date) -> list[Covered]:
    """Every point in force on ``date`` with the public documents in force that cover it.

    A coverage that names a provision counts only while that provision is in the edition in force.
    """
    requirements = Requirement.objects.on(date).select_related("statute", "source")
    editions = {
        edition.document_id: edition.pk for edition in Edition.objects.public().in_force_on(date)
    }
    coverages = list(
        Coverage.objects.on(date)
        .filter(document__in=editions)
        .select_related("document__kind", "provision")
        .order_by("document__kind__order", "document__order", "document__slug")
    )
    named = {coverage.provision_id for coverage in coverages if coverage.provision_id}
    texts = {
        text.provision_id: text
        for text in ProvisionText.objects.filter(
            edition__in=editions.values(), provision__in=named
        ).select_related("provision")
    }
    by_point: dict[tuple[int, int], list[Covering]] = {}
    for coverage in coverages:
        text = texts.get(coverage.provision_id or 0)
        if coverage.provision_id is None or text is not None:
            found = by_point.setdefault((coverage.statute_id, coverage.number), [])
            found.append(Covering(coverage, coverage.document, text))
    return [
        Covered(requirement, by_point.get((requirement.statute_id, requirement.number), []))
        for requirement in sorted(requirements, key=lambda r: (r.statute.name, r.number))
    ]
