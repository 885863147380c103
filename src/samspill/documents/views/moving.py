"""Signed in: a provision is moved by a button, by the keyboard, or by being dragged."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common.work import WorkRequest, work_page
from samspill.documents import actions
from samspill.documents.contents import contents, flat
from samspill.documents.models import ProvisionText
from samspill.documents.views.editions import order_of
from samspill.documents.views.provisions import text_of_address

WAYS = {"opp": "up", "ned": "down", "inn": "in", "ut": "out"}
PLACES = {"foran": "before", "etter": "after", "under": "under"}


@work_page
@require_POST
def move_provision(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/bestemmelser/<pk>/flytt/``: one step, or beside or under another provision.

    ``retning`` is opp, ned, inn or ut; else ``plass`` is foran, etter or under, and ``til`` the
    other one. The page's script asks for JSON: what was done in words, and the order there is now.
    """
    found = text_of_address(request, slug, edition, pk)
    where = PLACES.get(request.POST.get("plass", ""), "")
    status, is_moved = 200, True
    try:
        if where and (to := request.POST.get("til", "")).isdecimal():
            other = text_of_address(request, slug, edition, int(to))
            actions.place_provision(by=request.actor, text=found, where=where, other=other)
        else:
            way = WAYS.get(request.POST.get("retning", ""), "down")
            is_moved = actions.step_provision(by=request.actor, text=found, way=way)
        told = _told(found, is_moved=is_moved)
    except ValidationError as refused:
        status, told = 422, refused.messages[0]
    if request.headers.get("Accept") == "application/json":
        order = [[node.text.pk, node.level] for node in flat(contents(found.edition))]
        return JsonResponse({"told": told, "order": order}, status=status)
    if status != 200:
        messages.error(request, told)
    return HttpResponseRedirect(order_of(slug, edition, found.provision.slug))


def _told(text: ProvisionText, *, is_moved: bool) -> str:
    """Where the provision stands now, for those who do not see the list."""
    if not is_moved:
        return _("%(provision)s cannot be moved further that way.") % {"provision": text}
    text.refresh_from_db()
    siblings = ProvisionText.objects.filter(edition=text.edition, parent=text.parent)
    before = siblings.filter(position__lt=text.position).order_by("position").last()
    if before is not None:
        told = _("%(provision)s now stands after %(other)s.")
        return told % {"provision": text, "other": before}
    if text.parent is not None:
        told = _("%(provision)s now stands first under %(other)s.")
        return told % {"provision": text, "other": text.parent}
    return _("%(provision)s now stands first.") % {"provision": text}
