"""Meetings for calendar programs, open to everyone: what they know them by is as in the calls."""

from __future__ import annotations

import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.calendars import event_of, feed_of
from samspill.cases.models import Meeting
from samspill.common.public.page import PublicRequest, public_page

BACK = datetime.timedelta(days=365)
MOST = 1000


@public_page(made_from=("bodies", "cases"), parameters=("organ",))
def meetings(request: PublicRequest) -> HttpResponse:
    """``/moter/kalender.ics?organ=psu``: the meetings of a body, or of all; a year back and on."""
    found = Meeting.objects.filter(date__gte=request.as_of.date - BACK)
    name = _("Meetings")
    if slug := request.GET.get("organ", ""):
        body = Body.objects.filter(slug=slug).first()
        if body is None:
            raise Http404("no such body")
        found, name = found.of(body), body.title
    bodies = Prefetch("bodies", Body.objects.order_by("order", "sort_key"))
    listed = found.in_order().prefetch_related(bodies)[:MOST]
    partnership = request.partnership
    events = (event_of(partnership, one) for one in listed)
    calendar = feed_of(partnership, f"{partnership.short_name}: {name}", events)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="moter.ics"'
    return response
