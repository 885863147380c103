"""``/arbeid/folk/<pk>/overlat/``: somebody leaves; who takes what."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies import actions
from samspill.bodies.models import Term
from samspill.common.aside import added, aside
from samspill.common.editing import edited
from samspill.common.forms import DateInput, why
from samspill.common.models import today
from samspill.common.permissions import require, which
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Assignment, Person


class HandOverForm(forms.Form):
    """The last day, and a successor for each seat and role; empty leaves it vacant."""

    last_day = forms.DateField(widget=DateInput(), label=gettext_lazy("The last day"))
    reason = why()

    def __init__(self, *args: Any, held: actions.Holdings, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for term in held.terms:
            label = f"{term.seat.label}, {term.seat.body.title}"
            self.fields[f"term-{term.pk}"] = self._who(people, label)
            self.fields[f"title-{term.pk}"] = self._title(term)
        for role in held.roles:
            where = f", {role.party}" if role.party else ""
            self.fields[f"role-{role.pk}"] = self._who(people, role.get_kind_display() + where)

    @staticmethod
    def _who(people: Any, label: str) -> forms.ModelChoiceField:
        choice: Any = forms.ModelChoiceField(
            people, required=False, label=label, empty_label=_("Nobody yet: leave it vacant")
        )
        choice.aside = _("Add a person")
        return choice

    @staticmethod
    def _title(term: Term) -> forms.CharField:
        told = _("Until now: «%(holder)s». Leave empty where it is not known.")
        return forms.CharField(
            required=False,
            max_length=200,
            label=_("The successor's role: %(seat)s") % {"seat": term.seat.label},
            help_text=told % {"holder": term.holder} if term.holder else "",
        )

    def chosen(self, kind: str) -> dict[int, Person | None]:
        """Which successor for which seat or role."""
        start = f"{kind}-"
        return {
            int(name.removeprefix(start)): person
            for name, person in self.cleaned_data.items()
            if name.startswith(start)
        }

    @property
    def titles(self) -> dict[int, str]:
        """What each successor is called."""
        return {term.pk: self.cleaned_data[f"title-{term.pk}"] for term in self.held.terms}


@work_page
def hand_over(request: WorkRequest, pk: int) -> HttpResponse:
    """Lists everything that the leaver holds, and hands it over in one go."""
    person = get_or_404(request.actor, Person.objects.all(), pk=pk)
    require(request.actor, "change", Assignment(partnership=request.partnership, person=person))
    if away := aside(request, reverse("work:people:new_person")):
        return away
    held = actions.held_after(person, today())
    people = which(request.actor, Person.objects.exclude(pk=pk))
    crumbs = [
        Crumb(_("People and roles"), reverse("work:people:people")),
        Crumb(person.name, reverse("work:people:person", args=[pk])),
    ]
    nothing = Empty(
        _("There is nothing to hand over"), _("This person has no seat and no role after today.")
    )

    initial = {"last_day": today()} | added(request)

    def write(valid: HandOverForm) -> int:
        return actions.hand_over(
            by=request.actor,
            person=person,
            last_day=valid.cleaned_data["last_day"],
            terms_to=valid.chosen("term"),
            titles=valid.titles,
            roles_to=valid.chosen("role"),
            reason=valid.cleaned_data["reason"],
        )

    return edited(
        request,
        partial(HandOverForm, held=held, people=people, initial=initial),
        title=_("%(name)s leaves") % {"name": person.name},
        lead=_("Everything that this person holds. Choose who takes each; all of it is done at "
               "once."),
        crumbs=crumbs,
        button=_("Hand over"),
        write=write,
        said=_("Handed over. What nobody took is vacant from the day after."),
        instead=nothing if held.is_empty else None,
    )  # fmt: skip
