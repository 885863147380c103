"""Signed in: what those represented say before a meeting, and what they are told after it."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.cases.actions import represented as actions
from samspill.cases.forms.represented import AskBeforeForm, RemarkForm
from samspill.cases.models import AgendaItem, FollowUp, Meeting, Remark
from samspill.cases.represented import may_be_spoken_to, reads_of, speaker_of
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.commitments.models import Commitment
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.ready import put_with, together
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party

DAYS_BEFORE = 2


@work_page
def remark(request: WorkRequest, slug: str, party: str) -> HttpResponse:
    """``…/innspill/<party>/``: one field to those who speak for the party at the meeting."""
    meeting = the_meeting(request, slug)
    return _said(request, meeting, get_or_404(request.actor, Party.objects.all(), slug=party))


def _said(request: WorkRequest, meeting: Meeting, of: Party) -> HttpResponse:
    """The field, filled with what the party has said before."""
    own = Remark(partnership=request.partnership, meeting=meeting, party=of)
    require(request.actor, "change", own)
    items = which(request.actor, AgendaItem.objects.filter(meeting=meeting))
    read = together(
        said=Remark.objects.filter(meeting=meeting, party=of).values_list("text"),
        items=items.select_related("case").order_by("position"),
    )
    said = next((text for (text,) in read["said"]), "")

    sent = _("It is sent to those who speak for %(party)s in the meeting.") % {"party": of}

    def write(valid: RemarkForm) -> Remark | None:
        text = valid.cleaned_data["text"]
        return actions.say(by=request.actor, meeting=meeting, party=of, text=text)

    return edited(
        request,
        partial(RemarkForm, said=said),
        title=_("Say something before the meeting: %(party)s") % {"party": of},
        crumbs=crumbs(Crumb(_named(meeting), at(meeting))),
        button=_("Send"),
        write=write,
        done=f"{at(meeting)}#representert",
        said=lambda made: sent if made else _("What you said is taken back."),
        instead=_closed(meeting),
        template="cases/remark.html",
        context={
            "meeting": meeting,
            "party": of,
            "items": read["items"],
        },
    )


def _named(meeting: Meeting) -> str:
    bodies = " + ".join(one.short_name or one.name for one in meeting.bodies.all())
    return f"{bodies}, {in_full(meeting.date)}"


def _closed(meeting: Meeting) -> Empty | None:
    if may_be_spoken_to(meeting, today()):
        return None
    if meeting.date < today():
        return Empty(_("The meeting is over. Nothing more is said to it here."))
    return Empty(_("The meeting is not called yet. When it is, you can say something here."))


@work_page
def ask(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/spor/``: a representative asks those represented what they say, by a day."""
    meeting = the_meeting(request, slug)
    speaker = speaker_of(request.actor, together(**reads_of(request.actor, meeting)))
    if speaker is None:
        raise NotAllowed(request.actor, "ask", meeting)
    names = ", ".join(one.party.name for one in speaker.may_be_asked)
    proposed = max(today(), meeting.date - datetime.timedelta(days=DAYS_BEFORE))

    def write(valid: AskBeforeForm) -> int:
        return actions.ask_before(by=request.actor, meeting=meeting, **valid.cleaned_data)

    lead = _(
        "They get the agenda and one field in their inbox, and an e-mail where an address is "
        "entered: %(names)s."
    )
    nobody_left = Empty(_("All have been asked, or have said something already."))
    return edited(
        request,
        partial(AskBeforeForm, due_on=proposed),
        title=_("Ask those you speak for"),
        lead=lead % {"names": names} if names else "",
        crumbs=crumbs(Crumb(_named(meeting), at(meeting))),
        button=_("Ask"),
        write=write,
        done=f"{at(meeting)}#representert",
        said=lambda _asked: _(
            "They are asked, in their inbox. Whoever has an e-mail address gets an e-mail."
        ),
        instead=_closed(meeting) or (None if names else nobody_left),
    )


@work_page
def asked_before(request: WorkRequest, pk: int) -> HttpResponse:
    """``…/spurt/<number>/``: the field, from what is asked in the ledger."""
    asked = Commitment.objects.exclude(owedremark=None).select_related("owedremark__thing")
    found = get_or_404(request.actor, asked, pk=pk)
    owner = found.owners.select_related("party").exclude(party=None).first()
    if owner is None or owner.party is None:
        raise Http404("no party is asked")
    return _said(request, found.owedremark.thing, owner.party)


@work_page
def decided(request: WorkRequest, pk: int) -> HttpResponse:
    """``…/bestemt/<number>/``: what a meeting decided, what concerns the party, and a yes to it."""
    every = Commitment.objects.exclude(owedreading=None)
    found = get_or_404(request.actor, every.select_related("owedreading__thing"), pk=pk)
    if request.method == "POST":
        return _confirmed(request, found)
    meeting: Meeting = found.owedreading.thing
    read = together(
        owners=found.owners.select_related("party"),
        bodies=meeting.bodies.order_by("order", "sort_key"),
        items=_decided_at(meeting),
    )
    put_with(found, owners=read["owners"])
    put_with(meeting, bodies=read["bodies"])
    party = next((one.party for one in read["owners"] if one.party), None)
    items = read["items"]
    mine = {one.pk: _concerns(one, party) for one in items}
    context = {
        "commitment": found,
        "meeting": meeting,
        "party": party,
        "concerning": [one for one in items if mine[one.pk]],
        "others": [one for one in items if not mine[one.pk]],
        "owed": [
            each for one in items for each in one.follow_ups.all() if each.party == party and party
        ],
        "may_confirm": found.state == "open" and may(request.actor, "answer", found),
        "crumbs": crumbs(Crumb(_named(meeting), at(meeting))),
    }
    return render(request, "cases/decided.html", context)


def _confirmed(request: WorkRequest, commitment: Commitment) -> HttpResponse:
    require(request.actor, "answer", commitment)
    try:
        actions.confirm_read(by=request.actor, commitment=commitment)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Thank you. It is noted that you have read it."))
    return HttpResponseRedirect(request.path)


def _decided_at(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What anyone may read of what came of the meeting's items."""
    items = AgendaItem.objects.public().filter(meeting=meeting).exclude(outcome="")
    follow_ups = FollowUp.objects.select_related("party", "body")
    return (
        items.select_related("case")
        .prefetch_related("case__parties", Prefetch("follow_ups", follow_ups))
        .order_by("position")
    )


def _concerns(item: AgendaItem, party: Any) -> bool:
    """Whether an item is about the party: its case names it, or it is to do something."""
    case = item.case
    named = case is not None and (party in case.parties.all() or case.proposer_id == party.pk)
    return named or any(one.party_id == party.pk for one in item.follow_ups.all())
