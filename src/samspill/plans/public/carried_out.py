"""The measures of the action plan about a document, on the document's page.

A measure may name it; a focus area may be tied to it, and all that the plan says is that. A plan
names the agreements of its day: a document in force leads to the measures of those that it
replaced, and says which they are.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from samspill.common.public.page import PublicRequest
from samspill.common.ready import AnyOf, ready_together
from samspill.documents.models import Document
from samspill.documents.naming import numbered_of
from samspill.documents.standing import named
from samspill.documents.succession import gone_over, replaced_by
from samspill.plans.models import FocusArea, Measure, MeasureLink
from samspill.plans.public.panels import SHOWN, measures_on


@dataclass(frozen=True)
class CarryingOut:
    """A measure about a document.

    Attributes:
        through: the earlier documents that the measure names, or where it names none, its focus
            area; empty when that names this one.
        by_area: the measure does not name this document: its focus area is tied to it.
    """

    measure: Measure
    through: list[str]
    by_area: bool


def carried_out_by(
    request: PublicRequest, document: Document, date: datetime.date
) -> dict[str, Any] | None:
    """The measures of the plan about the document, or about one that it has replaced."""
    replaced = replaced_by(document.pk, gone_over())
    read = _read(documents=[document.pk, *replaced], date=date)
    named_by: dict[int, set[int]] = defaultdict(set)
    serving: dict[int, set[int]] = defaultdict(set)
    for measure, one in read["links"]:
        named_by[measure].add(one)
    for area, one in read["areas"]:
        serving[area].add(one)
    names = {one.pk: numbered_of(one) for one in read["documents"]}
    found = []
    for measure in read["measures"]:
        named, tied = named_by[measure.pk], serving[measure.area_id]
        meant = named or tied
        through = [] if document.pk in meant else [names[pk] for pk in names if pk in meant]
        by_area = document.pk not in named and (document.pk in tied or not named)
        found.append(CarryingOut(measure, through, by_area))
    return {"carrying_out": found} if found else None


@ready_together
def _read(documents: Any, date: Any) -> dict[str, QuerySet]:
    known = Document.objects.public().filter(pk__in=AnyOf(documents))
    links = MeasureLink.objects.filter(document__in=known.order_by().values("pk"))
    areas = FocusArea.documents.through.objects.filter(document__in=known.order_by().values("pk"))
    meant = Q(pk__in=links.order_by().values("measure")) | Q(area__in=areas.values("focusarea"))
    return {
        "documents": known.select_related("kind").only(*named()),
        "links": links.values_list("measure", "document"),
        "areas": areas.values_list("focusarea", "document"),
        "measures": measures_on(date)
        .filter(meant)
        .select_related("edition__plan", "area")
        .only(*SHOWN, "area__number", "area__title", "edition__plan__slug"),
    }
