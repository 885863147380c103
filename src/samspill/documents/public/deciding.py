"""What each body decides and recommends, for the page of all bodies.

A rule is told only while it is in force: what a proposal would give, nobody has given yet.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.common.public.page import PublicRequest
from samspill.common.ready import ready_together
from samspill.documents.models import AuthorityRule

EACH_PARTY = 0
"""The key of what each party decides itself."""
Decider = AuthorityRule.Decider


def deciding(
    request: PublicRequest, about: None, date: datetime.date
) -> dict[int, dict[str, list[str]]]:
    """By body: what it decides, and what it recommends to those who do."""
    read = _rules(date=date)
    found: dict[int, dict[str, list[str]]] = {}
    for word in ("decides", "recommends"):
        for body, subject in read[word]:
            if body is not None:
                found.setdefault(body, {}).setdefault(word, []).append(subject)
    if read["each"]:
        found[EACH_PARTY] = {"decides": read["each"]}
    return found


@ready_together
def _rules(date: Any) -> dict[str, QuerySet]:
    rules = AuthorityRule.objects.in_force_on(date).order_by("letter", "slug")
    return {
        "decides": rules.filter(decider=Decider.BODY).values_list("bodies", "subject"),
        "recommends": rules.values_list("recommending_bodies", "subject"),
        "each": rules.filter(decider=Decider.EACH_PARTY).values_list("subject", flat=True),
    }
