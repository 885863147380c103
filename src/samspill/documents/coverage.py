"""What covers each point of a statute on a date, and where there is a gap.

Helse- og omsorgstjenesteloven § 6-2 lists what the agreement between a municipality and a health
trust must at least hold; the points have dates of validity of their own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samspill.common.ready import ready_together
from samspill.documents.models import Coverage, Edition, ProvisionText, Requirement
from samspill.documents.naming import DocumentNamed, naming


class Covering(NamedTuple):
    """A document, or one provision of it, that covers a point on the date.

    ``provision`` is its place on the document's page, and ``text`` its number and heading; both
    are empty where the whole document covers the point. ``place`` orders the documents.
    """

    document: DocumentNamed
    place: tuple[int, int, str]
    degree: str
    note: str
    provision: str
    text: str


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
        return bool(self.by) and all(c.degree != full for c in self.by)

    @property
    def is_covered(self) -> bool:
        """Whether something covers it fully."""
        return bool(self.by) and not self.is_partial

    @property
    def stand(self) -> str:
        """How it stands: "gap", "partial" or "covered"."""
        return "gap" if self.is_gap else "partial" if self.is_partial else "covered"


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
    One query.
    """
    read = _read(date=date)
    texts = {
        pk: (slug, f"{number} {heading}".strip()) for pk, slug, number, heading in read["texts"]
    }
    texts[None] = ("", "")
    by_point: dict[tuple[int, int], list[Covering]] = {}
    for statute, number, degree, note, provision, kind, order, *row in read["coverages"]:
        if provision in texts:
            document = DocumentNamed._make(row)
            place = (kind, order, document.slug)
            covering = Covering(document, place, degree, note, *texts[provision])
            by_point.setdefault((statute, number), []).append(covering)
    return [
        Covered(requirement, by_point.get((requirement.statute_id, requirement.number), []))
        for requirement in sorted(read["requirements"], key=lambda r: (r.statute.name, r.number))
    ]


@ready_together
def _read(date: Any) -> dict[str, QuerySet]:
    in_force = Edition.objects.public().in_force_on(date).order_by()
    coverages = Coverage.objects.on(date).filter(document__in=in_force.values("document"))
    texts = ProvisionText.objects.filter(
        edition__in=in_force, provision__in=Coverage.objects.values("provision")
    )
    place = ("document__kind__order", "document__order")
    return {
        "requirements": Requirement.objects.on(date).select_related("statute"),
        "coverages": coverages.order_by(*place, "document__slug").values_list(
            "statute", "number", "degree", "note", "provision", *place, *naming("document__")
        ),
        "texts": texts.values_list("provision", "provision__slug", "number", "heading"),
    }
