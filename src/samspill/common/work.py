"""Pages for those who are signed in: who acts, what is refused, and text that is not lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar, overload
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common import audit, content, offline, undoing
from samspill.common.actors import Actor
from samspill.common.files.receiving import receive
from samspill.common.files.storing import kept_if_named
from samspill.common.formerly import called_before
from samspill.common.labels import with_names
from samspill.common.models import AuditEntry, today
from samspill.common.permissions import NotAllowed, which
from samspill.common.refused import note_refusal
from samspill.common.roles import actor_of, at_home_in
from samspill.common.submissions import earlier, note, take_turn
from samspill.common.unsaved import KEPT_BYTES, is_draft, keeps_draft, taken, typed_in
from samspill.common.work_request import WorkRequest

__all__ = [
    "KEPT_FORM",
    "Elsewhere",
    "WorkRequest",
    "demand_first",
    "get_or_404",
    "keep_form",
    "work_page",
]

KEPT_FORM = "kept_form"
KEPT_SECONDS = 24 * 3600


View = Callable[..., HttpResponse]
Demand = Callable[[WorkRequest], str]
_demands: list[Demand] = []
M = TypeVar("M", bound=Model)


class Elsewhere(Exception):
    """There is something to do first, at this address."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


def demand_first(demand: Demand) -> Demand:
    """Registers what somebody must have done before any page of work: says where, or nothing."""
    if demand not in _demands:
        _demands.append(demand)
    return demand


@overload
def work_page(view: View) -> View: ...


@overload
def work_page(*, in_turn: bool = True, files: str = "") -> Callable[[View], View]: ...


def work_page(view: View | None = None, *, in_turn: bool = True, files: str = "") -> Any:
    """Makes a view a page for those with a role: signs in first, refuses in words.

    A form that was sent after the session had ended is kept, and stands there filled in again
    after signing in (``request.kept``); so does a draft that is asked for. What was sent to an
    address that only takes, and shows nothing, can be sent again by a button. Answers are never
    kept by a browser or a proxy.

    What is sent is one transaction, and in a helsefellesskap one at a time: all of it is saved when
    the answer sends the browser on, and nothing when it refuses, files too. What it changed is told
    of once, at its end. The same form sent twice is saved once. A draft waits for nobody.

    Args:
        in_turn: False for a page that saves what is the sender's alone, such as what was read from
            a large file: then nobody waits for it.
        files: the folder of the files that come with it (``common/files/storing.py``). They are
            looked at, and written to the disk, before the turn is taken.
    """
    if view is None:
        return partial(work_page, in_turn=in_turn, files=files)

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        if request.partnership is None:
            raise Http404("no helsefellesskap is loaded")
        act = partial(_acted, view, request, args, kwargs)
        try:
            if request.method != "POST":
                return _uncached(act())
            if is_draft(request):
                return _uncached(_typed(act))
            with kept_if_named():
                if files:
                    receive(request.FILES, files)
                return _uncached(_sent(act, request, in_turn))
        except Elsewhere as first:
            if request.method == "POST":
                keep_form(request)
            return _uncached(HttpResponseRedirect(first.address))
        except NotAllowed as refused:
            note_refusal(request)
            context = {"refused": refused}
            return _uncached(render(request, "common/not_allowed.html", context, status=403))

    answer.is_work_page = True  # type: ignore[attr-defined]
    return answer


def _acted(view: View, request: Any, args: Any, kwargs: Any) -> HttpResponse:
    request.actor = actor_of(request.user, request.partnership, today())
    if not request.actor.roles:
        return _without_role(request)
    for demand in _demands:
        if address := demand(request):
            raise Elsewhere(address)
    request.kept = _take_kept(request) or taken(request)
    response = view(request, *args, **kwargs)
    response.headers[offline.HEADER] = offline.reader_of(request.user.pk)
    if response.status_code == 405 and request.kept is not None:
        return render(request, "common/again.html", {"kept": request.kept.lists()})
    return response


def _without_role(request: Any) -> HttpResponse:
    """Leads on: to where one has a role, at once where that is one place and nothing was asked."""
    places = at_home_in(request.user, request.actor, today())
    if len(places) == 1 and request.method == "GET" and request.path == reverse("work:home"):
        return HttpResponseRedirect(f"/hf/{places[0].slug}/arbeid/")
    note_refusal(request)
    return render(request, "common/no_role.html", {"at_home_in": places}, status=403)


def _sent(act: Callable[[], HttpResponse], request: Any, in_turn: bool) -> HttpResponse:
    with transaction.atomic():
        if in_turn:
            take_turn(request.partnership)
        if location := earlier(request):
            return _saved_before(request, location)
        with audit.collected() as written, content.told_once():
            response = act()
            if response.status_code >= 400:
                transaction.set_rollback(True)
        if isinstance(response, HttpResponseRedirect):
            if not note(request, response.url):
                location = earlier(request)
                transaction.set_rollback(True)
                return _saved_before(request, location)
            _offer_undoing(request, written)
        return response


def _saved_before(request: Any, location: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(location)


def _typed(act: Callable[[], HttpResponse]) -> HttpResponse:
    """Keeps what is being typed: its writer's alone, so that nobody waits for it.

    A page that does anything else with it is taken back.
    """
    with transaction.atomic():
        response = act()
        if not keeps_draft(response):
            transaction.set_rollback(True)
            return HttpResponseBadRequest()
        return response


def _offer_undoing(request: Any, written: list[AuditEntry]) -> None:
    """Lets the next page offer to undo what was written, where all of it can be."""
    if undoing.can_be_offered(written):
        request.session[undoing.UNDO] = [entry.pk for entry in written]
    elif written:
        request.session.pop(undoing.UNDO, None)


def get_or_404(actor: Actor, objects: QuerySet[M], action: str = "see", **lookup: Any) -> M:
    """The one object that the actor may see; 404 for any other, so that nothing is told of it.

    An earlier name in the address leads to it as well.
    """
    found = which(actor, with_names(objects.filter(**lookup)), action).first()
    if found is None and set(lookup) == {"slug"}:
        found = called_before(which(actor, with_names(objects), action), lookup["slug"])
    if found is None:
        raise Http404(f"no such {objects.model._meta.verbose_name}")
    return found


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        keep_form(request)
    address = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseRedirect(address)


def keep_form(request: HttpRequest) -> None:
    """Keeps what was typed in the session that follows over to the signed-in one.

    Where it is known who typed it, nobody else is shown it who signs in by the same browser.
    """
    data = typed_in(request)
    if len(data) <= KEPT_BYTES:
        request.session[KEPT_FORM] = {
            "path": request.path,
            "data": data,
            "at": time.time(),
            "user": getattr(request, "ended_user", request.user.pk),
        }


def _take_kept(request: HttpRequest) -> QueryDict | None:
    kept = request.session.get(KEPT_FORM)
    if not kept or request.method != "GET" or kept["path"] != request.path:
        return None
    del request.session[KEPT_FORM]
    if kept["user"] not in {None, request.user.pk}:
        return None
    return QueryDict(kept["data"]) if time.time() - kept["at"] < KEPT_SECONDS else None
