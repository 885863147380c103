"""``/arbeid/sammenslaing/``: municipalities merge; what moves is shown before it does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.common.editing import Danger, edited
from samspill.common.forms import DateInput
from samspill.common.house import names_of_models
from samspill.common.models import AuditEntry, today
from samspill.common.permissions import require
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.mergers import actions, taking_back
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
        done=lambda new: reverse("work:mergers:merged", args=[new.slug]),
        said=_("Merged. Look through what has moved."),
        template="mergers/merge.html",
        context={"made": named_today(taking_back.made())},
    )  # fmt: skip


def named_today(entries: list[AuditEntry]) -> list[Party]:
    """The municipalities that the entries tell of."""
    found = Party.objects.in_bulk([one.object_id for one in entries])
    return [found[one.object_id] for one in entries if one.object_id in found]


def by_kind(entries: list[AuditEntry]) -> dict[str, list[str]]:
    """What the entries tell of, kind by kind, each once."""
    names = {model._meta.label_lower: str(name) for model, name in names_of_models().items()}
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        found.setdefault(names[entry.model], {})[entry.object] = None
    return {name: list(objects) for name, objects in found.items()}


@work_page
def merged(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/sammenslaing/<slug>/``: all that a merger did, and taking it back."""
    new = get_or_404(request.actor, Party.objects.all(), slug=slug)
    require(request.actor, "merge", new)
    entries = taking_back.done_by(new)
    if not entries:
        raise Http404("no merger made it")
    problems = taking_back.in_the_way(new, entries)

    def write(valid: forms.Form) -> int:
        return taking_back.take_back(by=request.actor, new=new)

    lead = _("%(name)s came out of a merger. All that was done stands here. As long as nothing was "
             "built on it, it can be taken back whole.")  # fmt: skip
    return edited(
        request,
        forms.Form,
        title=_("Merger: %(name)s") % {"name": new.name},
        lead=lead % {"name": new.name},
        crumbs=[
            Crumb(_("Registers"), reverse("work:registers")),
            Crumb(_("Merge municipalities"), reverse("work:mergers:merge")),
        ],
        button=Danger(_("Take the merger back")),
        write=write,
        said=_("The merger is taken back. Everything is as it was before it."),
        instead=Empty(_("It cannot be taken back"), " ".join(problems)) if problems else None,
        template="mergers/merged.html",
        context={"done": by_kind(entries), "party": new},
    )
