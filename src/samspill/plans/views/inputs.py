"""Signed in: input to a plan, sent for a party or a body, linked and answered."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party
from samspill.plans import actions
from samspill.plans.forms import InputForm, OutcomeForm
from samspill.plans.models import PlanEdition, PlanInput
from samspill.plans.views.editions import crumbs_to


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    editions = PlanEdition.objects.select_related("plan")
    return get_or_404(request.actor, editions, plan__slug=slug, slug=edition)


def _senders(request: WorkRequest, edition: PlanEdition) -> dict[str, Party | Body]:
    """The parties and bodies that the user may send input to the edition for."""
    base: dict[str, Any] = {"partnership": request.partnership, "edition": edition}
    read = together(
        parties=which(request.actor, Party.objects.members_on(today())),
        bodies=which(request.actor, Body.objects.on(today())),
    )
    found: dict[str, Party | Body] = {}
    for party in read["parties"]:
        if may(request.actor, "submit", PlanInput(**base, party=party)):
            found[f"part-{party.pk}"] = party
    for body in read["bodies"]:
        if may(request.actor, "submit", PlanInput(**base, body=body)):
            found[f"organ-{body.pk}"] = body
    return found


@work_page
def inputs(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/innspill/``: what was asked of the edition, and what came of it."""
    found = _edition(request, slug, edition)
    listed = which(request.actor, found.inputs.all())
    context = {
        "edition": found,
        "inputs": listed.prefetch_related("focus_areas", "measures"),
        "may_send": bool(_senders(request, found)),
        "may_answer": may(request.actor, "change", PlanInput(edition=found)),
    }
    return render(request, "plans/work_inputs.html", context)


def _crumbs(edition: PlanEdition) -> list[Crumb]:
    address = reverse("work:plans:inputs", args=[edition.plan.slug, edition.slug])
    return [*crumbs_to(edition), Crumb(_("Input to the plan"), address)]


def _at(record: PlanInput) -> str:
    """Where an input stands among the others."""
    return f"{_crumbs(record.edition)[-1].url}#{record.slug}"


@work_page
def new_input(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/innspill/nytt/``: a party or a body asks something of a plan on hearing."""
    found = _edition(request, slug, edition)
    senders = _senders(request, found)
    if not senders:
        blank = PlanInput(partnership=request.partnership, edition=found)
        raise NotAllowed(request.actor, "submit", blank)

    def write(valid: InputForm) -> PlanInput:
        text = valid.cleaned_data["text"]
        return actions.submit_input(by=request.actor, edition=found, text=text, **valid.chosen)

    return edited(
        request,
        partial(InputForm, senders=senders),
        title=_("Give input to the plan"),
        lead=_("The secretariat links it to a focus area or measure and tells what came of it."),
        crumbs=_crumbs(found),
        button=_("Send"),
        write=write,
        done=_at,
    )


@work_page
def answer_input(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/innspill/<pk>/``: what an input is about, and what came of it."""
    found = _edition(request, slug, edition)
    record = get_or_404(request.actor, found.inputs.select_related("edition__plan"), pk=pk)
    require(request.actor, "change", record)

    def write(valid: OutcomeForm) -> PlanInput:
        return actions.answer_input(by=request.actor, record=record, **valid.cleaned_data)

    return edited(
        request,
        partial(OutcomeForm, record=record),
        title=_("Input from %(sender)s") % {"sender": record.sender},
        crumbs=_crumbs(found),
        write=write,
        done=_at,
        template="plans/answer_input.html",
        context={"text": record.text},
    )
