"""Signed in: input to a plan, sent for a party or a body, linked and answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party
from samspill.plans import actions
from samspill.plans.forms import InputForm, OutcomeForm
from samspill.plans.models import PlanEdition, PlanInput


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    editions = PlanEdition.objects.select_related("plan")
    return get_or_404(request.actor, editions, plan__slug=slug, slug=edition)


def _senders(request: WorkRequest, edition: PlanEdition) -> dict[str, Party | Body]:
    """The parties and bodies that the user may send input to the edition for."""
    base: dict[str, Any] = {"partnership": request.partnership, "edition": edition}
    parties = which(request.actor, Party.objects.members_on(today()))
    bodies = which(request.actor, Body.objects.on(today()))
    found: dict[str, Party | Body] = {}
    for party in parties:
        if may(request.actor, "submit", PlanInput(**base, party=party)):
            found[f"part-{party.pk}"] = party
    for body in bodies:
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


def _inputs(record: PlanInput) -> str:
    plan, edition = record.edition.plan.slug, record.edition.slug
    return f"{reverse('work:plans:inputs', args=[plan, edition])}#{record.slug}"


@work_page
def new_input(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/innspill/nytt/``: a party or a body asks something of a plan on hearing."""
    found = _edition(request, slug, edition)
    senders = _senders(request, found)
    if not senders:
        blank = PlanInput(partnership=request.partnership, edition=found)
        raise NotAllowed(request.actor, "submit", blank)
    typed = request.kept.dict() if request.kept else {}
    data = request.POST if request.method == "POST" else None
    form = InputForm(data, senders=senders, initial=typed)

    def write(valid: InputForm) -> PlanInput:
        text = valid.cleaned_data["text"]
        return actions.submit_input(by=request.actor, edition=found, text=text, **valid.chosen)

    context = {
        "edition": found,
        "heading": _("Give input to the plan"),
        "button": _("Send"),
        "about": _(
            "The secretariat links it to a focus area or measure and tells what came of it."
        ),
        "back": reverse("work:plans:inputs", args=[slug, edition]),
    }
    return edited(
        request, form, write=write, done=_inputs, template="plans/work_form.html", context=context
    )


@work_page
def answer_input(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/innspill/<pk>/``: what an input is about, and what came of it."""
    found = _edition(request, slug, edition)
    record = get_or_404(request.actor, found.inputs.select_related("edition__plan"), pk=pk)
    require(request.actor, "change", record)
    form = OutcomeForm(request.POST if request.method == "POST" else None, record=record)

    def write(valid: OutcomeForm) -> PlanInput:
        return actions.answer_input(by=request.actor, record=record, **valid.cleaned_data)

    context = {
        "edition": found,
        "heading": _("Input from %(sender)s") % {"sender": record.sender},
        "button": _("Save"),
        "about": record.text or _("The text of the input is not entered."),
        "back": reverse("work:plans:inputs", args=[slug, edition]),
    }
    return edited(
        request, form, write=write, done=_inputs, template="plans/work_form.html", context=context
    )
