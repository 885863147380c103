"""The signed-in person's own page: what is asked, which roles, which seats, what to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.bodies.models import Term
from samspill.commitments import reach
from samspill.commitments.showing import by_time
from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT
from samspill.common.work import WorkRequest, work_page
from samspill.documents.models import Edition, EditionStatus
from samspill.parties.elsewhere import partnerships_of
from samspill.parties.models import Party

SOON = 14
SHOWN = 5


@work_page
def home(request: WorkRequest) -> HttpResponse:
    """``/arbeid/``: what is asked of me first; my organisation, my bodies; drafts to finish."""
    date = today()
    asked = reach.asked_of(request.actor)
    late = asked.overdue_on(date).count()
    soon = asked.due_within(SOON, date).count()
    mine = Term.objects.on(date).filter(person=request.actor.person or 0)
    context: dict[str, object] = {
        "terms": mine.select_related("seat__body"),
        "others": [
            partnership
            for partnership in partnerships_of(request.actor.user or 0)
            if partnership.pk != request.partnership.pk
        ],
        "parties": Party.objects.filter(pk__in=request.actor.targets("party", *reach.OF_A_PARTY)),
        "late": late,
        "soon": soon,
        "asked": by_time(asked.by_due_date().with_owners()[:SHOWN], date),
    }
    if request.actor.holds(SECRETARIAT):
        drafts = Edition.objects.filter(status=EditionStatus.DRAFT)
        context |= {
            "is_secretariat": True,
            "drafts": drafts.select_related("document__kind"),
        }
    return render(request, "workspace/home.html", context)
