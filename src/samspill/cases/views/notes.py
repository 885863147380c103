"""Signed in: one's own notes on the items of a meeting, kept as they are typed; nobody else's."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.cases.actions import notes as actions
from samspill.cases.models import AgendaItem, Note
from samspill.cases.views.meetings import at, the_meeting
from samspill.common.moments import time_of_day
from samspill.common.permissions import which
from samspill.common.texts import typed
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page(in_turn=False)
@require_POST
def note(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``…/punkt/<item>/notat/``: keeps the note; sent to, it shows nothing."""
    meeting = the_meeting(request, slug)
    found = get_or_404(request.actor, AgendaItem.objects.filter(meeting=meeting), slug=item)
    text, base = typed(request.POST.get("text", "")), request.POST.get("base", "")
    is_script = request.headers.get("Accept") == "application/json"
    try:
        kept = actions.keep_note(by=request.actor, item=found, text=text, base=base)
    except ValidationError as refused:
        told = " ".join(refused.messages)
        if is_script:
            return JsonResponse({"told": told}, status=422)
        messages.error(request, told)
        return HttpResponseRedirect(f"{at(meeting)}#{found.slug}")
    told = _("Kept at %(time)s") % {"time": time_of_day(timezone.now())}
    if is_script:
        return JsonResponse({"told": told, "base": kept.base, "text": kept.text})
    messages.success(request, told)
    return HttpResponseRedirect(f"{at(meeting)}#{found.slug}")


@work_page
def mine(request: WorkRequest) -> HttpResponse:
    """``/arbeid/moter/mine-notater/``: all of one's own notes in one file, to take along."""
    own = which(request.actor, Note.objects.all()).select_related("item__meeting", "item__case")
    lines = []
    for one in own.order_by(F("item__meeting__date").desc(), "item__position"):
        meeting = one.item.meeting
        lines += [f"# {meeting}", f"## {one.item}", one.text, ""]
    text = "\n\n".join(lines) or _("You have no notes.")
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="notater.md"'
    return answer
