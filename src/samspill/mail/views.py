"""Signed in: what is sent from here, what waits, and what was not let through."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.permissions import require, which
from samspill.common.work import get_or_404, work_page
from samspill.common.work_request import WorkRequest
from samspill.mail import actions
from samspill.mail.models import Message

UNSENT, SENT = 100, 50


@work_page
def outbox(request: WorkRequest) -> HttpResponse:
    """``/arbeid/post/``: what is not sent, and why, before what is; sends one again."""
    require(request.actor, "change", Message(partnership=request.partnership))
    mine = which(request.actor, Message.objects.filter(partnership=request.partnership))
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
        "again": [state.REFUSED, state.UNCERTAIN],
    }
    return render(request, "mail/outbox.html", context)
