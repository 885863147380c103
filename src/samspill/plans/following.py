"""The measures of a running plan in the ledger: who owes each, by when, kept in line with the plan.

A process of the ledger like any other (``plans/owed.py``). The measure's own text stays in the
plan; what is owed and reported stands in the ledger. What the secretariat has given to others in
the ledger stays with them. Open rounds follow (``plans/asking.py``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction

from samspill.bodies.successors import Successors, successors
from samspill.commitments import actions, taking_over
from samspill.commitments.actions import Owes, Wanted, key_of
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.addresses import path
from samspill.common.everywhere import everywhere
from samspill.common.models import Partnership, today
from samspill.parties.models import Party
from samspill.plans import asking
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.owed import PROCESS
from samspill.plans.owing import WIDEST, answering_on, meant_on
from samspill.plans.parsing import WhenKind
from samspill.plans.states import PlanState


@transaction.atomic
def bring_in_line(*, by: Actor, partnership: Partnership) -> tuple[int, int]:
    """Opens what the running editions ask and closes what no running edition asks any more.

    What is open and still asked is left alone, with all that was reported on it, whoever has taken
    it over since; what is owed by those who have ended goes to their successors. Open rounds ask
    those who owe now. Done twice it changes nothing the second time.

    Returns:
        How many were opened, and how many closed.

    Raises:
        NotAllowed: only the secretariat, or the program itself, may.
    """
    taking_over.take_over(by=by)
    wanted = list(_wanted(today()))
    there = Commitment.objects.of_process(PROCESS.slug).open()
    asked = {(one.thing.pk, key_of(one.owners)) for one in wanted}
    held = there.values_list("pk", "owedmeasure__thing", "opened_for", "owners_key")
    over = [
        pk for pk, thing, *keys in held if asked.isdisjoint((thing, key) for key in keys)
    ]  # fmt: skip
    asking.end_where_the_plan_is_over(by=by, partnership=partnership)
    closed = 0
    if over:
        closed = actions.close_many(
            by=by, partnership=partnership, commitments=Commitment.objects.filter(pk__in=over)
        )
    opened = actions.open_many(by=by, partnership=partnership, wanted=wanted)
    if opened:
        taking_over.take_over(by=by)
    asking.follow(partnership=partnership)
    return opened, closed


def bring_all_in_line() -> None:
    """The same wherever there is a plan, by the program itself."""
    everywhere(lambda one: sum(bring_in_line(by=program("plans"), partnership=one)))


def _wanted(date: datetime.date) -> Iterator[Wanted]:
    running = PlanEdition.objects.filter(state=PlanState.RUNNING)
    measures = Measure.objects.filter(edition__in=running).select_related(
        "edition__plan", "edition__partnership"
    )
    groups, line = meant_on(date), successors()
    for measure in measures.prefetch_related("owners__body", "owners__party").order_by("pk"):
        for owners in _shares(measure, groups, line, date):
            yield wanted_of(measure, owners)


def _shares(
    measure: Measure, groups: dict[str, list[list[Party]]], line: Successors, date: datetime.date
) -> Iterator[list[Owes]]:
    """Who owes a measure: those named share it, and of a group each owes their own.

    The municipalities of a region share what is the region's; one that is in none owes its own.
    A measure that names nobody, or only a role that is in no body, is owed by nobody; that is
    shown as a fact.
    """
    named = [Owes(party=one.party, body=one.body) for one in measure.owners.all()
             if one.party is not None or one.body is not None]  # fmt: skip
    meant = [group for group in WIDEST if any(one.group == group for one in measure.owners.all())]
    if named or not meant:
        yield named
    now = answering_on(measure.owners.all(), date, line)
    directly = {one.party.pk for one in now if one.party is not None}
    # Who is meant in two ways owes once.
    for together in groups[meant[0]] if meant else []:
        if owing := [Owes(party=one) for one in together if one.pk not in directly]:
            yield owing


def wanted_of(measure: Measure, owners: list[Owes]) -> Wanted:
    plan, edition = measure.edition.plan, measure.edition
    due = due_of(measure)
    begun = edition.adopted_on
    return Wanted(
        process=PROCESS.slug,
        thing=measure,
        title=str(measure),
        owners=owners,
        source_label=f"{plan.label}, {measure.number}"[:300],
        source_path=path(edition.partnership, "public:measure", plan.slug, measure.number),
        # A plan may name a year that was begun when it was adopted.
        source_on=begun if begun and (due.on is None or begun <= due.on) else None,
        due=due,
        is_public=True,
    )


def due_of(measure: Measure) -> Due:
    """When a measure is due, as far as it can be read; the words of the plan stay beside it.

    A year is due on its last day, and so is the last of the years that are marked for it.
    """
    written = measure.when_as_written
    if measure.when_kind == WhenKind.CONTINUOUS:
        return Due.continuous(written)
    if measure.when_last is not None:
        return Due.date(measure.when_last, written)
    if measure.years:
        marked = ", ".join(str(year) for year in measure.years)
        return Due.date(datetime.date(max(measure.years), 12, 31), written or marked)
    return Due.none(written)
