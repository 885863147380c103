"""The signed-in person's own page: what is asked, which roles, which seats, what to do."""

from __future__ import annotations

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspill.bodies.models import Term
from samspill.commitments import reach
from samspill.commitments.models import Commitment
from samspill.commitments.showing import MADE_FROM, by_time
from samspill.common.actors import Actor
from samspill.common.keeping import kept
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
    actor = request.actor
    context = {
        "asked": kept(
            request.partnership,
            "asked",
            actor.roles,
            make=lambda: _asked(actor, date),
            made_from=MADE_FROM,
        ),
        "others": [
            partnership
            for partnership in partnerships_of(actor.user or 0)
            if partnership.pk != request.partnership.pk
        ],
        "mine": kept(
            request.partnership,
            "mine",
            actor.user,
            actor.roles,
            make=lambda: _mine(actor, date),
            made_from=("bodies", "documents", "parties"),
        ),
    }
    return render(request, "workspace/home.html", context)


def _asked(actor: Actor, date: datetime.date) -> SafeString:
    """How much is late, how much is soon due, and what is due first."""
    late, soon = Commitment.objects.late_and_soon(*reach.of_actor(actor), date=date, days=SOON)
    first = reach.first_asked_of(actor, SHOWN).with_owners()
    context = {"late": late, "soon": soon, "groups": by_time(first, date)}
    return render_to_string("workspace/asked.html", context)


def _mine(actor: Actor, date: datetime.date) -> SafeString:
    """The person's roles, seats and organisations; for the secretariat the drafts."""
    context: dict[str, object] = {
        "roles": actor.roles,
        "terms": Term.objects.on(date)
        .filter(person=actor.person or 0)
        .select_related("seat__body"),
        "parties": Party.objects.filter(pk__in=actor.targets("party", *reach.OF_A_PARTY)),
    }
    if actor.holds(SECRETARIAT):
        drafts = Edition.objects.filter(status=EditionStatus.DRAFT)
        context |= {"is_secretariat": True, "drafts": drafts.select_related("document__kind")}
    return render_to_string("workspace/mine.html", context)
