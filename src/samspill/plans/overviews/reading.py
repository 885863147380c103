"""Who reads which edition of a plan, as of which day, asking for what."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from samspill.bodies.successors import Successors, made_of
from samspill.commitments.models import Commitment
from samspill.plans.models import Measure, MeasureOwner, PlanEdition
from samspill.plans.overviews.choosing import Chosen, choices_of, read_choices
from samspill.plans.overviews.statements import ledger, statuses_on
from samspill.plans.owing import Answering, answering_on

CHUNK = 500


@dataclass(frozen=True)
class Reading:
    """Who reads which edition, as of which day, asking for what.

    Attributes:
        commitments: those of the ledger that the reader may see.
        link: the address of a measure's page.
        address: the address of another way of seeing the same edition, without a query.
        kept: what every address of the page carries on, such as the day that is shown.
    """

    edition: PlanEdition
    commitments: QuerySet[Commitment]
    date: datetime.date
    chosen: Chosen
    link: Callable[[Measure], str]
    address: Callable[[str], str]
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that are told of on the day."""
        return statuses_on(self.date)

    @cached_property
    def ledger(self) -> QuerySet[Any]:
        """What the owners said."""
        return ledger(self.commitments, self.chosen.about, self.date)

    @cached_property
    def measures(self) -> QuerySet[Measure]:
        """The measures that are asked for."""
        return self.chosen.measures(self.edition, self.ledger, self.date, self.line)

    @cached_property
    def _around(self) -> dict[str, Any]:
        return read_choices(edition=self.edition.pk, date=self.date)

    @cached_property
    def line(self) -> Successors:
        """What took over from whom."""
        return made_of(self._around)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Everyone that the plan can be seen for, by name."""
        return choices_of(self._around, self.date, self.line)

    def answering(self, measure: Measure) -> list[Answering]:
        """Those who answer for a measure on the day."""
        return answering_on(measure.owners.all(), self.date, self.line)

    def url(self, view: str, **changes: str) -> str:
        """Another way of seeing, with the same filters but for the changes."""
        query = self.chosen.query(**self.kept, **changes)
        return f"{self.address(view)}?{query}" if query else self.address(view)


def with_owners(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """With what a row shows of a measure."""
    found: QuerySet[Measure] = measures.select_related("area").prefetch_related(
        Prefetch("owners", MeasureOwner.objects.named())
    )
    return found


def in_chunks(measures: QuerySet[Measure]) -> Iterator[list[Measure]]:
    """The measures with their owners, some at a time, so that memory does not grow with them."""
    some: list[Measure] = []
    for measure in with_owners(measures).iterator(chunk_size=CHUNK):
        some.append(measure)
        if len(some) == CHUNK:
            yield some
            some = []
    if some:
        yield some
