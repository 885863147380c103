"""Signed in: what a party or a body has promised, what is due, what is late; the same for all."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspill.bodies.models import Body, CalendarEntry, Mandate
from samspill.bodies.representation import who_speaks_for
from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.showing import MADE_FROM, by_time
from samspill.common.keeping import kept
from samspill.common.models import today
from samspill.common.permissions import may, which
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Document, DocumentParty, Responsibility
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.states import PlanState
from samspill.workspace.standing import Figures, compared, figures_of

SHOWN = 25
ANSWERED = 10


@work_page
def party(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/parter/<slug>/``: signed, represented by, owed, late, answered, and compared."""
    date = today()
    found = get_or_404(request.actor, Party.objects.select_related("part_of"), slug=slug)
    at, roles = request.partnership, request.actor.roles
    owed = Commitment.objects.open_owed_by(parties=[found.pk])
    context = {
        "party": found,
        "figures": kept(
            at, "figures", found.pk, make=lambda: figures_of([found.pk], date).get(found.pk),
            made_from=MADE_FROM,
        ) or Figures(),
        "owed": kept(
            at, "owed", found.pk, roles, make=lambda: _owed(request, owed, date),
            made_from=MADE_FROM,
        ),
        "answered": kept(
            at, "answered", found.pk, roles,
            make=lambda: _answered(request, Q(owners__party=found)), made_from=MADE_FROM,
        ),
        "signed": kept(
            at, "signed", found.pk, roles, make=lambda: _signed(request, found, date),
            made_from=("documents", "parties"),
        ),
        "beside": kept(
            at, "beside", found.pk, make=lambda: _beside(found, date), made_from=MADE_FROM
        ),
        "speakers": kept(
            at, "speakers", found.pk, make=lambda: _speakers(found, date),
            made_from=("bodies", "parties"),
        ),
        "may_change": may(request.actor, "change", found),
    }  # fmt: skip
    return render(request, "workspace/standing_party.html", context)


def _beside(party: Party, date: datetime.date) -> SafeString:
    context = {"comparison": compared(party, date)}
    return render_to_string("workspace/beside.html", context)


def _speakers(party: Party, date: datetime.date) -> SafeString:
    context = {"representations": who_speaks_for(party, date)}
    return render_to_string("workspace/speakers.html", context)


def _owed(request: WorkRequest, owed: CommitmentQuerySet, date: datetime.date) -> dict[str, object]:
    """What is owed, the first due first, as it is shown; and whether there is more."""
    seen = which(request.actor, owed).by_due_date().with_owners()  # type: ignore[attr-defined]
    found = list(seen[: SHOWN + 1])
    context = {"groups": by_time(found[:SHOWN], date)}
    shown_as = render_to_string("workspace/owed.html", context)
    return {"shown": shown_as, "has_more": len(found) > SHOWN}


def _answered(request: WorkRequest, owed: Q) -> SafeString:
    """What was reported on last; reads no more than that, however much was reported before."""
    owes = Commitment.objects.filter(owed, owners__reported_on__isnull=False)
    latest = which(request.actor, owes).order_by("-owners__reported_on", "-owners__commitment")
    some = latest.select_related("result", "work")[: ANSWERED * 2]
    # A body that owes in several roles stands there once for each.
    context = {"answered": list({one.pk: one for one in some}.values())[:ANSWERED]}
    return render_to_string("workspace/answered.html", context)


def _signed(request: WorkRequest, party: Party, date: datetime.date) -> SafeString:
    in_force = which(request.actor, Document.objects.in_force_on(date))
    bound = DocumentParty.objects.on(date).filter(party=party, document__in=in_force)
    bound = bound.select_related("document__kind").order_by(
        "document__kind__order", "document__order", "document__slug"
    )
    return render_to_string("workspace/signed.html", {"bound": bound})


@work_page
def body(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organ/<slug>/``: its mandate, documents, measures, what it owes, its meetings."""
    date = today()
    found = get_or_404(request.actor, Body.objects.select_related("tier", "parent"), slug=slug)
    at, roles = request.partnership, request.actor.roles
    owed = Commitment.objects.open_owed_by(bodies=[found.pk])
    answers_for = Responsibility.objects.on(date).filter(body=found)
    documents = Document.objects.in_force_on(date).filter(pk__in=answers_for.values("document"))
    running = PlanEdition.objects.filter(state=PlanState.RUNNING)
    measures = Measure.objects.filter(edition__in=running, owners__body=found).distinct()
    context = {
        "body": found,
        "mandate": Mandate.objects.on(date).filter(body=found).first(),
        "owed": kept(
            at, "body-owed", found.pk, roles, make=lambda: _owed(request, owed, date),
            made_from=MADE_FROM,
        ),
        "answered": kept(
            at, "body-answered", found.pk, roles,
            make=lambda: _answered(request, Q(owners__body=found)), made_from=MADE_FROM,
        ),
        "documents": which(request.actor, documents).select_related("kind"),
        "measures": which(request.actor, measures).select_related("edition__plan", "area")[:SHOWN],
        "meetings": CalendarEntry.objects.filter(body=found, date__gte=date)[:ANSWERED],
    }  # fmt: skip
    return render(request, "workspace/standing_body.html", context)
