"""Bodies and seats on the signed-in pages of a party, a body, oneself and the secretariat."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, CalendarEntry, Mandate, Seat, Term
from samspill.bodies.representation import who_speaks_for
from samspill.common.panels import Fact
from samspill.common.work_request import WorkRequest
from samspill.parties.models import Party

SHOWN = 10
SOON = datetime.timedelta(days=60)


def speakers(request: WorkRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """Who speaks for the party, body by body."""
    return {"representations": who_speaks_for(party, date)}


def mandate_and_meetings(request: WorkRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """What the body is for, and when it meets next."""
    return {
        "mandate": Mandate.objects.on(date).filter(body=body).first(),
        "meetings": CalendarEntry.objects.filter(body=body, date__gte=date)[:SHOWN],
    }


def my_seats(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any] | None:
    """Where one sits."""
    if not request.actor.person:
        return None
    held = Seat.objects.held_on(date, pk=request.actor.person).select_related("body")
    ends = Coalesce("term__valid_to", "followed_term__valid_to")
    seats = list(held.annotate(ends=ends).order_by("body__order", "order"))
    return {"seats": seats} if seats else None


def vacant_and_ending(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any]:
    """Seats that nobody holds, and terms that end within two months."""
    vacant = Seat.objects.vacant_on(date).filter(body__in=Body.objects.on(date))
    count = vacant.count()
    soon = Term.objects.ending_within(SOON.days, after=date).select_related("seat__body")
    ending = list(soon.order_by("valid_to", "pk"))
    return {
        "vacant": list(vacant.select_related("body").order_by("body__order", "order")[:SHOWN]),
        "vacant_count": count,
        "ending": ending,
        "facts": [
            Fact(_("Vacant seats"), count, "ledige"),
            Fact(_("Terms that end soon"), len(ending), "utloper"),
        ],
    }
