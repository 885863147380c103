"""A round of reporting read: who has answered, who is missing, and how it was the time before."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils.translation import gettext_lazy, ngettext

from samspill.commitments.models import Commitment, Owner, StatusReport
from samspill.commitments.models.ledger import late_on
from samspill.commitments.models.owners import OneWhoOwes
from samspill.commitments.processes import Process
from samspill.common.labels import with_names
from samspill.common.ready import put_with, together
from samspill.plans.models import (
    Measure,
    OwedAnswer,
    PlanEdition,
    ReportingRound,
    RoundOwner,
    RoundReport,
)

Owns = QuerySet[Any]
"""Rows of who owes which commitment: of the ledger, or as a closed round keeps them."""
Parts = dict[str, QuerySet[Any]]
"""What is read together, by what it is (``common/ready.py``)."""
Rows = Mapping[str, list[Any]]
"""What was read, by the same names."""
Key = tuple[int | None, int | None, str]
"""An owner: party, body, and role in the body."""
Reached = tuple[int, int, datetime.datetime | None]
"""How many measures an owner is asked about and has reported on, and when the last time was."""

PROCESS = Process(
    slug="plan-round",
    label=gettext_lazy("Round of reporting"),
    about=OwedAnswer,
    answer_place=lambda asked: ("work:plans:answer_round", (asked.pk,)),
    inside=lambda answers, date: measures_inside(answers, date),
)


def measures_inside(answers: Collection[Commitment], date: datetime.date) -> dict[int, str]:
    """How many measures an answer to a round is about, and how many of them are late, in words.

    Reads prefetched ``owners``; one query.
    """
    answer = "commitment__rounds_asked__owed__commitment"
    asked = Owner.objects.filter(
        Q(is_open=True) | Q(reported_on__isnull=False), **{f"{answer}__in": answers}
    )
    counted = (
        asked.order_by()
        .values(answer, "party", "body", "role")
        .annotate(
            total=Count("commitment", distinct=True),
            late=Count("commitment", distinct=True, filter=Q(is_open=True) & late_on(date)),
        )
    )
    told = {(row[answer], row["party"], row["body"], row["role"]): row for row in counted}
    found = {}
    for one in answers:
        keys = [(one.pk, *key_of(owner)) for owner in one.owners.all()]
        rows = [told[key] for key in keys if key in told]
        if rows:
            total, late = (sum(row[name] for row in rows) for name in ("total", "late"))
            found[one.pk] = _measures_in_words(total, late)
    return found


def _measures_in_words(total: int, late: int) -> str:
    words = ngettext("%(total)s measure in the round", "%(total)s measures in the round", total)
    if late:
        words = ngettext(
            "%(total)s measure in the round, %(late)s late",
            "%(total)s measures in the round, %(late)s of them late",
            total,
        )
    return words % {"total": total, "late": late}


def asked_now() -> QuerySet:
    """The measures that open rounds ask about: they are answered there; rows of ``commitment``."""
    return ReportingRound.asked.through.objects.filter(reportinground__closed_at=None)


def owing_now(edition: PlanEdition) -> QuerySet[Owner]:
    """Those who owe an open measure of an edition, with party and body; one row for each."""
    owes = Commitment.objects.open().filter(owedmeasure__thing__edition=edition)
    found: QuerySet[Owner] = Owner.objects.filter(commitment__in=owes, is_open=True)
    return (
        found.order_by("party_id", "body_id")
        .distinct("party_id", "body_id")
        .select_related("party", "body")
    )


def reports_in(round: ReportingRound) -> QuerySet[StatusReport]:
    """Every report of a round."""
    return StatusReport.objects.filter(in_round__round=round)


def occasions(reports: Collection[StatusReport]) -> dict[int, str]:
    """The titles of the rounds that reports belong to, by the report's primary key; one query."""
    found = RoundReport.objects.filter(report__in=reports)
    return dict(found.values_list("report", "round__title"))


def latest_of(reports: QuerySet[StatusReport]) -> QuerySet[StatusReport]:
    """Of some reports the latest on each commitment."""
    of_each = reports.order_by("commitment_id", "-pk").distinct("commitment_id")
    return of_each.select_related("result", "work")


def by_commitment(reports: Iterable[StatusReport]) -> dict[int, StatusReport]:
    """One report on each commitment, by the commitment's primary key."""
    return {report.commitment_id: report for report in reports}


@dataclass(frozen=True)
class AskedOwner:
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

    @property
    def is_begun(self) -> bool:
        """Whether something is answered, and something is not."""
        return self.is_missing and self.answered > 0


def asked_in(round: ReportingRound, date: datetime.date) -> list[AskedOwner]:
    """Everybody who is asked, those who are missing first; two queries, however many they are.

    Who has nothing to answer, as others have taken it over, is not among them.
    """
    return _asked(round, date, together(**_parts_of_asked(round)))


def _parts_of_asked(round: ReportingRound) -> Parts:
    owed: Any = commitments_of(round)
    return {"owed": owed.with_owners(), "reached": _counted(to_answer_in(round), round)}


def _asked(
    round: ReportingRound, date: datetime.date, read: Mapping[str, list[Any]]
) -> list[AskedOwner]:
    counted = _by_owner(read["reached"])
    found = []
    for commitment in read["owed"]:
        for owner in commitment.owners.all():
            total, answered, last = counted.get(key_of(owner), (0, 0, None))
            if not total:
                continue
            is_over = date > round.due_on
            late = is_over if answered < total else last is not None and round.is_late(last)
            found.append(AskedOwner(commitment, str(owner), total, answered, last, late))
    return sorted(found, key=lambda one: (not one.is_missing, one.owner.casefold()))


def commitments_of(round: ReportingRound) -> QuerySet[Commitment]:
    """What each owner owes in the round: the answer."""
    return Commitment.objects.filter(owedanswer__thing=round)


def key_of(owner: OneWhoOwes | RoundOwner) -> Key:
    """The owner, to be compared with others."""
    return owner.party_id, owner.body_id, owner.role


def owners_in(round: ReportingRound) -> Owns:
    """Who owes what the round asks: now, or as it was when the round was closed."""
    if round.is_open:
        return Owner.objects.filter(commitment__in=round.asked.values("pk"))
    return RoundOwner.objects.filter(round=round)


def to_answer_in(round: ReportingRound) -> Owns:
    """The same without what is asked of nobody any more, as it was closed without a report."""
    if not round.is_open:
        return owners_in(round).filter(is_to_answer=True)
    reported = Q(commitment__in=reports_in(round).values("commitment"))
    return owners_in(round).filter(reported | Q(commitment__state=Commitment.State.OPEN))


def reached_in(round: ReportingRound, only: Commitment | None = None) -> dict[Key, Reached]:
    """How far each owner has come with what the round asks of them; one query.

    Args:
        only: look at those alone who owe this measure.
    """
    owns = to_answer_in(round)
    if only is not None:
        owns = owns.filter(sharing(only))
    return _by_owner(_counted(owns, round))


def _counted(owns: Owns, round: ReportingRound) -> QuerySet:
    inside = Q(commitment__reports__in_round__round=round)
    by_owner = owns.values("party", "body", "role").order_by()
    return by_owner.annotate(
        total=Count("commitment", distinct=True),
        answered=Count("commitment", filter=inside, distinct=True),
        last=Max("commitment__reports__at", filter=inside),
    )


def _by_owner(rows: Iterable[dict[str, Any]]) -> dict[Key, Reached]:
    return {
        (row["party"], row["body"], row["role"]): (row["total"], row["answered"], row["last"])
        for row in rows
    }


def sharing(commitment: Commitment) -> Q:
    """Holds for rows of the parties and bodies that owe a commitment."""
    owners = list(commitment.owners.all())
    parties = [one.party_id for one in owners if one.party_id is not None]
    bodies = [one.body_id for one in owners if one.body_id is not None]
    return Q(party__in=parties) | Q(body__in=bodies)


def asked_of(round: ReportingRound, owner: Owner) -> list[Commitment]:
    """The commitments of the round that an owner has, in the order of the plan."""
    party, body, role = key_of(owner)
    owns = owners_in(round).filter(commitment=OuterRef("pk"), party=party, body=body, role=role)
    found = round.asked.filter(Exists(owns)).select_related("result_legend", "work_legend")
    place = [f"owedmeasure__thing__{name}" for name in Measure._meta.ordering or ()]
    return list(found.order_by(*place, "pk"))


@dataclass(frozen=True)
class Compared:
    """A commitment in a round and in the one before; None is «not reported».

    ``owners`` are those who were asked, in words.
    """

    commitment: Commitment
    owners: str
    before: StatusReport | None
    now: StatusReport | None

    @property
    def has_changed(self) -> bool:
        """Whether another status was reported than the time before."""
        return self._of(self.before) != self._of(self.now)

    @staticmethod
    def _of(report: StatusReport | None) -> tuple[int | None, int | None] | None:
        return (report.result_id, report.work_id) if report else None


def compared(round: ReportingRound, before: ReportingRound | None) -> list[Compared]:
    """How each measure stands in the round, beside the one before."""
    other = ReportingRound.objects.filter(pk__in=[before.pk] if before else [])
    return _compared(together(**_parts_of_compared(round, other)))


def _parts_of_compared(round: ReportingRound, before: QuerySet[ReportingRound]) -> Parts:
    then = StatusReport.objects.filter(in_round__round__in=before.values("pk"))
    return {
        "now": latest_of(reports_in(round)),
        "then": latest_of(then),
        "owners": with_names(owners_in(round)).order_by("pk"),
        "asked": round.asked.select_related("result", "work", "owedmeasure").order_by("pk"),
    }


def _compared(read: Rows) -> list[Compared]:
    now, then = by_commitment(read["now"]), by_commitment(read["then"])
    prefetch_related_objects(read["now"], "files")
    names: dict[int, list[str]] = {}
    for owner in read["owners"]:
        names.setdefault(owner.commitment_id, []).append(str(owner))
    return [
        Compared(one, ", ".join(names.get(one.pk, [])), then.get(one.pk), now.get(one.pk))
        for one in read["asked"]
    ]


@dataclass(frozen=True)
class Read:
    """All that the page of a round shows."""

    asked: list[AskedOwner]
    before: ReportingRound | None
    compared: list[Compared]


def read(round: ReportingRound, date: datetime.date) -> Read:
    """The round beside the one of the same plan before it; three queries.

    Its ``asked`` are put with it.
    """
    earlier = ReportingRound.objects.filter(
        edition__plan=round.edition.plan_id, opened_at__lt=round.opened_at
    )
    before = earlier.exclude(pk=round.pk)[:1]
    parts = _parts_of_asked(round) | _parts_of_compared(round, before)
    found = together(**parts, before=before)
    put_with(round, asked=found["asked"])
    return Read(_asked(round, date, found), next(iter(found["before"]), None), _compared(found))
