"""What is being typed in a form is kept as its writer's draft, and offered when it is opened again.

A form with a long text is sent here every few seconds by ``frontend/src/unsaved.js``, to the form's
own address, so that whoever may not write there keeps nothing there either. Without the script
nothing is kept and nothing else is different. A draft is no fact: it is written without an entry
in the audit trail, which would show it to others.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from samspill.common import moments
from samspill.common.models import Unsaved
from samspill.common.permissions import require, which
from samspill.common.refusals import too_large
from samspill.common.work_request import WorkRequest

KEPT = datetime.timedelta(days=14)
"""How long a draft is kept after it was last typed in."""
KEPT_BYTES = 2_000_000
FIELD = "unsaved"
TAKE = "kladd"
NOT_KEPT = ("csrfmiddlewaretoken", "password", FIELD)
SINGLE = (forms.TextInput, forms.Textarea, forms.Select)


@dataclass(frozen=True)
class Keeping:
    """What the page of a form tells of its draft.

    ``differs`` is the draft's text where it is otherwise than what the form shows, by label;
    ``is_taken`` says that the form shows the draft.
    """

    differs: tuple[tuple[str, str], ...] = ()
    is_taken: bool = False
    when: str = ""
    until: str = ""
    field: str = FIELD

    @property
    def limit(self) -> str:
        """How many bytes a form may be; beyond it the page does not send it at all."""
        return str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    @property
    def too_long(self) -> str:
        return too_large()


def is_draft(request: HttpRequest) -> bool:
    """Whether it is something typed that was sent, to be kept and not to be saved."""
    return request.method == "POST" and bool(request.POST.get(FIELD, ""))


def keeps_draft(response: HttpResponse) -> bool:
    """Whether an answer is that of :func:`answered`."""
    return getattr(response, "keeps_draft", False)


def answered(request: WorkRequest, form: Any) -> HttpResponse | None:
    """Keeps or throws away the draft where that is what was sent; None for anything else."""
    if not is_draft(request):
        return None
    response: HttpResponse
    if request.POST[FIELD] == "forget":
        forget(request)
        messages.success(request, _("The draft is thrown away."))
        response = HttpResponseRedirect(request.path)
    else:
        response = _keep(request)
    response.keeps_draft = True  # type: ignore[attr-defined]
    return response


def typed_in(request: HttpRequest) -> str:
    """What was sent with a form, fit to be kept: without passwords and what proves the sender."""
    typed = request.POST.copy()
    for name in NOT_KEPT:
        typed.pop(name, None)
    return typed.urlencode()


def _keep(request: WorkRequest) -> HttpResponse:
    data = typed_in(request)
    if len(data) > KEPT_BYTES:
        told = _("This is too long to be kept as a draft. Save it before you leave the page.")
        return JsonResponse({"told": told}, status=413)
    who: Any = request.actor.user
    require(request.actor, "change", Unsaved(partnership=request.partnership, user_id=who))
    now = timezone.now()
    draft = Unsaved(
        partnership=request.partnership,
        user_id=who,
        path=request.path_info[:500],
        data=data,
        at=now,
    )
    Unsaved.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["partnership", "user", "path"],
        update_fields=["data", "at"],
    )
    return JsonResponse({"told": _("Draft kept at %(time)s") % {"time": moments.time_of_day(now)}})


def offer(request: WorkRequest, form: Any) -> None:
    """Tells the form's page of its draft: offered, taken, or that one will be kept.

    A form without a long text, or that cannot be filled again (``kept``), gets nothing. A draft
    that says the same as the form is let be: there is nothing to offer.
    """
    if not hasattr(form, "is_kept") or not _has_long_text(form):
        return
    form.keeping = Keeping()
    draft = _of(request).first()
    if draft is None or (form.is_bound and form.errors):
        return
    when = moments.day_and_time(draft.at)
    if _is_asked_for(request) and request.kept is not None:
        form.is_kept = False
        form.keeping = Keeping(is_taken=True, when=when)
    elif differs := _differences(form, QueryDict(draft.data)):
        form.keeping = Keeping(differs=differs, when=when, until=moments.day(draft.at + KEPT))


def _is_asked_for(request: HttpRequest) -> bool:
    return request.method == "GET" and TAKE in request.GET


def _has_long_text(form: Any) -> bool:
    return any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())


def _differences(form: Any, typed: QueryDict) -> tuple[tuple[str, str], ...]:
    found = []
    for field in form.visible_fields():
        if isinstance(field.field.widget, SINGLE) and field.html_name in typed:
            text = _plain(typed[field.html_name])
            if text != _plain(field.value()):
                found.append((str(field.label), text))
    return tuple(found)


def _plain(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def taken(request: WorkRequest) -> QueryDict | None:
    """The draft, where the page is asked to show it in its fields."""
    if not _is_asked_for(request):
        return None
    draft = _of(request).first()
    return QueryDict(draft.data) if draft else None


def forget(request: WorkRequest) -> None:
    """Throws away the actor's draft of the form at this address."""
    _of(request).delete()


def forget_old_drafts() -> int:
    """Throws away the drafts that nobody has typed in for ``KEPT``, in every helsefellesskap.

    Returns:
        how many they were.
    """
    with scopes_disabled():
        count, _by_model = Unsaved.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count


def _of(request: WorkRequest) -> models.QuerySet[Unsaved]:
    drafts = which(request.actor, Unsaved.objects.all())
    return drafts.filter(path=request.path_info[:500], at__gte=timezone.now() - KEPT)
