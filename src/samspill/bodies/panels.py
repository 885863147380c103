"""Bodies and seats on the signed-in pages of a party, a body, oneself and the secretariat."""

from __future__ import annotations

import datetime
from typing import Any

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
    held = Term.objects.on(date).filter(person=request.actor.person or 0)
    terms = list(held.select_related("seat__body"))
    return {"terms": terms} if terms else None


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
