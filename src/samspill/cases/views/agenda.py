"""Signed in: an agenda is put together of what waits, by drag, by keyboard or by buttons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.cases import actions
from samspill.cases.actions.agenda import OPEN
from samspill.cases.clock import clock
from samspill.cases.forms.agenda import TimesForm
from samspill.cases.models import AgendaItem, Case, Meeting, StandingItem
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.cases.waiting import waiting_for
from samspill.cases.writing import Clash
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.permissions import require, which
from samspill.common.ready import together
from samspill.common.texts import cleaned
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page

SHOWN = 60
"""How many cases that wait are named beside the agenda."""


def agenda_of(meeting: Meeting) -> str:
    """The page where a meeting's agenda is put together."""
    return reverse("work:cases:agenda", args=[meeting.slug])


@work_page
def agenda(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/saksliste/``: the agenda with its times, and beside it the cases that wait."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    standing = StandingItem.objects.filter(practice__body__in=found.bodies.all())
    read = together(
        items=found.items.select_related("case", "body", "approves").order_by("position"),
        standing=standing.order_by("pk")[:1],
    )
    items = read["items"]
    cases = which(request.actor, waiting_for(found, today()))
    is_open = found.state in OPEN
    timed = clock(found, items)

    def write(valid: TimesForm) -> None:
        clashes = actions.set_times(by=request.actor, meeting=found, typed=valid.typed)
        valid.show_again(clashes)
        if clashes:
            raise ValidationError({one.name: [_told(one)] for one in clashes})

    def make(**given: Any) -> TimesForm:
        form = TimesForm(items=items, **given)
        form.rows = [  # type: ignore[attr-defined]
            (item, form[form.name_of(item)], form[form.mark_of(item)], timed.times.get(item.pk))
            for item in items
        ]
        return form

    return edited(
        request,
        make,
        title=_("Set up the agenda"),
        crumbs=crumbs(Crumb(str(found), at(found))),
        button=_("Save the times"),
        write=write,
        done=agenda_of(found),
        template="cases/agenda.html",
        context={
            "meeting": found,
            "clock": timed,
            "is_open": is_open,
            "has_standing": bool(read["standing"]),
            "waiting": cases.prefetch_related("numbers")[:SHOWN],
        },
    )


@work_page
@require_POST
def shift(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/rekkefolge/``: what a button on the agenda does; sent to, it shows nothing.

    ``way`` is ``standing``, ``up:ITEM``, ``down:ITEM``, ``off:ITEM``, ``place:ITEM:BEFORE`` or
    ``case:CASE:BEFORE``; nothing for BEFORE puts it last. Times that are typed are saved with it.
    """
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    verb, one, other = [*cleaned(request.POST.get("way", "")).split(":"), "", ""][:3]
    items = {item.slug: item for item in found.items.select_related("meeting")}
    typed = TimesForm(data=request.POST, items=list(items.values()))
    sent = any(name in request.POST for name in typed.fields)
    try:
        if sent and typed.is_valid():
            for clash in actions.set_times(by=request.actor, meeting=found, typed=typed.typed):
                messages.error(request, _told(clash))
        at_last = _carried_out(request, found, items, verb, one, other)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        at_last = one
    return HttpResponseRedirect(f"{agenda_of(found)}#{at_last}" if at_last else agenda_of(found))


def _told(clash: Clash) -> str:
    """That another has set a time since the page was shown."""
    (row,) = clash.collision.rows
    return _(
        "%(by)s has set «%(item)s» to %(minutes)s minutes since you opened the page. Write your "
        "own time again if it is to stand instead."
    ) % {
        "by": clash.collision.by or _("Someone else"),
        "item": row.label,
        "minutes": row.theirs or "–",
    }


def _carried_out(
    request: WorkRequest,
    meeting: Meeting,
    items: dict[str, AgendaItem],
    verb: str,
    one: str,
    other: str,
) -> str:
    """Does it, and gives the item that one is led to."""
    by, item, before = request.actor, items.get(one), items.get(other)
    if verb == "standing":
        count = actions.put_in_standing(by=by, meeting=meeting)
        messages.success(
            request,
            _("The standing items are put in.") if count else _("They are on the agenda already."),
        )
    elif verb == "case":
        every = which(by, Case.objects.all())
        case = get_or_404(by, every, slug=one)
        made = actions.put_case(by=by, meeting=meeting, case=case, before=before)
        messages.success(request, _("«%(case)s» is on the agenda.") % {"case": case})
        return made.slug
    elif item is not None and verb in ("up", "down"):
        before = _neighbour([*items.values()], item, up=verb == "up")
        return actions.put_before(by=by, item=item, before=before).slug
    elif item is not None and verb == "place":
        return actions.put_before(by=by, item=item, before=before).slug
    elif item is not None and verb == "off":
        had_guests = item.guests.exists()
        actions.take_off(by=by, item=item)
        told = _("«%(item)s» is off the agenda.")
        if had_guests:
            told = _("«%(item)s» is off the agenda, and so are the guests who were asked to it.")
        messages.success(request, told % {"item": item})
    return ""


def _neighbour(items: list[AgendaItem], item: AgendaItem, *, up: bool) -> AgendaItem | None:
    """The item that one stands before when it is one place further; at the ends it stays."""
    at = items.index(item)
    others = [one for one in items if one != item]
    to = max(at - 1, 0) if up else at + 1
    return others[to] if to < len(others) else None
