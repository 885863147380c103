"""A case found by its number, in whatever way it is written."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from samspill.cases.models import Case, CaseNumber
from samspill.cases.models.cases import PAPER
from samspill.cases.numbering import readings


def numbered(text: str, among: QuerySet[Case]) -> list[Case]:
    """The cases that a number may mean, each once; a body that is named with it tells which.

    All are looked at: there are at most two of each body.
    """
    read = readings(text)
    if not read:
        return []
    asked = Q()
    for one in read:
        asked |= Q(year=one.year, number=one.number)
    found = CaseNumber.objects.filter(asked, case__in=among).select_related("case", "body")
    told = found.defer(*(f"case__{name}" for name in PAPER)).order_by("pk")
    body = read[0].body.casefold()
    return list(dict.fromkeys(one.case for one in _meant(list(told), body, text)))


def _meant(found: list[CaseNumber], body: str, text: str) -> Iterable[CaseNumber]:
    if exact := [one for one in found if text.strip() in (one.written, *one.spelled)]:
        return exact
    if not body:
        return found
    return [
        one
        for one in found
        if body in {one.body.short_name.casefold(), one.body.name.casefold(), one.body.slug}
    ]
