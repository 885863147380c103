"""Undoing what was just written, or the last change of a record: shown first, then done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.common.editing import edited
from samspill.common.models import AuditEntry
from samspill.common.permissions import which
from samspill.common.putting_back import undo as put_back
from samspill.common.ui import Crumb, Empty
from samspill.common.undoing import AT_MOST, in_the_way
from samspill.common.work import WorkRequest, work_page


@work_page
def undo(request: WorkRequest, entries: str) -> HttpResponse:
    """``/arbeid/angre/1,2/``: the changes, and a button that puts all back as it was."""
    found = _entries(request, entries)
    problems = in_the_way(found)

    def write(valid: forms.Form) -> int:
        return put_back(by=request.actor, entries=found)

    return edited(
        request,
        forms.Form,
        title=_("Undo"),
        lead="" if problems else _(
            "This is put back as it was. The log keeps both what was done and that it was undone."
        ),
        crumbs=[Crumb(_("My page"), reverse("work:home"))],
        button=_("Undo"),
        write=write,
        said=_told,
        instead=Empty(_("It cannot be undone"), " ".join(problems)) if problems else None,
        template="workspace/undo.html",
        context={"entries": found},
    )  # fmt: skip


def _told(count: int) -> str:
    said = ngettext("Undone.", "Undone: %(count)d things are as they were.", count)
    return said % {"count": count}


def _entries(request: WorkRequest, named: str) -> list[AuditEntry]:
    """Those that were asked for: one's own, and what one may read in the log."""
    asked = named.split(",")[: AT_MOST + 1]
    keys = [int(key) for key in asked if key.isascii() and key.isdigit() and len(key) < 19]
    chosen: Any = AuditEntry.objects.filter(pk__in=keys)
    seen = which(request.actor, chosen).values("pk")
    found = list(chosen.filter(Q(pk__in=seen) | Q(user=request.actor.user)).order_by("-pk"))
    if not found or len(found) < len(set(keys)):
        raise Http404("no such change")
    return found
