"""Meetings: a year of them, held against what is agreed, and a page for each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import (
    AgendaItem,
    Attendance,
    Case,
    CaseNumber,
    Disagreement,
    FollowUp,
    Meeting,
    Proposal,
    Recusal,
    SideVotes,
)
from samspill.cases.papers.files import papers_of
from samspill.cases.public.decisions import feed_of
from samspill.cases.public.members import members_of
from samspill.cases.public.papers import reader_of
from samspill.cases.public.targets import targets_of_year
from samspill.cases.public.wheel import wheel_of
from samspill.cases.public.years import year_asked
from samspill.cases.states import CaseState, MeetingState
from samspill.cases.withheld import Withheld, as_anyone_reads
from samspill.cases.words import ToldState, outcome_of, state_of
from samspill.common.moments import in_full
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ready import put_with, together
from samspill.common.ui import Crumb

MADE_FROM = ("bodies", "cases", "documents", "parties", "plans")
CASES = 5
"""How many of the cases that are on their way the page of meetings names."""
NEAR, MONTHS = 3, range(1, 13)
"""How many months with meetings are shown open; those later in the year are folded."""
BEFORE, AFTER = 4, 2
"""How many years around the one that is shown are led to."""
CALENDAR = range(datetime.MINYEAR, datetime.MAXYEAR + 1)
NAMED = ("slug", "name", "short_name", "order", "sort_key", "tier__name", "tier__order")


@dataclass(frozen=True)
class Shown:
    """A meeting in the list."""

    meeting: Meeting
    bodies: list[Body]
    told: ToldState

    @property
    def title(self) -> str:
        """Who meets."""
        return " + ".join(one.title for one in self.bodies)


@public_page(made_from=MADE_FROM, parameters=("ar", "organ"))
def meetings(request: PublicRequest) -> HttpResponse:
    """``/moter/?ar=2021&organ=asu``: the meetings of a year, and how many there should be."""
    date = request.as_of.date
    year = year_asked(request.GET.get("ar", "")) or date.year
    every = list(Meeting.objects.in_year(year).in_order().prefetch_related(_bodies()))
    bodies = sorted(
        {b for one in every for b in one.bodies.all()}, key=lambda b: (b.order, b.sort_key)
    )
    chosen = next((one for one in bodies if one.slug == request.GET.get("organ")), None)
    shown = [
        Shown(one, list(one.bodies.all()), state_of(one, date))
        for one in every
        if chosen is None or chosen in one.bodies.all()
    ]
    coming = [one for one in shown if one.meeting.date >= date]
    context = {
        "crumbs": [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Meetings"))],
        "year": year,
        "years": _years(year),
        "bodies": [(one, _of(every, one)) for one in bodies],
        "chosen": chosen,
        "feed": feed_of(request, "meeting_feed", chosen.slug if chosen else ""),
        "every": len(_held_or_to_be(every)),
        "today": date,
        "coming": _by_month(coming)[:NEAR],
        "later": _by_month(coming)[NEAR:],
        "wheel": None
        if chosen
        else wheel_of(year, [(one.meeting, one.bodies) for one in shown], date),
        "months": _months(shown),
        "been": _by_month([one for one in shown if one.meeting.date < date]),
        "targets": targets_of_year(every, year),
        "on_their_way": Case.objects.public()
        .filter(state=CaseState.ACCEPTED)
        .newest_first()[:CASES],
    }
    return render(request, "cases/public/meetings.html", context)


@public_page(made_from=MADE_FROM, forwards=lambda: Meeting.objects.all())
def meeting(request: PublicRequest, slug: str) -> HttpResponse:
    """``/moter/<slug>/``: who meets, what they treat, and what came of it once it is approved."""
    date = request.as_of.date
    found = Meeting.objects.filter(slug=slug).select_related("source")
    found = found.prefetch_related(_bodies(), "regions")
    shown = next(iter(found), None)
    if shown is None:
        raise Http404("no such meeting")
    is_past = shown.date < date
    agenda = _items(shown) if shown.is_agenda_open else []
    items = [
        (one, None if isinstance(one, Withheld) else outcome_of(one.outcome, is_past=is_past))
        for one in agenda
    ]
    listed = Shown(shown, list(shown.bodies.all()), state_of(shown, date))
    context = {
        "crumbs": [
            Crumb(_("Front page"), page_url(request, "home")),
            Crumb(_("Meetings"), f"{page_url(request, 'meetings')}"),
            Crumb(in_full(shown.date)),
        ],
        "meeting": shown,
        "listed": listed,
        "is_past": is_past,
        "items": items,
        **_after(shown),
        "members": members_of(shown) if is_past else [],
        "papers": papers_of(shown, reader_of(shown)),
    }
    return render(request, "cases/public/meeting.html", context)


def _bodies() -> Prefetch[Any]:
    named = Body.objects.select_related("tier").only(*NAMED)
    return Prefetch("bodies", named.order_by("order", "sort_key"))


def _of(meetings: list[Meeting], body: Body) -> int:
    return sum(1 for one in _held_or_to_be(meetings) if body in one.bodies.all())


def _held_or_to_be(meetings: list[Meeting]) -> list[Meeting]:
    """Those that are counted: cancelled ones are listed, and counted nowhere."""
    return [one for one in meetings if one.state != MeetingState.CANCELLED]


def _items(meeting: Meeting) -> list[AgendaItem | Withheld]:
    numbers = CaseNumber.objects.only("case", "body", "written")
    follow_ups = FollowUp.objects.select_related("party", "body")
    every = AgendaItem.objects.filter(meeting=meeting).numbered().with_openness()
    found = list(
        every.select_related("case", "body").prefetch_related(
            Prefetch("case__numbers", numbers), Prefetch("follow_ups", follow_ups)
        )
    )
    of = {"item__meeting": meeting}
    under = together(
        proposals=Proposal.objects.filter(**of).select_related("seat"),
        recusals=Recusal.objects.filter(**of).select_related("seat", "substitute"),
        side_votes=SideVotes.objects.filter(**of).select_related("side"),
        disagreements=Disagreement.objects.filter(**of),
    )
    for item in found:
        mine = {name: [r for r in rows if r.item_id == item.pk] for name, rows in under.items()}
        put_with(item, **mine)
    return as_anyone_reads(found)


def _after(meeting: Meeting) -> dict[str, list[Any]]:
    """Who came, by side, and what was put right; only once the minutes are open to all."""
    if not meeting.are_minutes_open:
        return {"attendance": [], "corrections": []}
    came = Attendance.objects.filter(meeting=meeting).select_related("seat__side", "substitute")
    read = together(came=came.order_by("seat__order"), corrections=meeting.corrections.all())
    ordered = sorted(read["came"], key=_side)
    by_side = [(str(name), list(of)) for (_place, name), of in groupby(ordered, key=_side)]
    return {"attendance": by_side, "corrections": read["corrections"]}


def _side(one: Attendance) -> tuple[int, str]:
    side = one.seat.side
    return (side.order, side.name) if side else (1000, _("Others"))


def _by_month(shown: list[Shown]) -> list[tuple[str, list[Shown]]]:
    by = groupby(shown, key=lambda one: one.meeting.date.month)
    return [(date_format(datetime.date(2000, month, 1), "F"), list(of)) for month, of in by]


def _months(shown: list[Shown]) -> list[tuple[str, list[Shown]]]:
    """Every month with its meetings, those without any too."""
    by = {number: [one for one in shown if one.meeting.date.month == number] for number in MONTHS}
    return [(date_format(datetime.date(2000, number, 1), "M"), by[number]) for number in MONTHS]


def _years(year: int) -> list[int]:
    """The year that is shown, those around it that have meetings, and both ends.

    One meeting of each is asked for, however many there are.
    """
    around = [one for one in range(year - BEFORE, year + AFTER + 1) if one in CALENDAR]
    every = Meeting.objects.only("date")
    asked = {f"of_{one}": every.in_year(one)[:1] for one in around}
    read = together(first=every.order_by("date")[:1], last=every.order_by("-date")[:1], **asked)
    return sorted({year, *(one.date.year for rows in read.values() for one in rows)})
