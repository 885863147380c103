"""Who is asked in a round: opened for every owner at once, kept in line while it is open, ended."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, Owner
from samspill.common import actions
from samspill.common.actors import Actor, program
from samspill.common.addresses import path
from samspill.common.models import Partnership
from samspill.plans import rounds
from samspill.plans.models import ReportingRound, RoundOwner
from samspill.plans.states import PlanState

State, ClosedAs = Commitment.State, Commitment.ClosedAs


def ask(*, by: Actor, round: ReportingRound) -> int:
    """Opens the answer for each who owes what the round asks. Returns how many were new.

    Raises:
        NotAllowed: only the secretariat, or the program itself, may.
    """
    wanted = _wanted(round)
    return ledger.open_many(by=by, partnership=round.edition.partnership, wanted=wanted)


def _wanted(round: ReportingRound) -> Iterable[Wanted]:
    owners = rounds.to_answer_in(round).select_related("party", "body")
    once = {rounds.key_of(one): one for one in owners}
    edition = round.edition
    for owner in once.values():
        yield Wanted(
            process=rounds.PROCESS.slug,
            thing=round,
            title=round.title,
            owners=[Owes(party=owner.party, body=owner.body, role=owner.role)],
            source_label=str(edition.plan.label)[:300],
            source_path=path(edition.partnership, "public:one_plan", edition.plan.slug),
            due=Due.date(round.due_on),
        )


def follow(*, partnership: Partnership) -> None:
    """Lets open rounds ask those who owe now: a measure may have got another owner or be closed."""
    opened = ReportingRound.objects.filter(closed_at=None)
    for held in opened.select_related("edition__plan", "edition__partnership"):
        ask(by=program("plans"), round=held)
        settle(round=held)


def settle(*, round: ReportingRound, only: Commitment | None = None) -> None:
    """Closes the answers that are complete or not asked any more, and reopens what is asked again.

    Args:
        only: look at those alone who owe this measure.
    """
    counted = rounds.reached_in(round, only)
    owing = Owner.objects.filter(commitment__owedanswer__thing=round)
    if only is not None:
        owing = owing.filter(rounds.sharing(only))
    by = program("plans")
    first = owing.order_by("commitment_id", "pk").distinct("commitment_id")
    for owner in first.select_related("commitment"):
        commitment = owner.commitment
        total, answered, _last = counted.get(rounds.key_of(owner), (0, 0, None))
        is_open = commitment.state == State.OPEN
        if answered < total and not is_open:
            ledger.reopen(by=by, commitment=commitment)
        elif answered == total and is_open:
            outcome = ClosedAs.DONE if total else ClosedAs.LAPSED
            ledger.close(by=by, commitment=commitment, closed_as=outcome)


def end(*, by: Actor, round: ReportingRound, version: str = "") -> ReportingRound:
    """Closes a round that the caller has locked, and writes down who was asked about what.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
    """
    to_answer = set(rounds.to_answer_in(round).values_list("pk", flat=True))
    RoundOwner.objects.bulk_create(
        RoundOwner(
            partnership_id=round.partnership_id, round=round, commitment_id=one.commitment_id,
            party_id=one.party_id, body_id=one.body_id, role=one.role,
            is_to_answer=one.pk in to_answer,
        )
        for one in rounds.owners_in(round).order_by("pk")
    )  # fmt: skip
    round.closed_at = timezone.now()
    saved = actions.save(by=by, record=round, version=version, action="close round")
    owed = rounds.commitments_of(round)
    ledger.close_many(by=by, partnership=round.partnership, commitments=owed)
    return saved


def end_where_the_plan_is_over(*, by: Actor, partnership: Partnership) -> None:
    """Closes the rounds of editions that do not run any more, before their measures are closed.

    Raises:
        NotAllowed: only the secretariat, or the program itself, may.
    """
    opened = ReportingRound.objects.filter(closed_at=None)
    over = opened.exclude(edition__state=PlanState.RUNNING)
    for held in over.select_for_update(of=("self",)):
        end(by=by, round=held)
