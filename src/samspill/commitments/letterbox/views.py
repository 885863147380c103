"""Without signing in, by what only the reader has: the end of reminders, and calendar feeds."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from samspill.commitments import actions, feeds
from samspill.commitments.actions.choices import choice_of, person_of_token
from samspill.commitments.models import ReminderChoice
from samspill.common.models import Partnership
from samspill.parties.models import Person

Pace = ReminderChoice.Pace


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """``/paminnelser/<token>/``: fewer reminders, or none. A mail program's one click ends them
    (RFC 8058), so no other proof is asked than the address itself."""
    partnership: Partnership | None = request.partnership  # type: ignore[attr-defined]
    try:
        if partnership is None:
            raise Http404
        person = person_of_token(token)
    except (signing.BadSignature, Person.DoesNotExist) as unknown:
        raise Http404("no such reminder") from unknown
    if request.method == "POST":
        try:
            actions.unsubscribe(person=person, pace=request.POST.get("pace", Pace.NEVER))
        except ValidationError as unknown:
            raise Http404("no such pace") from unknown
    context = {
        "choice": choice_of(person),
        "done": request.method == "POST",
        "choices": [Pace.WEEKLY, Pace.NEVER],
    }
    return _unkept(render(request, "commitments/unsubscribe.html", context))


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """``/kalender/<token>.ics``: due dates for a calendar program."""
    partnership: Partnership | None = request.partnership  # type: ignore[attr-defined]
    found = feeds.of_token(token) if partnership is not None else None
    if found is None:
        raise Http404("no such calendar")
    response = HttpResponse(feeds.as_ical(found), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="frister.ics"'
    return _unkept(response)
