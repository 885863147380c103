"""Which bodies answer for a document on a day: those entered, or who took over from them.

Where it is not plain who took over, the one that has ended stands there still, and it is said that
it must be decided; entering one of those who took over decides it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import BodySuccessors, bodies_to_read, body_successors_of
from samspill.common.left_behind import LeftBehind
from samspill.common.succession import StandsNow
from samspill.documents.models import Document, Responsibility


@dataclass(frozen=True)
class Responsible:
    """A body that answers for a document on a day, with what is noted of it."""

    stands: StandsNow[Body]
    entered: Responsibility

    @property
    def body(self) -> Body:
        return self.stands.now

    @property
    def note(self) -> str:
        return self.entered.note


def responsible_on(
    entered: Iterable[Responsibility], date: datetime.date, after: BodySuccessors
) -> list[Responsible]:
    """Those that answer for a document on a day, each once.

    Args:
        entered: all that are entered for the document on that day.
    """
    rows = list(entered)
    named = {one.body_id for one in rows}
    found: dict[int, Responsible] = {}
    for one in rows:
        stands = after.stands_now(one.body, date)
        if any(heir.pk in named for heir in stands.among):
            continue
        found.setdefault(stands.now.pk, Responsible(stands, one))
    return list(found.values())


def left_to_read(date: datetime.date) -> dict[str, QuerySet]:
    """What :func:`left_behind` is made of."""
    entered = Responsibility.objects.on(date)
    of_one_who_ended = entered.filter(document=OuterRef("document"), body__valid_to__lt=date)
    in_force = Document.objects.in_force_on(date)
    return {
        **bodies_to_read(),
        "entered": entered.filter(Exists(of_one_who_ended), document__in=in_force.order_by())
        .select_related("body", "document__kind")
        .order_by("document__order", "document", "body__order"),
    }


def left_behind(read: dict[str, list[Any]], date: datetime.date) -> Iterator[LeftBehind]:
    """The documents in force that nobody has plainly taken over the answer for."""
    after = body_successors_of(read)
    of: dict[int, list[Responsibility]] = defaultdict(list)
    for one in read["entered"]:
        of[one.document_id].append(one)
    for rows in of.values():
        for responsible in responsible_on(rows, date, after):
            if responsible.stands.is_undecided:
                entered = responsible.entered
                url = reverse("work:record", args=["ansvar", entered.pk])
                yield LeftBehind(
                    _("Who answers for it"), entered.document.label, url, responsible.stands
                )
