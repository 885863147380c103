"""Signed in: groups under a body set up, and asked about when their time is over."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies import actions
from samspill.bodies.group_forms import FOLLOWED, GroupForm, ProlongForm
from samspill.bodies.models import Body
from samspill.bodies.views.bodies import crumbs_of
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import require
from samspill.common.ui import Empty
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
def set_up(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organer/<slug>/gruppe/``: a working committee, or one for a time (``?slag=``)."""
    every = Body.objects.select_related("tier")
    parent = get_or_404(request.actor, every, slug=slug)
    require(request.actor, "change", Body(partnership=request.partnership))
    kind = request.GET.get("slag", "")
    kind = kind if kind in Body.GROUPS else Body.Kind.WORKING_GROUP.value
    is_committee = kind == Body.Kind.COMMITTEE
    named = _("Working committee of %(body)s") % {"body": parent.short_name or parent.name}
    initial = {
        "kind": kind,
        "name": named if is_committee else "",
        "offices": [one.value for one in FOLLOWED] if is_committee else [],
        "valid_from": today(),
        "decided_by": parent,
    }

    def write(valid: GroupForm) -> Body:
        return actions.set_up_group(by=request.actor, parent=parent, **valid.act())

    return edited(
        request,
        partial(GroupForm, initial=initial),
        title=_("Set up a working committee") if is_committee else _("Set up a group for a time"),
        lead=_("It belongs under %(body)s, and stands on its page.") % {"body": parent.title},
        crumbs=crumbs_of(parent),
        button=_("Set it up"),
        write=write,
        done=lambda made: reverse("work:bodies:body", args=[made.slug]),
        said=_("It is set up. Now fill its seats, and plan its meetings."),
    )


@work_page
def prolong(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organer/<slug>/forleng/``: one that was to end goes on, by a decision."""
    every = Body.objects.select_related("parent", "tier")
    body = get_or_404(request.actor, every, slug=slug)
    require(request.actor, "change", body)

    def write(valid: ProlongForm) -> Body:
        return actions.prolong(by=request.actor, body=body, **valid.act())

    lasts = _("It was to last until %(date)s. Who may create it may also let it go on.")
    return edited(
        request,
        partial(ProlongForm, record=body),
        title=_("Let %(body)s go on") % {"body": body.title},
        lead=lasts % {"date": in_full(body.valid_to)} if body.valid_to else "",
        crumbs=crumbs_of(body),
        button=_("Let it go on"),
        write=write,
        instead=None if body.valid_to else Empty(_("It goes on until further notice already.")),
        said=_("It goes on."),
    )
