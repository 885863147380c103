"""The measures that carry out a document, on the document's page.

A plan names the agreements of its day. A document in force leads to the measures of those that it
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
    """A measure, and the earlier documents that it names; none when it names this one."""

    measure: Measure
    through: list[str]


def carried_out_by(
    request: PublicRequest, document: Document, date: datetime.date
) -> dict[str, Any] | None:
    """The measures of the plan that carry out the document, or one that it has replaced."""
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
        meant = named_by[measure.pk] | serving[measure.area_id]
        through = [] if document.pk in meant else [names[pk] for pk in names if pk in meant]
        found.append(CarryingOut(measure, through))
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
        .select_related("edition__plan")
        .only(*SHOWN, "area", "edition__plan__slug"),
    }
