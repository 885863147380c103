"""Input to a case that somebody is asked for by a day: a process of the ledger, one for each."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.cases.models import InputRequest, OwedInput
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.actions.states import closed
from samspill.commitments.due import Due
from samspill.commitments.in_files import InFiles, Names
from samspill.commitments.models import Commitment, StatusReport
from samspill.commitments.processes import Place, Process
from samspill.common.actors import Actor
from samspill.common.addresses import path
from samspill.common.exempt import published

SLUG = "case-input"


def wanted_of(request: InputRequest, owners: list[Owes], due: Due | None = None) -> Wanted:
    """What one of those who are asked owes."""
    case = request.case
    with translation.override(request.partnership.language):
        title = _("Say what you think: %(case)s") % {"case": case.title}
    return Wanted(
        process=SLUG,
        thing=request,
        title=title,
        text=published(request.question),
        owners=owners,
        source_label=case.title,
        source_path=path(request.partnership, "public:case", case.slug) if case.is_open else "",
        source_on=request.asked_on,
        due=due or Due.date(request.due_on),
        is_public=request.is_public and case.is_open,
    )


def answer_place(commitment: Any) -> Place:
    """One page with the case, a text and files."""
    return "work:cases:give_input", (commitment.pk,)


def answered(commitment: Commitment, report: StatusReport, by: Actor) -> None:
    """What is said is said: the question is closed with the first answer."""
    for name, value in closed(Commitment.ClosedAs.DONE).items():
        setattr(commitment, name, value)
    commitment.save()


def _names() -> dict[int, Names]:
    found = InputRequest.objects.values_list("pk", "case__slug", "slug")
    return {pk: (case, slug) for pk, case, slug in found}


def _wanted(names: Names, owners: list[Owes], due: Due) -> Wanted:
    case, slug = names
    every = InputRequest.objects.select_related("case", "partnership")
    return wanted_of(every.get(case__slug=case, slug=slug), owners, due)


PROCESS = Process(
    slug=SLUG,
    label=gettext_lazy("Input to a case"),
    about=OwedInput,
    answer_place=answer_place,
    answered=answered,
    in_files=InFiles(
        "input_request", "what is asked of a case", ("case", "input_request"), _names, _wanted
    ),
)
