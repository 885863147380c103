"""What the bodies have decided, and when they meet, as feeds (Atom, RFC 4287) to follow."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Prefetch
from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Meeting
from samspill.cases.public.decisions import of_body, with_names
from samspill.cases.states import open_agenda
from samspill.common.addresses import address
from samspill.common.markdown import to_html
from samspill.common.moments import in_full
from samspill.common.public.page import PublicRequest, public_page
from samspill.common.texts import seen

MADE_FROM = ("bodies", "cases", "parties")
SHOWN = 50
ATOM = "application/atom+xml; charset=utf-8"


class Entry(NamedTuple):
    """One thing in a feed; ``html`` is what anyone may read of it."""

    title: str
    link: str
    on: datetime.date
    html: str


@public_page(made_from=MADE_FROM, parameters=("organ",))
def decisions(request: PublicRequest) -> HttpResponse:
    """``/vedtak/feed/?organ=psu``: the latest decisions, of all bodies or of one."""
    body = _body(request)
    found = AgendaItem.objects.decided().select_related("meeting", "case", "body")
    if body is not None:
        found = found.filter(of_body(body.slug))
    latest = with_names(found.order_by(F("meeting__date").desc(), "-pk"))[:SHOWN]
    entries = [_decision(request, one) for one in latest]
    return _feed(request, _("Decisions"), "public:decisions", body, entries)


@public_page(made_from=MADE_FROM, parameters=("organ",))
def meetings(request: PublicRequest) -> HttpResponse:
    """``/moter/feed/?organ=psu``: meetings that are called or have been, the latest first."""
    body = _body(request)
    found = Meeting.objects.of(body) if body is not None else Meeting.objects.all()
    items = AgendaItem.objects.public().select_related("case").order_by("position")
    latest = (
        found.filter(open_agenda())
        .order_by("-date", "-pk")
        .prefetch_related("bodies", Prefetch("items", items))[:SHOWN]
    )
    entries = [_meeting(request, one) for one in latest]
    return _feed(request, _("Meetings"), "public:meetings", body, entries)


def _body(request: PublicRequest) -> Body | None:
    """The body that is asked for; None for all.

    Raises:
        Http404: there is no such body.
    """
    slug = request.GET.get("organ", "")
    if not slug:
        return None
    found = Body.objects.filter(slug=slug[:100]).first()
    if found is None:
        raise Http404("no such body")
    return found


def _decision(request: PublicRequest, item: AgendaItem) -> Entry:
    meeting = item.meeting
    bodies = [item.body] if item.body else list(meeting.bodies.all())
    numbers = ", ".join(one.written for one in item.case.numbers.all()) if item.case else ""
    named = f"{numbers} {item}".strip()
    who = " + ".join(one.title for one in bodies)
    where = address(request.partnership, "public:meeting", meeting.slug)
    return Entry(
        f"{named} – {item.get_outcome_display()}, {who}",
        f"{where}#{item.slug}",
        meeting.approved_on or meeting.date,
        to_html(item.decision) + to_html(item.reason),
    )


def _meeting(request: PublicRequest, meeting: Meeting) -> Entry:
    who = " + ".join(one.title for one in meeting.bodies.all())
    agenda = "\n".join(f"1. {_plain(str(one))}" for one in meeting.items.all())
    return Entry(
        f"{who}, {in_full(meeting.date)}: {meeting.get_state_display()}",
        address(request.partnership, "public:meeting", meeting.slug),
        meeting.approved_on or meeting.date,
        to_html(agenda),
    )


def _plain(title: str) -> str:
    """A title within a list in Markdown, as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in title)


def _feed(
    request: PublicRequest, name: str, page: str, body: Body | None, entries: Iterable[Entry]
) -> HttpResponse:
    about = f"{name}: {body.title}" if body else name
    feed = Atom1Feed(
        title=f"{about} – {request.partnership.name}",
        link=address(request.partnership, page),
        description="",
        language=get_language() or "nb",
        feed_url=request.build_absolute_uri(),
    )
    for one in entries:
        moment = datetime.datetime.combine(one.on, datetime.time(12), get_current_timezone())
        feed.add_item(
            title=seen(one.title),
            link=one.link,
            unique_id=one.link,
            description=seen(one.html),
            pubdate=moment,
            updateddate=moment,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)
