"""The secretariat's page: everything late, unanswered, unowned, vacant and about to end."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body, Seat, Term
from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.nudging import in_words, nudge
from samspill.commitments.showing import MADE_FROM, shown
from samspill.common.keeping import kept
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Document

SHOWN = 10
REMINDED = 500
"""How many commitments one press reminds of; a second press takes those that come after."""
SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Part:
    """One kind of what needs attention."""

    slug: str
    label: str | Promise
    found: Callable[[datetime.date], CommitmentQuerySet]
    query: str
    may_remind: bool = True


PARTS = (
    Part(
        "forfalt",
        gettext_lazy("Late"),
        lambda date: Commitment.objects.overdue_on(date).exclude(owners_key=""),
        "eier=alle&forfalt=1",
    ),
    Part(
        "ubesvart",
        gettext_lazy("Due within two weeks, not reported on"),
        lambda date: Commitment.objects.due_within(14, date).unreported().exclude(owners_key=""),
        "eier=alle&status=ikke-rapportert",
    ),
    Part(
        "uten-eier",
        gettext_lazy("Without an owner"),
        lambda date: Commitment.objects.open().unowned(),
        "eier=ingen",
        may_remind=False,
    ),
)


@dataclass(frozen=True)
class ShownPart:
    """A part with the first of its rows as they are shown; empty when there are none."""

    slug: str
    label: str
    rows: str
    count: int
    has_more: bool
    query: str
    may_remind: bool


@dataclass(frozen=True)
class Ending:
    """A term or an agreement that ends soon."""

    label: str
    about: str
    on: datetime.date
    url: str


@work_page
def attention(request: WorkRequest) -> HttpResponse:
    """``/arbeid/sekretariat/``; sent back, it reminds of one thing or of all of a kind."""
    require(request.actor, "change", Commitment(partnership=request.partnership))
    if request.method == "POST":
        return _remind(request)
    date = today()
    at = request.partnership
    context = {
        "parts": kept(at, "attention-parts", make=lambda: _parts(date), made_from=MADE_FROM),
        "seats": kept(
            at, "attention", make=lambda: _seats(date), made_from=("bodies", "documents")
        ),
    }
    return render(request, "workspace/attention.html", context)


def _parts(date: datetime.date) -> list[ShownPart]:
    found = [
        list(part.found(date).by_due_date().select_related("result", "work")[: SHOWN + 1])
        for part in PARTS
    ]
    Commitment.objects.name_owners([one for some in found for one in some[:SHOWN]])
    return [_shown(part, some, date) for part, some in zip(PARTS, found, strict=True)]


def _shown(part: Part, found: list[Commitment], date: datetime.date) -> ShownPart:
    rows = [shown(one, date) for one in found[:SHOWN]]
    return ShownPart(
        slug=part.slug,
        label=str(part.label),
        rows=render_to_string("workspace/attention_rows.html", {"rows": rows}) if rows else "",
        count=part.found(date).count(),
        has_more=len(found) > SHOWN,
        query=part.query,
        may_remind=part.may_remind,
    )


def _seats(date: datetime.date) -> dict[str, object]:
    """What is vacant and what ends soon: the same for all of the secretariat."""
    vacant = Seat.objects.vacant_on(date).filter(body__in=Body.objects.on(date))
    count = vacant.count()
    ending = _ending(date)
    context = {
        "vacant": list(vacant.select_related("body").order_by("body__order", "order")[:SHOWN]),
        "vacant_count": count,
        "ending": ending,
    }
    shown_as = render_to_string("workspace/vacant_and_ending.html", context)
    return {"vacant": count, "ending": len(ending), "shown": shown_as}


def _ending(date: datetime.date) -> list[Ending]:
    terms = Term.objects.ending_within(SOON.days, after=date).select_related("seat__body")
    found = [
        Ending(
            term.seat.label,
            term.seat.body.title,
            term.valid_to,
            reverse("work:bodies:body", args=[term.seat.body.slug]),
        )
        for term in terms
        if term.valid_to
    ]
    documents = Document.objects.in_force_on(date).filter(valid_to__lte=date + SOON)
    found += [
        Ending(
            document.label,
            document.kind.name,
            document.valid_to,
            reverse("work:documents:document", args=[document.slug]),
        )
        for document in documents.select_related("kind")
        if document.valid_to
    ]
    return sorted(found, key=lambda one: one.on)


def _remind(request: WorkRequest) -> HttpResponse:
    one, every = request.POST.get("one", ""), request.POST.get("all", "")
    if one.isdecimal():
        asked = Commitment.objects.open().with_owners()
        chosen = [get_or_404(request.actor, asked, pk=int(one))]
    else:
        part = next((part for part in PARTS if part.slug == every and part.may_remind), None)
        found = part.found(today()) if part else Commitment.objects.none()
        chosen = list(found.by_due_date().with_owners()[:REMINDED])
    came = nudge(by=request.actor, partnership=request.partnership, commitments=chosen)
    messages.success(request, in_words(came))
    return HttpResponseRedirect(reverse("work:attention"))
