"""What a page of an overview shows around it: the other ways of seeing, the filters, the files."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.common.models import Partnership
from samspill.common.moments import in_full
from samspill.common.workbooks.writing import XLSX
from samspill.plans.models import FocusArea
from samspill.plans.overviews.choosing import NO_TIME, NOBODY
from samspill.plans.overviews.printing import as_pdf
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.sheets import as_xlsx
from samspill.plans.overviews.statements import STATUSES, About
from samspill.plans.overviews.tables import VIEWS, overview_of

FORMS = ("pdf", "xlsx")


def context_of(view: str, reading: Reading) -> dict[str, Any]:
    """What ``plans/overview.html`` needs. Raises KeyError where there is no such way of seeing."""
    overview, chosen = overview_of(view, reading), reading.chosen
    page = overview.page
    return {
        "overview": overview,
        "edition": reading.edition,
        "plan": reading.edition.plan,
        "chosen": chosen,
        "kept": reading.kept,
        "views": [(str(way.label), reading.url(name), name == view) for name, way in VIEWS.items()],
        "owners": reading.choices,
        "areas": list(FocusArea.objects.filter(edition=reading.edition)),
        "statuses": [(status, chosen.about.label_of(status)) for status in reading.statuses],
        "abouts": About.choices,
        "every_url": reading.address(view),
        "files": [(form.upper(), reading.url(f"{view}/{form}")) for form in FORMS],
        "previous_url": _side(view, reading, page.number - 1)
        if page and page.has_previous()
        else "",
        "next_url": _side(view, reading, page.number + 1) if page and page.has_next() else "",
    }


def _side(view: str, reading: Reading, number: int) -> str:
    return reading.url(view, side=str(number))


def file_of(view: str, form: str, reading: Reading, partnership: Partnership) -> HttpResponse:
    """The overview as a file.

    Raises:
        KeyError: there is no such way of seeing, or no such form of file.
    """
    day = in_full(reading.date)
    facts = facts_of(reading, day)
    if form == "pdf":
        told_of = _("As it stood on %(date)s") % {"date": day}
        made = as_pdf(view, reading, partnership=partnership, facts=facts, told_of=told_of)
        answer = HttpResponse(made, content_type="application/pdf")
    elif form == "xlsx":
        answer = HttpResponse(as_xlsx(view, reading, facts=facts), content_type=XLSX)
    else:
        raise KeyError(form)
    name = f"{reading.edition.plan.slug}-{slugify(str(VIEWS[view].label))}.{form}"
    kind = "inline" if form == "pdf" else "attachment"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer


def facts_of(reading: Reading, day: str) -> list[tuple[str, str]]:
    """What a file tells of itself: the plan, the day, and what was asked for."""
    chosen, edition = reading.chosen, reading.edition
    facts = [
        (_("Plan"), str(edition.plan.title)),
        (_("State"), edition.state_on(reading.date)),
        (_("As it stood on"), day),
        (_("What is reported"), str(chosen.about.label)),
    ]
    if chosen.owner:
        owners = dict(reading.choices)
        facts.append((_("Who answers for it"), owners.get(chosen.owner, chosen.owner)))
    missing = {NOBODY: _("Nobody named"), NO_TIME: _("No date set")}
    status = chosen.status
    facts += [
        (term, value)
        for term, value in (
            (_("Focus area"), chosen.area),
            (_("Year"), chosen.year),
            (_("Status"), str(chosen.about.label_of(status)) if status in STATUSES else status),
            (_("What is missing"), missing.get(chosen.missing, chosen.missing)),
        )
        if value
    ]
    return facts
