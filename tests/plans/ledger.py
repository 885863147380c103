"""The ledger of a plan, for tests: who is asked about which measure, and what they said."""

from __future__ import annotations

from samspill.commitments.actions import Owes, Wanted, open_many, report
from samspill.commitments.models import Commitment, LegendStatus
from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.parties.models import Party
from samspill.plans.models import Measure

BY = program("test")


def ask(partnership: Partnership, measure: Measure, *parties: str, public: bool = True) -> None:
    """Asks each of these parties of the measure."""
    found = {one.slug: one for one in Party.objects.filter(slug__in=parties)}
    wanted = [
        Wanted(
            process="measure", thing=measure, title=measure.text,
            owners=[Owes(party=found[slug])], is_public=public,
        )
        for slug in parties
    ]  # fmt: skip
    open_many(by=BY, partnership=partnership, wanted=wanted)


def say(
    measure: Measure, party: str, *, result: str = "", work: str = "", reason: str = ""
) -> None:
    """The party reports, in the words of the standard legends."""
    found = Commitment.objects.get(owedmeasure__thing=measure, owners__party__slug=party)
    legends = (found.result_legend, found.work_legend)
    results, works = (one.statuses if one else LegendStatus.objects.none() for one in legends)
    report(
        by=BY,
        commitment=found,
        reason=reason,
        result=results.get(slug=result) if result else None,
        work=works.get(slug=work) if work else None,
    )
