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
        for role in held.roles:
            where = f", {role.party}" if role.party else ""
            self.fields[f"role-{role.pk}"] = self._who(people, role.get_kind_display() + where)

    @staticmethod
    def _who(people: Any, label: str) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            people, required=False, label=label, empty_label=_("Nobody yet: leave it vacant")
        )

    def chosen(self, kind: str) -> dict[int, Person | None]:
        """Which successor for which seat or role."""
        start = f"{kind}-"
        return {
            int(name.removeprefix(start)): person
            for name, person in self.cleaned_data.items()
            if name.startswith(start)
        }


@work_page
def hand_over(request: WorkRequest, pk: int) -> HttpResponse:
    """Lists everything that the leaver holds, and hands it over in one go."""
    person = get_or_404(request.actor, Person.objects.all(), pk=pk)
    require(request.actor, "change", Assignment(partnership=request.partnership, person=person))
    held = actions.held_after(person, today())
    people = which(request.actor, Person.objects.exclude(pk=pk))
    crumbs = [
        Crumb(_("People and roles"), reverse("work:people:people")),
        Crumb(person.name, reverse("work:people:person", args=[pk])),
    ]
    nothing = Empty(
        _("There is nothing to hand over"), _("This person has no seat and no role after today.")
    )

    def write(valid: HandOverForm) -> int:
        return actions.hand_over(
            by=request.actor,
            person=person,
            last_day=valid.cleaned_data["last_day"],
            terms_to=valid.chosen("term"),
            roles_to=valid.chosen("role"),
            reason=valid.cleaned_data["reason"],
        )

    return edited(
        request,
        partial(HandOverForm, held=held, people=people, initial={"last_day": today()}),
        title=_("%(name)s leaves") % {"name": person.name},
        lead=_("Everything that this person holds. Choose who takes each; all of it is done at "
               "once."),
        crumbs=crumbs,
        button=_("Hand over"),
        write=write,
        said=_("Handed over. What nobody took is vacant from the day after."),
        instead=nothing if held.is_empty else None,
    )  # fmt: skip
