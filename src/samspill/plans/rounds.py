"""A round of reporting read: who has answered, who is missing, and how it was the time before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from samspill.commitments.models import Commitment, Owner, StatusReport
from samspill.commitments.processes import Process
from samspill.plans.models import Measure, ReportingRound

PROCESS = Process(
    slug="plan-round",
    label=gettext_lazy("Round of reporting"),
    answer_place=lambda asked: ("work:plans:answer_round", (asked.pk,)),
)


def reports_in(round: ReportingRound) -> QuerySet[StatusReport]:
    """Every report of a round: on what it asked, made while it was open."""
    found = StatusReport.objects.filter(
        commitment__in=round.asked.values("pk"), at__gte=round.opened_at
    )
    return found if round.closed_at is None else found.filter(at__lte=round.closed_at)


def latest_in(round: ReportingRound, only: Iterable[int] | None = None) -> dict[int, StatusReport]:
    """The latest report of the round on each commitment; one query."""
    found = reports_in(round).select_related("result", "work")
    if only is not None:
        found = found.filter(commitment__in=list(only))
    latest = found.order_by("commitment_id", "-pk").distinct("commitment_id")
    return {report.commitment_id: report for report in latest}


@dataclass(frozen=True)
class Asked:
    """One who is asked in a round.

    Attributes:
        commitment: what the owner owes: the answer to the round.
        total, answered: how many measures the owner is asked about, and has reported on.
        last: when the owner's latest answer came, if any.
        is_late: the last answer came after the day that the round was due, or none has come and
            that day is over.
    """

    commitment: Commitment
    owner: str
    total: int
    answered: int
    last: datetime.datetime | None
    is_late: bool

    @property
    def is_missing(self) -> bool:
        """Whether something is not answered."""
        return self.answered < self.total


def asked_in(round: ReportingRound, date: datetime.date) -> list[Asked]:
    """Everybody who is asked, those who are missing first; four queries, however many they are."""
    counted = _counted(round)
    found = []
    for commitment in commitments_of(round).with_owners():  # type: ignore[attr-defined]
        for owner in commitment.owners.all():
            row = counted.get((owner.party_id, owner.body_id, owner.role), (0, 0, None))
            total, answered, last = row
            is_over = date > round.due_on
            late = is_over if answered < total else last is not None and round.is_late(last)
            found.append(Asked(commitment, str(owner), total, answered, last, late))
    return sorted(found, key=lambda one: (not one.is_missing, one.owner.casefold()))


def commitments_of(round: ReportingRound) -> QuerySet[Commitment]:
    """What each owner owes in the round: the answer."""
    return Commitment.objects.of_process(PROCESS.slug, round.key)


def _counted(
    round: ReportingRound,
) -> dict[tuple[int | None, int | None, str], tuple[int, int, datetime.datetime | None]]:
    inside = Q(commitment__reports__at__gte=round.opened_at)
    if round.closed_at is not None:
        inside &= Q(commitment__reports__at__lte=round.closed_at)
    rows = (
        Owner.objects.filter(commitment__in=round.asked.values("pk"))
        .values("party", "body", "role")
        .annotate(
            total=Count("commitment", distinct=True),
            answered=Count("commitment", filter=inside, distinct=True),
            last=Max("commitment__reports__at", filter=inside),
        )
        .order_by()
    )
    return {
        (row["party"], row["body"], row["role"]): (row["total"], row["answered"], row["last"])
        for row in rows
    }


def asked_of(round: ReportingRound, owner: Owner) -> list[Commitment]:
    """The commitments of the round that an owner has, in the order of the plan."""
    owns = Owner.objects.filter(
        commitment=OuterRef("pk"), party=owner.party_id, body=owner.body_id, role=owner.role
    )
    found = round.asked.filter(Exists(owns)).select_related("result_legend", "work_legend")
    order = {
        str(pk): place
        for place, pk in enumerate(
            Measure.objects.filter(edition=round.edition_id).values_list("pk", flat=True)
        )
    }
    return sorted(found, key=lambda one: (order.get(one.subject, len(order)), one.pk))


@dataclass(frozen=True)
class Compared:
    """A commitment in a round and in the one before; None is «not reported»."""

    commitment: Commitment
    before: StatusReport | None
    now: StatusReport | None

    @property
    def has_changed(self) -> bool:
        """Whether another status was reported than the time before."""
        return self._of(self.before) != self._of(self.now)

    @staticmethod
    def _of(report: StatusReport | None) -> tuple[int | None, int | None] | None:
        return (report.result_id, report.work_id) if report else None


def round_before(round: ReportingRound) -> ReportingRound | None:
    """The round of the same plan before this one."""
    earlier = ReportingRound.objects.filter(
        edition__plan=round.edition.plan_id, opened_at__lt=round.opened_at
    )
    return earlier.exclude(pk=round.pk).first()


def compared(round: ReportingRound, before: ReportingRound | None) -> list[Compared]:
    """How each measure stands in the round, beside the one before."""
    now = latest_in(round)
    then = latest_in(before) if before else {}
    asked = round.asked.prefetch_related("owners__party", "owners__body").order_by("pk")
    return [Compared(one, then.get(one.pk), now.get(one.pk)) for one in asked]
