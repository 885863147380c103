"""The way on of a disagreement: the steps that it took, and those that the rules leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from samspill.bodies.models import Body, DecisionStep
from samspill.cases.models import AgendaItem, Case, Disagreement, DisagreementStep, SideView
from samspill.documents.models import DisputeStep, Document


@dataclass(frozen=True)
class ToCome:
    """A step that is to come, as the document or the body says it."""

    body: Body | None
    who: str
    is_outside: bool = False
    text: str = ""
    days: int | None = None

    @property
    def name(self) -> str:
        return self.body.title if self.body else self.who


def steps_of(disagreement: Disagreement, read: Iterable[DisputeStep] | None = None) -> list[ToCome]:
    """Every step that there is for it: those of its document, else where its body sends it.

    Args:
        read: the steps of documents, where a page has read them already.
    """
    if disagreement.document_id is not None:
        if read is None:
            steps = DisputeStep.objects.filter(document=disagreement.document_id)
            read = steps.select_related("body")
        return [
            ToCome(one.body, one.who, one.is_outside, one.text, one.days)
            for one in read
            if one.document_id == disagreement.document_id
        ]
    body = _body_of(disagreement)
    found: list[ToCome] = []
    seen: set[int] = set()
    while body is not None and body.pk not in seen:
        seen.add(body.pk)
        found.append(ToCome(body, ""))
        body = _sent_to(body)
    return found


def left(steps: Sequence[ToCome], taken: Sequence[DisagreementStep]) -> list[ToCome]:
    """The steps that are to come, after the last one that was taken.

    A step of data that has changed since is found by who takes it; where nobody of those taken
    stands in it any more, as many are passed over as were taken.
    """
    if not taken:
        return list(steps)
    last = taken[-1]
    for place, one in enumerate(steps):
        if (one.body and one.body.pk == last.body_id) or (one.who and one.who == last.who):
            return list(steps[place + 1 :])
    return list(steps[len(taken) :])


def document_of(case: Case) -> Document | None:
    """The document whose steps a disagreement on the case follows: one that the case is about,
    else the agreement."""
    found = Document.objects.filter(pk__in=DisputeStep.objects.values("document"))
    own = found.filter(case_links__case=case).first()
    return own or found.filter(kind__role="agreement").order_by("order", "pk").first()


@dataclass(frozen=True)
class ToldDisagreement:
    """A disagreement for those who read of it: what each side says, the way taken and to come."""

    disagreement: Disagreement
    views: list[SideView]
    taken: list[DisagreementStep]
    to_come: list[ToCome]


def to_read(case: Case) -> dict[str, QuerySet]:
    """What a page reads to tell anyone of the disagreements of a case; none of an exempt item."""
    arose = Q(item=None) | Q(item__in=AgendaItem.objects.public().values("pk"))
    found = Disagreement.objects.filter(arose, case=case)
    views = SideView.objects.filter(disagreement__case=case)
    taken = DisagreementStep.objects.filter(disagreement__case=case)
    named = found.exclude(document=None).order_by().values("document")
    return {
        "disagreements": found,
        "views": views.select_related("side"),
        "taken": taken.select_related("body"),
        "dispute_steps": DisputeStep.objects.filter(document__in=named).select_related("body"),
    }


def told_from(read: Mapping[str, list[Any]]) -> list[ToldDisagreement]:
    """The disagreements that were read (:func:`to_read`), each with its own."""
    found = []
    for one in read["disagreements"]:
        taken = [step for step in read["taken"] if step.disagreement_id == one.pk]
        views = [view for view in read["views"] if view.disagreement_id == one.pk]
        to_come = [] if one.settled_on else left(steps_of(one, read["dispute_steps"]), taken)
        found.append(ToldDisagreement(one, views, taken, to_come))
    return found


def _body_of(disagreement: Disagreement) -> Body | None:
    item = disagreement.item
    if item is not None:
        return item.body or item.meeting.bodies.first()
    return disagreement.case.body


def _sent_to(body: Body) -> Body | None:
    steps = DecisionStep.objects.filter(body=body).exclude(sent_to=None).select_related("sent_to")
    step = steps.first()
    return step.sent_to if step else None
