"""What the search finds of plans; see ``common/findable.py``."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.common.findable import Findable
from samspill.common.models import Source
from samspill.plans.models import FocusArea, Measure, Plan, PlanEdition

MEASURES = """
SELECT 'plan-' || plan.id, 'measure', 'measure-' || measure.id,
       left(measure.number || ' ' || measure.text, 500), plan.title,
       concat_ws(' ', measure.responsible, measure.responsible_elsewhere,
                 area.title),
       samspill_known_from(edition.valid_from, edition.valid_to, source.year),
       edition.valid_to, edition.state <> 'hearing', edition.state,
       {measure}, ''
FROM plans_measure measure
JOIN plans_focusarea area ON area.id = measure.area_id
JOIN plans_planedition edition ON edition.id = measure.edition_id
JOIN plans_plan plan ON plan.id = edition.plan_id
LEFT JOIN common_source source ON source.id = edition.source_id
WHERE edition.id = ANY(%(plan_editions)s)
"""


def editions(plans: list[int] | None) -> dict[str, Any]:
    """Of each plan the edition that its page shows, so that a measure is found once."""
    found = PlanEdition.objects.public().to_show_on(datetime.date.max)
    if plans is not None:
        found = found.filter(plan__in=plans)
    shown: dict[int, int] = {}
    for pk, plan in found.values_list("pk", "plan_id"):
        shown.setdefault(plan, pk)
    return {"plan_editions": list(shown.values())}


FINDABLE = (
    Findable(
        kind="measure",
        label=_("Measures"),
        order=60,
        owner=Plan,
        under={PlanEdition: "plan_id", FocusArea: "edition.plan_id", Measure: "edition.plan_id"},
        in_many=(Source,),
        entries=MEASURES,
        pages={"measure": {"slug": "plan.slug", "number": "measure.number"}},
        parameters=editions,
        weight=0.5,
        titles_are_sentences=True,
    ),
)
