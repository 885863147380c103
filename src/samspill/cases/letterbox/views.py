"""Without signing in: whether one comes to a meeting, by the address in the call."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samspill.cases import actions
from samspill.cases.actions.telling import of_token
from samspill.cases.models import Call
from samspill.cases.states import MeetingState
from samspill.common.actors import program
from samspill.common.models import today


def answer_call(request: HttpRequest, token: str) -> HttpResponse:
    """``/motesvar/<token>/``: two buttons; what is pressed is the answer. The address itself is
    the proof, for this one meeting and until it is over. To open it says nothing: mail programs
    and virus scanners open what they find in letters."""
    if getattr(request, "partnership", None) is None:
        raise Http404
    try:
        found = of_token(token)
    except (signing.BadSignature, Call.DoesNotExist) as unknown:
        raise Http404("no such call") from unknown
    refused = ""
    if request.method == "POST":
        if request.POST.get("answer") not in ("yes", "no"):
            raise Http404("no such answer")
        try:
            comes = request.POST["answer"] == "yes"
            found = actions.answer(by=program("letter"), call=found, comes=comes)
        except ValidationError as error:
            refused = " ".join(error.messages)
    meeting = found.meeting
    context = {
        "call": found,
        "meeting": meeting,
        "bodies": list(meeting.bodies.order_by("order", "sort_key")),
        "is_open": found.withdrawn_at is None
        and meeting.state == MeetingState.CALLED
        and meeting.date >= today(),
        "done": request.method == "POST" and not refused,
        "refused": refused,
    }
    response = render(request, "cases/answer_call.html", context, status=422 if refused else 200)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
