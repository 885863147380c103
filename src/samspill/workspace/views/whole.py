"""The helsefellesskap itself: what it says of itself, and which of its lists are whole."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common import actions
from samspill.common.editing import edited
from samspill.common.forms import RecordForm, record_form
from samspill.common.models import Partnership
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, work_page

SAID = ("tagline", "about", "search_words")
"""What the secretariat writes, beside which lists are whole (``all_…_entered``)."""


def fields() -> tuple[str, ...]:
    """What is asked, in its order."""
    whole = [field.name for field in Partnership._meta.fields if field.name.endswith("_entered")]
    return (*whole, *SAID)


@work_page
def whole(request: WorkRequest) -> HttpResponse:
    """``/arbeid/helsefellesskapet/``: until a list is said whole, nothing is missing there."""
    record = Partnership.objects.get(pk=request.partnership.pk)
    require(request.actor, "change", record)

    def write(valid: RecordForm) -> Partnership:
        version = valid.cleaned_data["version"]
        return actions.save(by=request.actor, record=valid.instance, version=version)

    return edited(
        request,
        partial(record_form(Partnership, fields()), instance=record),
        title=_("The helsefellesskap itself"),
        crumbs=[Crumb(_("Registers"), reverse("work:registers"))],
        lead=_("Until a list is said to be whole, the pages say only what is entered in it."),
        write=write,
    )
