"""Signed in: the bodies with their seats, and filling them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies import actions
from samspill.bodies.composition import composition_on, with_composition
from samspill.bodies.forms import AppointForm, EndTermForm, SubstituteForm
from samspill.bodies.models import Body, Seat, Term
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.permissions import may, require, which
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
def bodies(request: WorkRequest) -> HttpResponse:
    """``/arbeid/organer/``: every body with how its seats stand today."""
    found = which(request.actor, Body.objects.on(today())).select_related("tier")
    compositions = with_composition(found.order_by("tier__order", "order"), today())
    if request.GET.get("vis") == "ledige":
        compositions = [one for one in compositions if one.vacant]
    context = {
        "compositions": compositions,
        "only_vacant": request.GET.get("vis") == "ledige",
        "may_add": may(request.actor, "change", Body(partnership=request.partnership)),
    }
    return render(request, "bodies/bodies.html", context)


@work_page
def body(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organer/<slug>/``: the seats, who sits there, and what can be done about it."""
    found = get_or_404(request.actor, Body.objects.select_related("tier"), slug=slug)
    composition = composition_on(found, today())
    terms = Term.objects.select_related("person").order_by("-valid_from")
    seats = Seat.objects.filter(body=found).select_related("substitute_for")
    context = {
        "body": found,
        "composition": composition,
        "may_change": may(request.actor, "change", found),
        "may_appoint": may(
            request.actor, "change", Seat(partnership=request.partnership, body=found)
        ),
        "history": seats.prefetch_related(Prefetch("terms", terms, to_attr="all_terms")),
    }
    return render(request, "bodies/work_body.html", context)


def _seat(request: WorkRequest, slug: str, pk: int) -> Seat:
    seats = Seat.objects.select_related("body", "partnership").filter(body__slug=slug)
    seat = get_or_404(request.actor, seats, pk=pk)
    require(request.actor, "change", seat)
    return seat


def _appointed(
    request: WorkRequest, seat: Seat, form: AppointForm, write: Any, context: dict[str, Any]
) -> HttpResponse:
    """Shows doubts once; sent again with them seen, it is done."""
    doubts: list[actions.Doubt] = []
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["doubts_seen"]:
        ends_previous = form.cleaned_data.get("end_previous", False)
        doubts = actions.doubts_about(form.term(), ends_previous=ends_previous)
        if doubts:
            form.seen()
            shown = {**context, "form": form, "doubts": doubts, "theirs": []}
            return render(request, "bodies/appoint.html", shown)
    return edited(
        request,
        form,
        write=write,
        done=reverse("work:bodies:body", args=[seat.body.slug]),
        template="bodies/appoint.html",
        context={**context, "doubts": doubts},
        said=_("Appointed. The public page shows it now."),
    )


@work_page
def appoint(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/plasser/<pk>/oppnevn/``: puts somebody on a seat."""
    seat = _seat(request, slug, pk)
    running = Term.objects.on(today()).filter(seat=seat).select_related("person").first()
    data = request.POST if request.method == "POST" else None
    initial = {"valid_from": today(), "end_previous": running is not None}
    form = AppointForm(data, actor=request.actor, seat=seat, kept=request.kept, initial=initial)
    if running is None:
        form.without_a_previous()

    def write(valid: AppointForm) -> Term:
        given = {k: v for k, v in valid.cleaned_data.items() if k != "doubts_seen"}
        return actions.appoint(by=request.actor, seat=seat, **given)

    context = {"seat": seat, "running": running, "is_substitute": False}
    return _appointed(request, seat, form, write, context)


@work_page
def substitute(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/plasser/<pk>/vara/``: names a personal substitute for the seat."""
    seat = _seat(request, slug, pk)
    data = request.POST if request.method == "POST" else None
    form = SubstituteForm(
        data,
        actor=request.actor,
        seat=seat,
        kept=request.kept,
        initial={"valid_from": today()},
    )

    def write(valid: SubstituteForm) -> Term:
        names = ("person", "holder", "valid_from", "valid_to")
        given = {name: valid.cleaned_data[name] for name in names}
        return actions.appoint_substitute(by=request.actor, seat=seat, **given)

    context: dict[str, Any] = {"seat": seat, "running": None, "is_substitute": True, "doubts": []}
    return edited(
        request,
        form,
        write=write,
        done=reverse("work:bodies:body", args=[seat.body.slug]),
        template="bodies/appoint.html",
        context=context,
        said=_("The substitute is named."),
    )


@work_page
def end_term(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/perioder/<pk>/avslutt/``: the last day of a term."""
    terms = Term.objects.select_related("seat__body", "person", "partnership")
    term = get_or_404(request.actor, terms.filter(seat__body__slug=slug), pk=pk)
    require(request.actor, "change", term)
    data = request.POST if request.method == "POST" else None
    form = EndTermForm(data, term=term, initial={"last_day": term.valid_to or today()})

    def write(valid: EndTermForm) -> Term:
        return actions.end_term(by=request.actor, term=term, **valid.cleaned_data)

    return edited(
        request,
        form,
        write=write,
        done=reverse("work:bodies:body", args=[slug]),
        template="bodies/end_term.html",
        context={"term": term, "body": term.seat.body},
        said=_("The term ends on that day."),
    )
