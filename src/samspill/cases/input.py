"""What came of asking others about a case: who answered what, and who did not."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import InputRequest, OwedInput
from samspill.cases.words import ToldState
from samspill.commitments.models import Commitment, Owner, StatusReport
from samspill.parties.models import Party


@dataclass(frozen=True)
class Answer:
    """One who was asked: how that stands, and what was said."""

    owner: str
    told: ToldState
    reports: list[StatusReport] = field(default_factory=list)


@dataclass(frozen=True)
class AskedForInput:
    """One time that others were asked, with all that came."""

    request: InputRequest
    answers: list[Answer]

    @property
    def told(self) -> ToldState:
        """How many have answered."""
        said = sum(1 for one in self.answers if one.reports)
        count = len(self.answers)
        words = _("%(said)s of %(count)s answered") % {"said": said, "count": count}
        kinds = {one.told.kind for one in self.answers}
        kind = "ok" if said == count else "none" if "upcoming" not in kinds else "upcoming"
        return ToldState(kind, words)


def answers_of(requests: Sequence[InputRequest], date: datetime.date) -> list[AskedForInput]:
    """What came, by request; at most five statements however many there are."""
    if not requests:
        return []
    owners = Owner.objects.select_related("party", "body")
    reports = StatusReport.objects.order_by("pk").prefetch_related("files")
    rows = OwedInput.objects.filter(thing__in=requests).select_related("commitment")
    rows = rows.exclude(commitment__closed_as=Commitment.ClosedAs.WITHDRAWN).order_by("pk")
    found: dict[int, list[Answer]] = {}
    for row in rows.prefetch_related(
        Prefetch("commitment__owners", owners), Prefetch("commitment__reports", reports)
    ):
        found.setdefault(row.thing_id, []).append(_answer(row.commitment, date))
    loaded = [one for one in requests if one.pk not in found]
    not_entered = _named(loaded) if loaded else {}
    return [
        AskedForInput(one, found.get(one.pk) or not_entered.get(one.pk, [])) for one in requests
    ]


def _answer(commitment: Commitment, date: datetime.date) -> Answer:
    who = ", ".join(str(one.party or one.body or one) for one in commitment.owners.all())
    reports = list(commitment.reports.all())
    if reports:
        return Answer(who, ToldState("ok", _("Answered")), reports)
    is_over = commitment.due_on is not None and commitment.due_on < date
    if is_over or commitment.state == Commitment.State.CLOSED:
        return Answer(who, ToldState("none", _("Did not answer")))
    return Answer(who, ToldState("upcoming", _("Waits for an answer")))


def _named(requests: Sequence[InputRequest]) -> dict[int, list[Answer]]:
    """Who was asked, of what only files tell; what they answered is not entered."""
    told = ToldState("none", _("Not entered what they answered"))
    found: dict[int, list[Answer]] = {}
    for model in (Body, Party):
        named = model.objects.filter(asked_for_input__in=requests)
        for pk, name in named.values_list("asked_for_input", "name"):
            found.setdefault(pk, []).append(Answer(name, told))
    return found
