"""``/arbeid/sammenslaing/``: municipalities merge; what moves is shown before it does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.common.editing import edited
from samspill.common.forms import DateInput
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, work_page
from samspill.mergers import actions
from samspill.parties.models import Party


class MergeForm(forms.Form):
    """Who merges, from when, and what the new one is called."""

    parties: Any = forms.ModelMultipleChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Municipalities that merge"),
        widget=forms.CheckboxSelectMultiple(),
    )
    date = forms.DateField(
        label=gettext_lazy("The first day of the new municipality"), widget=DateInput()
    )
    name = forms.CharField(max_length=200, label=gettext_lazy("Name of the new municipality"))
    number = forms.CharField(max_length=4, label=gettext_lazy("Its municipality number"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = Party.objects.municipalities().on(today())  # type: ignore


@work_page
def merge(request: WorkRequest) -> HttpResponse:
    """Shows what a merger moves; sent once more with it seen, it is done."""
    require(request.actor, "merge", Party(partnership=request.partnership))

    def look(valid: MergeForm) -> dict[str, Any]:
        given = valid.cleaned_data
        moves = actions.moves_of(list(given["parties"]), given["date"])
        return {"moves": moves, "button": _("Merge them")}

    def write(valid: MergeForm) -> Party:
        given = valid.cleaned_data | {"parties": list(valid.cleaned_data["parties"])}
        return actions.merge(by=request.actor, **given)

    return edited(
        request,
        MergeForm,
        title=_("Merge municipalities"),
        lead=_("The old municipalities end on the day before. First you see everything that moves "
               "to the new one; nothing happens until you say so."),
        crumbs=[
            Crumb(_("Registers"), reverse("work:registers")),
            Crumb(_("Parties"), reverse("work:register", args=["parter"])),
        ],
        button=_("See what moves"),
        look=look,
        write=write,
        done=lambda new: reverse("work:people:party", args=[new.slug]),
        said=_("Merged. Look through what has moved."),
        template="mergers/merge.html",
    )  # fmt: skip
