"""Several records of a register at once: chosen in the list, shown, and ended all or none."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.editing import edited
from samspill.common.forms import DateInput, why
from samspill.common.house import registers
from samspill.common.models import DatedRecord, today
from samspill.common.permissions import may, require, which
from samspill.common.registers import Register
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, work_page

AT_MOST = 500


class EndManyForm(forms.Form):
    """The last day of all of them, and why."""

    last_day = forms.DateField(
        label=gettext_lazy("The last day that they hold"), widget=DateInput()
    )
    reason = why()


@work_page
def end_many(request: WorkRequest, register: str) -> HttpResponse:
    """``/arbeid/register/<register>/avslutt/?id=1&id=2``: ends what was chosen in the list."""
    kind = registers().get(register)
    if kind is None or kind.parent or not issubclass(kind.model, DatedRecord):
        raise Http404("nothing to end here")
    require(request.actor, "change", kind.model(partnership=request.partnership))
    chosen = _chosen(request, kind)
    none = Empty(_("Nothing is chosen"), _("Go back to the list and tick those that are to end."))

    def write(valid: EndManyForm) -> int:
        _end_all(request.actor, chosen, **valid.cleaned_data)
        return len(chosen)

    return edited(
        request,
        partial(EndManyForm, initial={"last_day": today()}),
        title=_("End several"),
        crumbs=[
            Crumb(_("Registers"), reverse("work:registers")),
            Crumb(str(kind.many), reverse("work:register", args=[kind.slug])),
        ],
        button=_("End"),
        write=write,
        said=lambda count: (
            ngettext("%(count)d ended.", "%(count)d ended.", count) % {"count": count}
        ),
        instead=None if chosen else none,
        template="workspace/end_many.html",
        context={"chosen": chosen},
    )


def _chosen(request: WorkRequest, kind: Register) -> list[Any]:
    given = request.POST if request.method == "POST" else request.GET
    keys = [int(key) for key in given.getlist("id")[:AT_MOST] if key.isascii() and key.isdigit()]
    found = which(request.actor, kind.model._default_manager.filter(pk__in=keys))
    return [record for record in found if may(request.actor, "change", record)]


@transaction.atomic
def _end_all(by: Actor, chosen: list[Any], *, last_day: Any, reason: str) -> None:
    """Ends every one, or raises ValidationError with what is in the way of each, and ends none."""
    refused = []
    for record in chosen:
        record.end_on(last_day)
        try:
            actions.save(by=by, record=record, action="end", reason=reason)
        except ValidationError as problem:
            refused.append(f"{record}: {' '.join(problem.messages)}")
    if refused:
        raise ValidationError([_("None was ended."), *refused])
