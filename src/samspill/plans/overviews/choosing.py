"""What the address of an overview asks for, and the measures that it finds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from samspill.bodies.models import Body
from samspill.bodies.successors import Successors, to_read
from samspill.common.ready import ready_together
from samspill.parties.models import Party
from samspill.plans import owing
from samspill.plans.models import Measure, MeasureOwner, PlanEdition
from samspill.plans.overviews.statements import STATUSES, About, stating
from samspill.plans.years import FIRST, in_year

PARAMETERS = ("ansvarlig", "innsats", "ar", "mangler", "status", "om", "side")
"""The query parameters that an overview depends on."""
NOBODY, NO_TIME = "ansvarlig", "tid"
LONGEST = 120
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Chosen:
    """The filters; empty for everything."""

    owner: str = ""
    area: str = ""
    year: str = ""
    missing: str = ""
    status: str = ""
    about: About = About.RESULT
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> Chosen:
        """The filters of an address; a word that means nothing here finds nothing."""
        owner, area, year, missing, status = (
            query.get(name, "").replace("\x00", "")[:LONGEST] for name in PARAMETERS[:5]
        )
        about = About.WORK if query.get("om") == About.WORK else About.RESULT
        side = query.get("side", "")
        page = int(side) if side.isascii() and side.isdigit() and len(side) < 7 else 1
        return cls(owner, area, year, missing, status, about, max(1, min(page, LAST_PAGE)))

    @property
    def any(self) -> bool:
        return bool(self.owner or self.area or self.year or self.missing or self.status)

    def query(self, **changes: str) -> str:
        """The filters as the query of another page's address, with some of them changed."""
        parts = {
            "ansvarlig": self.owner,
            "innsats": self.area,
            "ar": self.year,
            "mangler": self.missing,
            "status": self.status,
            "om": "" if self.about == About.RESULT else self.about.value,
        } | changes
        return urlencode({name: value for name, value in parts.items() if value})

    def measures(
        self, edition: PlanEdition, ledger: QuerySet[Any], date: datetime.date, line: Successors
    ) -> QuerySet[Measure]:
        """The measures of the edition that the filters ask for, answered for as on the date.

        Args:
            ledger: what the owners said, from :func:`samspill.plans.overviews.statements.ledger`.
        """
        found: QuerySet[Measure] = Measure.objects.filter(edition=edition)
        if self.area:
            found = found.filter(area__number=self.area)
        if self.owner:
            found = _owned_by(found, self.owner, date, line)
        if self.year:
            found = _in_year(found, self.year, edition.plan.years)
        if self.missing:
            found = _missing(found, self.missing)
        if self.status:
            found = stating(found, ledger, self.status) if self.status in STATUSES else found.none()
        return found


def _owned_by(
    measures: QuerySet[Measure], key: str, date: datetime.date, line: Successors
) -> QuerySet[Measure]:
    kind, _dash, name = key.partition("-")
    if kind == "part":
        party = Party.objects.filter(slug=name).first()
        return owing.owed_by_party(measures, party, date, line) if party else measures.none()
    if kind == "organ":
        body = Body.objects.filter(slug=name).first()
        return owing.owed_by_body(measures, body, date, line) if body else measures.none()
    field = {"gruppe": "group", "rolle": "role"}.get(kind)
    if field is None or not name:
        return measures.none()
    return owing.named_in(measures, Q(**{field: name}))


def _in_year(measures: QuerySet[Measure], year: str, period: list[int]) -> QuerySet[Measure]:
    if year not in map(str, period):
        return measures.none()
    return measures.alias(first_day=FIRST).filter(in_year(int(year)))


def _missing(measures: QuerySet[Measure], what: str) -> QuerySet[Measure]:
    found: QuerySet[Measure]
    if what == NOBODY:
        found = measures.without_owner()  # type: ignore[attr-defined]
    elif what == NO_TIME:
        found = measures.without_time()  # type: ignore[attr-defined]
    else:
        found = measures.none()
    return found


def choices_of(
    read: Mapping[str, list[Any]], date: datetime.date, line: Successors
) -> list[tuple[str, str]]:
    """Those who answer for something in a plan, by name: whom it names, and whom groups mean."""
    groups = {owner.group for owner in read["owners"]}
    found = {one.key: str(one.label) for one in owing.answering_on(read["owners"], date, line)}
    found |= {
        f"part-{slug}": name
        for slug, name, kind in read["members"]
        if not groups.isdisjoint(owing.groups_of(kind))
    }
    return sorted(found.items(), key=lambda item: item[1].lower())


@ready_together
def read_choices(edition: Any, date: Any) -> dict[str, QuerySet]:
    """The members of the date, whom the plan names, and what took over from whom; one query."""
    owners = MeasureOwner.objects.filter(measure__edition=edition)
    by = ("body_id", "party_id", "group", "role")
    once = owners.order_by(*by).distinct(*by)
    return {
        "members": Party.objects.members_on(date).distinct().values_list("slug", "name", "kind"),
        "owners": once.named(),
        **to_read(),
    }
