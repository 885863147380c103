"""Forms that fit the tasks with seats: appoint, and name a substitute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Seat, Term
from samspill.common.actors import Actor
from samspill.common.forms import DateInput
from samspill.common.models import today
from samspill.common.permissions import may, which
from samspill.parties.models import Party, Person


class AppointForm(forms.Form):
    """Who, from when to when; and what to do with whoever sits there."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=_("Person"),
        help_text=_("Leave empty to record only the role."),
    )
    holder = forms.CharField(
        required=False,
        max_length=200,
        label=_("The role that the person has"),
        help_text=_("Such as «Kommunedirektør i Lierne»."),
    )
    party: Any = forms.ModelChoiceField(
        Party.objects.none(),
        required=False,
        label=_("Comes from"),
        help_text=_("Where the holder works or is elected; the seat may speak for another party."),
    )
    valid_from = forms.DateField(required=False, widget=DateInput(), label=_("From"))
    valid_to = forms.DateField(
        required=False,
        widget=DateInput(),
        label=_("To and including"),
        help_text=_("Leave empty until further notice."),
    )
    is_acting = forms.BooleanField(required=False, label=_("Acting, for the time being"))
    end_previous = forms.BooleanField(
        required=False, label=_("End the present term on the day before")
    )

    def __init__(
        self, *args: Any, actor: Actor, seat: Seat, running: Term | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat
        self.fields["person"].queryset = which(  # type: ignore[attr-defined]
            actor, Person.objects.filter(erased_on=None)
        )
        if may(actor, "change", Person(partnership_id=seat.partnership_id)):
            self.fields["person"].aside = _("Add a person")  # type: ignore[attr-defined]
        self.fields["party"].queryset = which(actor, Party.objects.on(today()))  # type: ignore[attr-defined]
        self.initial.setdefault("valid_from", today())
        self.initial.setdefault("end_previous", True)
        if running is None:
            del self.fields["end_previous"]
        elif running.holder:
            told = _("Whoever sits there now: «%(holder)s». The next one may be called otherwise.")
            self.fields["holder"].help_text = told % {"holder": running.holder}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("person") and not cleaned.get("holder"):
            self.add_error("person", _("Choose a person, or write the role below."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first day."))
        return cleaned

    def term(self) -> Term:
        """The term as it would be, not saved."""
        names = ("person", "holder", "party", "valid_from", "valid_to", "is_acting")
        return Term(
            partnership_id=self.seat.partnership_id,
            seat=self.seat,
            **{name: self.cleaned_data.get(name) for name in names},
        )


class SubstituteForm(AppointForm):
    """The same for a personal substitute."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_acting"]
