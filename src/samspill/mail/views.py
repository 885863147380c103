"""Signed in: what is sent from here, what waits, and what was not let through."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.permissions import OPERATOR, require, which
from samspill.common.work import get_or_404, work_page
from samspill.common.work_request import WorkRequest
from samspill.mail import actions
from samspill.mail.models import Message

UNSENT, SENT = 100, 50


@work_page
def outbox(request: WorkRequest) -> HttpResponse:
    """``/arbeid/post/``: what is not sent, and why, before what is; sends one again.

    Letters about signing in belong to no helsefellesskap where they concern nobody but their
    reader: no secretariat sees them, who runs the installation does.
    """
    require(request.actor, "change", Message(partnership=request.partnership))
    here = Q(partnership=request.partnership)
    if request.actor.holds(OPERATOR):
        here |= Q(partnership=None)
    mine = which(request.actor, Message.objects.filter(here))
    if request.method == "POST":
        key = request.POST.get("message", "")
        if not key.isdecimal():
            messages.error(request, _("Choose a letter first."))
        else:
            message = get_or_404(request.actor, mine, pk=int(key))
            actions.send_again(by=request.actor, message=message)
            messages.success(request, _("It will be sent again."))
        return HttpResponseRedirect(reverse("work:mail:outbox"))
    state = Message.State
    context = {
        "unsent": mine.exclude(state=state.SENT)[:UNSENT],
        "sent": mine.filter(state=state.SENT)[:SENT],
        "again": actions.AGAIN,
    }
    return render(request, "mail/outbox.html", context)
