"""Several records of a register at once: chosen in the list, shown, and ended all or none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.forms import DateInput
from samspill.common.house import registers
from samspill.common.models import DatedRecord, today
from samspill.common.permissions import may, require, which
from samspill.common.registers import Register
from samspill.common.work import WorkRequest, work_page

AT_MOST = 500


class EndManyForm(forms.Form):
    """The last day of all of them, and why."""

    last_day = forms.DateField(
        label=gettext_lazy("The last day that they hold"), widget=DateInput()
    )
    reason = forms.CharField(
        label=gettext_lazy("Why (may be left empty)"), required=False, max_length=1000
    )


@work_page
def end_many(request: WorkRequest, register: str) -> HttpResponse:
    """``/arbeid/register/<register>/avslutt/?id=1&id=2``: ends what was chosen in the list."""
    kind = registers().get(register)
    if kind is None or kind.parent or not issubclass(kind.model, DatedRecord):
        raise Http404("nothing to end here")
    require(request.actor, "change", kind.model(partnership=request.partnership))
    chosen = _chosen(request, kind)
    form = EndManyForm(request.POST or None, initial={"last_day": today()})
    if request.method == "POST" and form.is_valid() and chosen:
        try:
            _end_all(request.actor, chosen, **form.cleaned_data)
        except ValidationError as refused:
            for said in refused.messages:
                form.add_error(None, said)
        else:
            count = len(chosen)
            said = ngettext("%(count)d ended.", "%(count)d ended.", count) % {"count": count}
            messages.success(request, said)
            return HttpResponseRedirect(reverse("work:register", args=[kind.slug]))
    status = 422 if form.is_bound and form.errors else 200
    context = {"register": kind, "chosen": chosen, "form": form}
    return render(request, "workspace/end_many.html", context, status=status)


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
        record.valid_to = last_day
        try:
            actions.save(by=by, record=record, action="end", reason=reason)
        except ValidationError as problem:
            refused.append(f"{record}: {' '.join(problem.messages)}")
    if refused:
        raise ValidationError([_("None was ended."), *refused])
