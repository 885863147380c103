"""The secretariat reminds by a press: of one thing, or of all of a kind. First it is told whom."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.commitments.attention import to_remind_of
from samspill.commitments.models import Commitment
from samspill.commitments.reminder_page import told_first
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page

REMINDED = 500
"""How many commitments one press reminds of; a second press takes those that come after."""


@work_page
@require_POST
def remind(request: WorkRequest) -> HttpResponse:
    """``/arbeid/forpliktelser/minn/``: goes back to what needs attention."""
    require(request.actor, "change", Commitment(partnership=request.partnership))
    one = request.POST.get("one", "")
    if one.isdecimal():
        asked = Commitment.objects.open().with_owners()
        chosen = [get_or_404(request.actor, asked, pk=int(one))]
    else:
        found = to_remind_of(request.POST.get("all", ""), today())
        chosen = list(found.by_due_date().with_owners()[:REMINDED])
    back = Crumb(_("Needs attention"), reverse("work:attention"))
    told = told_first(request, chosen, back)
    return render(request, "commitments/remind.html", told) if told else redirect(back.url)
