"""The signed-in person's own page: which roles, which seats, what to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT
from samspill.common.work import WorkRequest, work_page
from samspill.documents.models import Edition, EditionStatus
from samspill.parties.elsewhere import partnerships_of
from samspill.parties.models import Party

SOON = 60


@work_page
def home(request: WorkRequest) -> HttpResponse:
    """``/arbeid/``: my roles and seats; for the secretariat also what is vacant and what ends."""
    date = today()
    mine = Term.objects.on(date).filter(person=request.actor.person or 0)
    context: dict[str, object] = {
        "terms": mine.select_related("seat__body"),
        "others": [
            partnership
            for partnership in partnerships_of(request.actor.user or 0)
            if partnership.pk != request.partnership.pk
        ],
        "parties": Party.objects.filter(pk__in=request.actor.targets("party", "contact")),
    }
    if request.actor.holds(SECRETARIAT):
        vacant = Seat.objects.vacant_on(date).filter(body__in=Body.objects.on(date))
        ending = Term.objects.ending_within(SOON, after=date)
        drafts = Edition.objects.filter(status=EditionStatus.DRAFT)
        context |= {
            "is_secretariat": True,
            "vacant": vacant.select_related("body").order_by("body__order", "order")[:30],
            "vacant_count": vacant.count(),
            "ending": ending.select_related("seat__body", "person").order_by("valid_to")[:30],
            "drafts": drafts.select_related("document__kind"),
        }
    return render(request, "workspace/home.html", context)
