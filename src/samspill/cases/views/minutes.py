"""Signed in: the minutes on one page, saved as they are written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.cases import actions
from samspill.cases.actions.writing import WRITTEN, require_draft
from samspill.cases.forms.attendance import sent_seat
from samspill.cases.forms.minutes import ItemForm, ItemRow, sent_rows
from samspill.cases.models import AgendaItem, Meeting
from samspill.cases.states import MeetingState
from samspill.cases.views.attendance import write_seats
from samspill.cases.views.meetings import at, crumbs, may_begin, the_meeting
from samspill.cases.views.minutes_page import MinutesPage
from samspill.cases.views.minutes_rows import write_rows
from samspill.cases.writing import Clash, mark
from samspill.common.editing import refuse
from samspill.common.models import AuditEntry
from samspill.common.moments import time_of_day
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page

LATELY = datetime.timedelta(minutes=3)
"""How long after a save somebody is said to be writing too."""
Sent = dict[int, tuple[ItemForm, list[ItemRow]]]


def minutes_of(meeting: Meeting, item: str = "") -> str:
    """The page where a meeting's minutes are written, at one of its items."""
    address = reverse("work:cases:minutes", args=[meeting.slug])
    return f"{address}?punkt={item}" if item else address


@work_page
def minutes(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat/?punkt=<item>``: the items, the one at hand, and who is there."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    return _page(request, found, request.GET.get("punkt", ""))


@work_page
@require_POST
def begin(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat/begynn/``: the meeting is held, and its minutes are begun; it shows nothing."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    try:
        actions.begin(by=request.actor, meeting=found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(minutes_of(found))


@work_page
@require_POST
def write_item(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``…/referat/<item>/``: what was written of an item; as JSON for the page's script."""
    meeting = the_meeting(request, slug)
    items = meeting.items.select_related("meeting", "case__authority", "body")
    found = get_or_404(request.actor, items, slug=item)
    require(request.actor, "change", found)
    page = MinutesPage(meeting)
    form = page.form(found, request.POST)
    rows = list(sent_rows(found, request.POST))
    clashes: list[Clash] = []
    form.is_valid()
    try:
        require_draft(meeting)
        clashes = write_rows(request.actor, found, page, form, rows)
        done = actions.write_item(by=request.actor, item=found, typed=form.typed)
        clashes += done.clashes
        if done.refused is not None:
            refuse(form, done.refused)
    except ValidationError as refused:
        refuse(form, refused)
    if request.headers.get("Accept") == "application/json":
        return _told(request, meeting, found, form, rows, clashes)
    if form.errors or clashes:
        return _refused(request, meeting, found, form, rows, clashes)
    following = request.POST.get("next", "")
    return HttpResponseRedirect(minutes_of(meeting, following or found.slug))


@work_page
@require_POST
def write_attendance(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat-frammote/``: who came; as JSON for the page's script."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    page = MinutesPage(found)
    clashes, wrong = write_seats(request.actor, found, page, request.POST)
    if request.headers.get("Accept") == "application/json":
        after = MinutesPage(found)
        answer = _answer(request, found, clashes, wrong)
        rows = [row for _side, rows in after.sides for row in rows]
        answer["marks"] = {
            f"seat-{row.seat.pk}-mark": row.mark
            for row in rows
            if sent_seat(row.seat, request.POST).stamp == row.mark
        }
        answer["shown"] = {f"seat-{row.seat.pk}-told": row.told for row in rows}
        return JsonResponse(answer)
    for text in [*wrong, *(one.collision.told for one in clashes)]:
        messages.error(request, text)
    item = request.POST.get("punkt", "")
    return HttpResponseRedirect(f"{minutes_of(found, item)}#til-stede")


def _told(
    request: WorkRequest,
    meeting: Meeting,
    item: AgendaItem,
    form: ItemForm,
    rows: list[ItemRow],
    clashes: list[Clash],
) -> HttpResponse:
    """How it stands now: the marks of what is saved, and what others have written meanwhile.

    A place that was typed in, and is not saved so, gets no new mark: it is sent again as it is.
    """
    part = next(one for one in MinutesPage(meeting).parts() if one.item.pk == item.pk)
    now = part.form.stands
    wrong = [str(text) for errors in form.errors.values() for text in errors]
    answer = _answer(request, meeting, clashes, wrong)
    marks, values = {}, {}
    for name, one in form.typed.items():
        stands = now[name]
        if mark(stands) == mark(one.value):
            marks[f"mark-{one.name}"] = mark(stands)
        elif one.mark == mark(one.value):
            marks[f"mark-{one.name}"] = mark(stands)
            values[one.name] = "" if stands is None else str(stands)
    kept = [row for of in part.rows.values() for row in of]
    sent = {row.name("mark"): row.stamp for row in rows}
    marks |= {row.name("mark"): row.mark for row in kept if sent.get(row.name("mark")) == row.mark}
    left = {row.mark for row in kept if row.kind == "left"}
    marks |= {
        row.name("mark"): row.stamp for row in rows if row.kind == "left" and row.stamp in left
    }
    answer |= {"marks": marks, "values": values}
    answer["done"] = part.is_done
    return JsonResponse(answer)


def _answer(
    request: WorkRequest, meeting: Meeting, clashes: list[Clash], wrong: list[str]
) -> dict[str, Any]:
    when = time_of_day(timezone.now())
    others = _others(request, meeting.items.all())
    told = _("Saved at %(time)s") % {"time": when}
    return {
        "told": _("Saved at %(time)s, but not all of it") % {"time": when}
        if clashes or wrong
        else told,
        "others": _("%(who)s is writing too") % {"who": ", ".join(others)} if others else "",
        "wrong": wrong,
        "clashes": [
            {
                "name": one.name,
                "label": one.collision.rows[0].label,
                "theirs": one.collision.rows[0].theirs,
                "by": one.collision.by,
                "when": one.collision.when,
                "mark": one.mark,
            }
            for one in clashes
        ],
    }


def _others(request: WorkRequest, items: Iterable[AgendaItem]) -> list[str]:
    """Who else has saved something in these minutes just now."""
    lately = AuditEntry.objects.filter(
        model="cases.agendaitem",
        object_id__in=[one.pk for one in items],
        at__gte=timezone.now() - LATELY,
    )
    names = lately.exclude(user=request.actor.user).values_list("by", flat=True)
    return sorted(set(names))


def _refused(
    request: WorkRequest,
    meeting: Meeting,
    item: AgendaItem,
    form: ItemForm,
    rows: list[ItemRow],
    clashes: list[Clash],
) -> HttpResponse:
    """The page again with all that was typed; sent again it is written over what others wrote."""
    marks = {f"mark-{one.name}": one.mark for one in clashes}
    data = request.POST.copy()
    for name, stamp in marks.items():
        data[name] = stamp
    form.data = data
    for row in rows:
        row.mark = next((one.mark for one in clashes if one.name == row.name("text")), row.mark)
    sent = {item.pk: (form, rows)}
    status = 409 if clashes else 422
    return _page(request, meeting, item.slug, sent=sent, clashes=clashes, status=status)


def _page(
    request: WorkRequest,
    meeting: Meeting,
    item: str,
    *,
    sent: Sent | None = None,
    clashes: list[Clash] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = MinutesPage(meeting)
    parts = page.parts(sent)
    slugs = [part.item.slug for part in parts]
    undone = next((part.item.slug for part in parts if not part.is_done), slugs[0] if slugs else "")
    current = item if item in slugs else undone
    for part, after in pairwise(parts):
        part.following = after
    context = {
        "meeting": meeting,
        "page": page,
        "parts": parts,
        "current": current,
        "clashes": clashes or [],
        "may_begin": may_begin(meeting),
        "may_write": meeting.state == MeetingState.HELD and meeting.minutes in WRITTEN,
        "crumbs": crumbs(Crumb(str(meeting), at(meeting))),
        "user": request.actor.user,
        "others": _others(request, page.items),
    }
    return render(request, "cases/minutes.html", context, status=status)
