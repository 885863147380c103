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
from samspill.documents.models import Assessment, Coverage, Edition, ProvisionText, Requirement
from samspill.documents.naming import DocumentNamed, naming

STANDS = (
    "covered", "partial", "not_covered",
    "covered_as_entered", "partial_as_entered", "unassessed", "not_entered",
)  # fmt: skip
"""How a point may stand: the first three as somebody has judged it."""


class Covering(NamedTuple):
    """A document, or one provision of it, that covers a point on the date.

    ``provision`` is its place on the document's page, and ``text`` its number and heading; both
    are empty where the whole document covers the point. ``place`` orders the documents.
    """

    document: DocumentNamed
    place: tuple[int, int, str]
    degree: str
    only: list[str]
    all_but: list[str]
    note: str
    source_note: str
    source: str | None
    provision: str
    text: str


@dataclass(frozen=True)
class Covered:
    """A point of a statute and what covers it on the date."""

    requirement: Requirement
    by: list[Covering]
    assessment: Assessment | None = None
    anything_entered: bool = True
    """Whether the helsefellesskap has entered at all what covers the statute."""

    @property
    def is_gap(self) -> bool:
        """Whether nothing in force covers it."""
        return not self.by

    @property
    def is_partial(self) -> bool:
        """Whether something covers it, but nothing fully."""
        full = Coverage.Degree.FULL
        whole = any(c.degree == full for c in self.by) or add_up(self.by)
        return bool(self.by) and not whole

    @property
    def is_covered(self) -> bool:
        """Whether something covers it fully, or parts of it that complete each other."""
        return bool(self.by) and not self.is_partial

    @property
    def stand(self) -> str:
        """How it stands, one of :data:`STANDS`: as it was judged, else as it is entered.

        That nothing is entered tells of the entering alone; only a judgement says "not covered".
        """
        if self.assessment is not None:
            return str(self.assessment.verdict)
        if self.is_gap:
            return "unassessed" if self.anything_entered else "not_entered"
        return "partial_as_entered" if self.is_partial else "covered_as_entered"


def add_up(by: list[Covering]) -> bool:
    """Whether parts complete each other: what one leaves out, others have."""
    have = {part for one in by for part in one.only}
    return any(one.all_but and set(one.all_but) <= have for one in by)


@dataclass(frozen=True)
class Summary:
    """How many points there are on the date, and how they stand."""

    points: int
    covered: int
    partial: int
    gaps: int
    unassessed: int


def summary(points: list[Covered]) -> Summary:
    """The counts over ``points``."""
    return Summary(
        points=len(points),
        covered=sum(point.stand in {"covered", "covered_as_entered"} for point in points),
        partial=sum(point.stand in {"partial", "partial_as_entered"} for point in points),
        gaps=sum(point.stand == "not_covered" for point in points),
        unassessed=sum(point.stand in {"unassessed", "not_entered"} for point in points),
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
    for statute, number, *said, provision, kind, order, row in map(_apart, read["coverages"]):
        if provision in texts:
            document = DocumentNamed._make(row)
            place = (kind, order, document.slug)
            covering = Covering._make((document, place, *said, *texts[provision]))
            by_point.setdefault((statute, number), []).append(covering)
    judged = {(one.statute_id, one.number): one for one in read["assessments"]}
    return [
        Covered(
            requirement=one,
            by=by_point.get((one.statute_id, one.number), []),
            assessment=_of_wording(judged.get((one.statute_id, one.number)), one),
            anything_entered=bool(read["coverages"]),
        )
        for one in sorted(read["requirements"], key=lambda r: (r.statute.name, r.number))
    ]


def _apart(row: tuple[Any, ...]) -> list[Any]:
    """A row of coverage with what names its document apart."""
    named = len(DocumentNamed._fields)
    return [*row[:-named], row[-named:]]


def _of_wording(judged: Assessment | None, point: Requirement) -> Assessment | None:
    """The judgement, where it is of the wording that holds: not when the law came after it."""
    if judged is None or point.valid_from is None or point.valid_from <= judged.assessed_on:
        return judged
    return None


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
        "assessments": Assessment.objects.filter(assessed_on__lte=date).order_by("assessed_on"),
        "coverages": coverages.order_by(*place, "document__slug").values_list(
            "statute",
            "number",
            "degree",
            "only",
            "all_but",
            "note",
            "source_note",
            "source__title",
            "provision",
            *place,
            *naming("document__"),
        ),
        "texts": texts.values_list("provision", "provision__slug", "number", "heading"),
    }
