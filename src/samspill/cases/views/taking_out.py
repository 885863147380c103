"""Signed in: an item taken out of minutes that everyone can read."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.forms.approving import TakeOutForm
from samspill.cases.models import AgendaItem
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.common.editing import Danger, edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
def take_out(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``…/punkt/<item>/ta-ut/``: what stands in open minutes and should not have stood there."""
    meeting = the_meeting(request, slug)
    require(request.actor, "change", meeting)
    every = AgendaItem.objects.select_related("meeting", "case").filter(meeting=meeting)
    found = get_or_404(request.actor, every, slug=item)

    def write(valid: TakeOutForm) -> AgendaItem:
        return actions.take_out(by=request.actor, item=found, **valid.cleaned_data)

    return edited(
        request,
        partial(TakeOutForm, record=found),
        title=_("Take out of the open minutes"),
        lead=_lead(found),
        crumbs=crumbs(Crumb(str(meeting), at(meeting)), Crumb(str(found), f"{at(meeting)}#{item}")),
        button=Danger(_("Take it out")),
        write=write,
        said=_("It is taken out: nobody reads it any longer without a seat in who meets."),
        instead=_nothing_to_take(found),
    )


def _lead(item: AgendaItem) -> str:
    told = _(
        "Everyone reads the statute and today's date in its place. Those with a seat still read "
        "it, and it stays as it was approved. What is owed because of it is closed to others too. "
        "What has been downloaded or sent by e-mail is not taken back."
    )
    if item.case is None or not item.case.is_open:
        return told
    still = _("The case itself stays open: exempt it too if its texts tell the same.")
    return f"{told} {still}"


def _nothing_to_take(item: AgendaItem) -> Empty | None:
    if not item.meeting.are_minutes_open:
        return Empty(
            _("The minutes are not open to everyone"),
            _("Exempt the item where the minutes are written."),
        )
    if not item.is_public:
        return Empty(_("It is exempt already"), item.exempt_statute)
    return None
