"""Signed in: a disagreement on a case, its way on, and the papers without names."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.disagreeing import left, steps_of
from samspill.cases.forms.disagreements import DisagreeForm, SettleForm, TakeOnForm
from samspill.cases.models import Case, Disagreement, DisagreementStep
from samspill.cases.nameless import Nameless
from samspill.cases.views.cases import crumbs
from samspill.common.editing import edited
from samspill.common.permissions import may, require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


def _case(request: WorkRequest, slug: str) -> Case:
    return get_or_404(request.actor, Case.objects.select_related("body"), slug=slug)


def _one(request: WorkRequest, slug: str, name: str) -> Disagreement:
    ways = ("case__body", "document", "item__body", "item__meeting")
    every = Disagreement.objects.select_related(*ways)
    return get_or_404(request.actor, every, case__slug=slug, slug=name)


def _crumbs(case: Case, one: Disagreement | None = None) -> list[Crumb]:
    found = crumbs(Crumb(case.title, reverse("work:cases:case", args=[case.slug])))
    return [*found, Crumb(one.title, at(one))] if one else found


def at(one: Disagreement | DisagreementStep) -> str:
    """The address of a disagreement."""
    found = one.disagreement if isinstance(one, DisagreementStep) else one
    return reverse("work:cases:disagreement", args=[found.case.slug, found.slug])


@work_page
def disagree(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/uenighet/``: what the parties disagree on, and what each side says."""
    case = _case(request, slug)
    require(request.actor, "change", Disagreement(partnership=request.partnership, case=case))

    def write(valid: DisagreeForm) -> Disagreement:
        return actions.disagree(by=request.actor, case=case, **valid.cleaned_data)

    return edited(
        request,
        partial(DisagreeForm, case=case),
        title=_("Write down a disagreement"),
        lead=_("What both sides say stands with the case, and so does the way on."),
        crumbs=_crumbs(case),
        write=write,
        done=at,
    )


@work_page
def disagreement(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/uenighet/<name>/``: what each side says, the way taken and to come."""
    found = _one(request, slug, name)
    taken = list(found.steps.select_related("body"))
    context = {
        "disagreement": found,
        "views": found.views.select_related("side"),
        "taken": taken,
        "to_come": [] if found.settled_on else left(steps_of(found), taken),
        "may_change": found.settled_on is None and may(request.actor, "change", found),
    }
    return render(request, "cases/disagreement.html", context)


@work_page
def take_on(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/uenighet/<name>/videre/``: to the next step that the rules leave."""
    found = _one(request, slug, name)
    require(request.actor, "change", found)
    to_come = left(steps_of(found), list(found.steps.select_related("body")))
    after = to_come[0].name if to_come else ""

    def write(valid: TakeOnForm) -> DisagreementStep:
        return actions.take_on(by=request.actor, disagreement=found, **valid.cleaned_data)

    return edited(
        request,
        TakeOnForm,
        title=_("Send it on to %(who)s") % {"who": after} if after else _("No step is left"),
        crumbs=_crumbs(found.case, found),
        button=_("Send it on"),
        write=write,
        done=at,
    )


@work_page
def settle(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/uenighet/<name>/avslutt/``: how it ended."""
    found = _one(request, slug, name)
    require(request.actor, "change", found)

    def write(valid: SettleForm) -> Disagreement:
        return actions.settle(by=request.actor, disagreement=found, **valid.cleaned_data)

    return edited(
        request,
        SettleForm,
        title=_("It is settled"),
        crumbs=_crumbs(found.case, found),
        write=write,
        done=at,
    )


@work_page
def nameless(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/uenighet/<name>/papirer/``: for a board outside, without names; made to be printed."""
    found = _one(request, slug, name)
    require(request.actor, "change", found)
    context: dict[str, Any] = {"disagreement": found}
    try:
        context |= _texts(request, found)
    except ValidationError as refused:
        context["refused"] = " ".join(refused.messages)
    return render(request, "cases/nameless_papers.html", context)


def _texts(request: WorkRequest, found: Disagreement) -> dict[str, Any]:
    without = Nameless(request.partnership).text
    case = found.case
    return {
        "title": without(found.title),
        "about": [
            (label, without(text))
            for label, text in (
                (_("The case"), case.title),
                (_("Question"), case.question),
                (_("Background"), case.background),
                (_("Assessment"), case.assessment),
            )
            if text
        ],
        "views": [(one.side.name, without(one.text)) for one in found.views.select_related("side")],
        "taken": [
            (without(str(one)), without(one.answer)) for one in found.steps.select_related("body")
        ],
    }
