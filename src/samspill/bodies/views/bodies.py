"""Signed in: the bodies with their seats, and filling them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies import actions
from samspill.bodies.asked_about import is_asked_about
from samspill.bodies.composition import composition_on
from samspill.bodies.forms import AppointForm, SubstituteForm
from samspill.bodies.models import Body, Seat, Term
from samspill.bodies.seating import Seating, seatings_on
from samspill.common.aside import added, aside
from samspill.common.editing import edited
from samspill.common.forms import EndForm
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
def bodies(request: WorkRequest) -> HttpResponse:
    """``/arbeid/organer/``: every body with how its seats stand today."""
    found = which(request.actor, Body.objects.on(today())).select_related("tier")
    seatings = seatings_on(today())
    listed = [
        (one, seatings.get(one.pk, Seating())) for one in found.order_by("tier__order", "order")
    ]
    if request.GET.get("vis") == "ledige":
        listed = [(one, seating) for one, seating in listed if seating.vacant]
    context = {
        "bodies": listed,
        "only_vacant": request.GET.get("vis") == "ledige",
        "may_add": may(request.actor, "change", Body(partnership=request.partnership)),
    }
    return render(request, "bodies/bodies.html", context)


@work_page
def body(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organer/<slug>/``: the seats, who sits there, and what can be done about it."""
    found = get_or_404(request.actor, Body.objects.select_related("tier"), slug=slug)
    composition = composition_on(found, today())
    terms = Term.objects.select_related("person__user").order_by("-valid_from")
    seats = Seat.objects.filter(body=found).select_related("substitute_for")
    groups = Body.objects.filter(parent=found, kind__in=Body.GROUPS).order_by("order", "sort_key")
    read = together(
        history=seats.prefetch_related(Prefetch("terms", terms, to_attr="all_terms")),
        groups=groups.only("slug", "name", "short_name", "kind", "valid_from", "valid_to"),
        taken_over=found.successions.order_by("pk"),
    )
    history: list[Any] = read["history"]
    coming = {seat.pk: _coming(seat) for seat in history}
    may_change = may(request.actor, "change", found)
    context = {
        "body": found,
        "groups": read["groups"],
        "may_set_up": may_change and found.kind not in Body.GROUPS,
        "today": today(),
        "asks": may_change and not read["taken_over"] and is_asked_about(found, today()),
        "unreached": {term.pk for seat in history for term in seat.all_terms if _unreached(term)},
        "seats": [(seat, coming.get(seat.pk, [])) for seat in composition.seats],
        "may_change": may_change,
        "may_appoint": may(
            request.actor, "change", Seat(partnership=request.partnership, body=found)
        ),
        "history": history,
    }
    return render(request, "bodies/work_body.html", context)


def _coming(seat: Any) -> list[Term]:
    """The terms of a seat that have not begun, the next first."""
    later = [term for term in seat.all_terms if term.valid_from and term.valid_from > today()]
    return later[::-1]


def _unreached(term: Term) -> bool:
    """Whether whoever has the term has no address that mail could go to."""
    who = term.person
    return who is not None and not who.reached_at and who.erased_on is None


def _seat(request: WorkRequest, slug: str, pk: int) -> Seat:
    seats = Seat.objects.select_related("body", "partnership").filter(body__slug=slug)
    seat = get_or_404(request.actor, seats, pk=pk)
    require(request.actor, "change", seat)
    return seat


def crumbs_of(body: Body) -> list[Crumb]:
    """The way to what is done with a body."""
    return [
        Crumb(_("Bodies"), reverse("work:bodies:bodies")),
        Crumb(body.title, reverse("work:bodies:body", args=[body.slug])),
    ]


@work_page
def appoint(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/plasser/<pk>/oppnevn/``: puts somebody on a seat; doubts are shown once first."""
    seat = _seat(request, slug, pk)
    if away := aside(request, reverse("work:people:new_person"), "party"):
        return away
    running = Term.objects.on(today()).filter(seat=seat).select_related("person").first()
    sits = running and (running.person or running.holder)

    def look(valid: AppointForm) -> dict[str, Any] | None:
        ends_previous = valid.cleaned_data.get("end_previous", False)
        actions.require_room(valid.term(), ends_previous=ends_previous)
        doubts = actions.doubts_about(valid.term())
        return {"doubts": doubts, "button": _("Save all the same")} if doubts else None

    def write(valid: AppointForm) -> Term:
        return actions.appoint(by=request.actor, seat=seat, **valid.cleaned_data)

    return edited(
        request,
        partial(
            AppointForm,
            actor=request.actor,
            seat=seat,
            running=running,
            initial={"valid_from": today()} | added(request),
        ),
        title=_("Appoint to the seat %(seat)s") % {"seat": seat.label},
        lead=_("%(who)s sits there now.") % {"who": sits} if sits else "",
        crumbs=crumbs_of(seat.body),
        button=_("Appoint"),
        look=look,
        write=write,
        said=_appointed,
        template="bodies/appoint.html",
    )


def _appointed(term: Term) -> str:
    """What is true of it today: one who begins tomorrow does not sit there yet."""
    first, last = term.valid_from, term.valid_to
    if first and first > today():
        told = _("Appointed from %(date)s. Until then the seat is as it was.")
        return told % {"date": in_full(first)}
    if last and last < today():
        told = _("Saved in the history of the seat. The term ended on %(date)s.")
        return told % {"date": in_full(last)}
    return _("Appointed. The public page shows it now.")


@work_page
def substitute(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/plasser/<pk>/vara/``: names a personal substitute for the seat."""
    seat = _seat(request, slug, pk)
    if away := aside(request, reverse("work:people:new_person"), "party"):
        return away

    def write(valid: SubstituteForm) -> Term:
        return actions.appoint_substitute(by=request.actor, seat=seat, **valid.cleaned_data)

    return edited(
        request,
        partial(SubstituteForm, actor=request.actor, seat=seat, initial=added(request)),
        title=_("Name a substitute for %(seat)s") % {"seat": seat.label},
        crumbs=crumbs_of(seat.body),
        button=_("Name the substitute"),
        write=write,
        said=_("The substitute is named."),
        template="bodies/appoint.html",
    )


@work_page
def end_term(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/perioder/<pk>/avslutt/``: the last day of a term."""
    terms = Term.objects.select_related("seat__body", "person", "partnership")
    term = get_or_404(request.actor, terms.filter(seat__body__slug=slug), pk=pk)
    require(request.actor, "change", term)
    lead = _("%(who)s, %(seat)s. The history keeps who sat there. The seat is vacant from the "
             "day after.")  # fmt: skip

    def write(valid: EndForm) -> Term:
        return actions.end_term(by=request.actor, term=term, **valid.cleaned_data)

    return edited(
        request,
        partial(EndForm, record=term, label=_("The last day on the seat")),
        title=_("End the term"),
        lead=lead % {"who": term.person or term.holder, "seat": term.seat.label},
        crumbs=crumbs_of(term.seat.body),
        button=_("End the term"),
        write=write,
        said=_("The term ends on that day."),
    )
