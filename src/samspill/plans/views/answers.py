"""Signed in: an owner answers a round; one measure at a time, or all of them on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.commitments.models import Commitment, Owner
from samspill.commitments.models.files import FOLDER
from samspill.common.actions import ChangedMeanwhile
from samspill.common.editing import NotWritten, edited
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.plans import actions, rounds
from samspill.plans.answering import AskedMeasure, RoundAnswers, answers_to
from samspill.plans.models import ReportingRound
from samspill.plans.one_measure import OneMeasureForm

PREVIOUS = "previous"


@dataclass(frozen=True)
class Asked:
    """What an owner owes: the answer to a round."""

    commitment: Commitment
    round: ReportingRound
    owner: Owner

    @property
    def whole(self) -> str:
        """Where all of it stands on one page."""
        return reverse("work:plans:answer_round", args=[self.commitment.pk])

    def place_of(self, row: AskedMeasure) -> str:
        """Where one of its measures is answered."""
        keys = [self.commitment.pk, row.commitment.pk]
        return reverse("work:plans:answer_measure", args=keys)

    def answers(self, **given: Any) -> RoundAnswers:
        """The form for all of it."""
        return answers_to(self.round, rounds.asked_of(self.round, self.owner), **given)


def _asked(request: WorkRequest, pk: int) -> Asked:
    owes = Commitment.objects.filter(owedanswer__isnull=False).with_owners()
    found = get_or_404(
        request.actor, owes.select_related("owedanswer__thing__edition__plan"), pk=pk
    )
    require(request.actor, "answer", found)
    owner = next(iter(found.owners.all()), None)
    if owner is None:
        raise Http404("nobody owes it")
    return Asked(found, found.owedanswer.thing, owner)


def _inbox() -> Crumb:
    return Crumb(_("Inbox"), reverse("work:commitments:inbox"))


@work_page(files=FOLDER)
def answer_measure(request: WorkRequest, pk: int, measure: int) -> HttpResponse:
    """``/arbeid/planer/svar/<pk>/tiltak/<measure>/``: one measure, made for a phone first.

    A press on a status saves it and goes on; so does «Next», with all that is typed.
    """
    asked = _asked(request, pk)
    answers = asked.answers()
    row = answers.row_of(measure)
    if row is None:
        raise Http404("the round does not ask them about it")
    if request.method == "GET" and not row.is_open:
        return HttpResponseRedirect(asked.whole)

    def write(valid: OneMeasureForm) -> str | None:
        said = valid.new
        if said:
            actions.answer(
                by=request.actor, round=asked.round, commitment=row.commitment,
                version=valid.cleaned_data["version"], said=said,
            )  # fmt: skip
        if not said or request.POST.get("go") == PREVIOUS:
            step = -1 if request.POST.get("go") == PREVIOUS else 1
            following = answers.beside(row, step)
        else:
            following = answers.next_left(row)
        valid.leads_to = asked.place_of(following) if following else asked.whole
        return _saved(valid, answers, row) if said else None

    form: list[OneMeasureForm] = []

    def make(**given: Any) -> OneMeasureForm:
        form.append(OneMeasureForm(**given, row=row))
        return form[0]

    return edited(
        request,
        make,
        title=row.commitment.title,
        crumbs=[_inbox(), Crumb(asked.round.title, asked.whole)],
        write=write,
        done=lambda said: form[0].leads_to,
        said=lambda said: said,
        template="plans/answer_measure.html",
        context={
            "round": asked.round,
            "owner": asked.owner,
            "is_late": today() > asked.round.due_on,
            "row": row,
            "number": answers.rows.index(row) + 1,
            "total": len(answers.rows),
            "previous": answers.beside(row, -1),
            "whole": asked.whole,
        },
    )


def _saved(form: OneMeasureForm, answers: RoundAnswers, row: AskedMeasure) -> str:
    left = answers.left - (1 if row.is_left else 0)
    status = ", ".join(one.label for one in form.statuses)
    saved = _("Saved: %(status)s.") % {"status": status} if status else _("Saved.")
    if not left:
        return f"{saved} {_('Every measure is answered. Thank you.')}"
    told = ngettext("%(count)s measure is left.", "%(count)s measures are left.", left)
    return f"{saved} {told % {'count': left}}"


@work_page(files=FOLDER)
def answer_round(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/planer/svar/<pk>/``: all of an owner's measures on one page, sent at once."""
    asked = _asked(request, pk)

    begin: list[str] = []

    def make(**given: Any) -> RoundAnswers:
        answers = asked.answers(**given)
        if left := answers.next_left():
            begin.append(asked.place_of(left))
        if "copy" in request.POST:
            answers.begin_with_last(request.POST["copy"])
        return answers

    def write(valid: RoundAnswers) -> Sent:
        saved = _save(request, asked.round, valid)
        return Sent(saved, valid.left - saved)

    return edited(
        request,
        make,
        title=f"{asked.round.title}: {asked.owner}",
        crumbs=[_inbox()],
        button=_("Send the answers"),
        write=write,
        done=lambda sent: request.path if sent.left > 0 else _inbox().url,
        said=lambda sent: sent.in_words,
        template="plans/answer_round.html",
        context={
            "round": asked.round,
            "is_late": today() > asked.round.due_on,
            "begin": begin,
        },
    )


@dataclass(frozen=True)
class Sent:
    """How many answers were saved, and how many are left."""

    saved: int
    left: int

    @property
    def in_words(self) -> str:
        said = ngettext("%(count)s answer is saved.", "%(count)s answers are saved.", self.saved)
        return said % {"count": self.saved}


@transaction.atomic
def _save(request: WorkRequest, round: ReportingRound, answers: RoundAnswers) -> int:
    """Saves all rows that say something, or none. Returns how many."""
    said = answers.said()
    if not said:
        raise ValidationError(_("Nothing is filled in yet. Answer at least one measure."))
    conflict: ChangedMeanwhile | None = None
    for row, what in said:
        version = row.form.cleaned_data["version"]
        try:
            actions.answer(
                by=request.actor, round=round, commitment=row.commitment,
                version=version, said=what,
            )  # fmt: skip
        except ValidationError as refused:
            answers.refuse(row, refused)
        except ChangedMeanwhile as changed:
            conflict = changed
            answers.note_theirs(row, changed)
    if answers.wrong:
        raise NotWritten
    if conflict is not None:
        raise conflict
    return len(said)
