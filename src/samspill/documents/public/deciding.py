"""What each body decides and recommends, for the page of all bodies.

A rule is told only while it is in force: what a proposal would give, nobody has given yet.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.successors import bodies_to_read, body_successors_of
from samspill.common.public.page import PublicRequest
from samspill.common.ready import ready_together
from samspill.documents.models import AuthorityRule

EACH_PARTY = 0
"""The key of what each party decides itself."""
Decider = AuthorityRule.Decider


def deciding(
    request: PublicRequest, about: None, date: datetime.date
) -> dict[int, dict[str, list[str]]]:
    """By body: what it decides, and what it recommends to those who do.

    A rule that names a body that has ended gives it to the one that took over
    (``bodies/successors.py``).
    """
    read = _rules(date=date)
    line = body_successors_of(read).line
    found: dict[int, dict[str, list[str]]] = {}
    for word in ("decides", "recommends"):
        for named, subject in read[word]:
            body = None if named is None else line.heir(named, date).pk
            if body is not None:
                subjects = found.setdefault(body, {}).setdefault(word, [])
                if subject not in subjects:
                    subjects.append(subject)
    if read["each"]:
        found[EACH_PARTY] = {"decides": read["each"]}
    return found


@ready_together
def _rules(date: Any) -> dict[str, QuerySet]:
    rules = AuthorityRule.objects.in_force_on(date).order_by("letter", "slug")
    return {
        "decides": rules.filter(decider=Decider.BODY).values_list("bodies", "subject"),
        "recommends": rules.values_list("recommending_bodies", "subject"),
        **bodies_to_read(),
        "each": rules.filter(decider=Decider.EACH_PARTY).values_list("subject", flat=True),
    }
