"""Forms about people: who somebody is, which role, where an invitation goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.common.forms import DateInput, why
from samspill.common.models import today
from samspill.parties.models import Assignment, Party, Person
from samspill.parties.personal import Kept


class RoleForm(forms.Form):
    """Which role, for which party, from when to when."""

    kind = forms.ChoiceField(choices=Assignment.Kind.choices, label=_("Role"))
    party: Any = forms.ModelChoiceField(
        Party.objects.none(),
        required=False,
        label=_("Party"),
        help_text=_("For a contact person or reporter."),
    )
    valid_from = forms.DateField(widget=DateInput(), label=_("From"))
    valid_to = forms.DateField(
        required=False,
        widget=DateInput(),
        label=_("To and including"),
        help_text=_("Leave empty until further notice."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.on(today())  # type: ignore[attr-defined]
        self.initial.setdefault("valid_from", today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in Assignment.FOR_A_PARTY and not cleaned.get("party"):
            self.add_error("party", _("Choose the party that the role is for."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first day."))
        return cleaned


class SamePersonForm(forms.Form):
    """Who is the same person, and that what moves has been seen."""

    other: Any = forms.ModelChoiceField(
        Person._base_manager.none(),
        label=_("Who is the same person"),
        help_text=_("All that this one has is given to the person of this page."),
    )
    reason = why()

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = people  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """Which kinds of personal data to remove, and why."""

    kinds = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple(), label=_("What is to be removed")
    )
    reason = forms.CharField(max_length=1000, label=_("Why"))

    def __init__(self, *args: Any, kept: Iterable[Kept], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.kind, one.label) for one in kept if one.can_go]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


class SignInStateForm(forms.Form):
    """Why a sign-in is closed or opened."""

    reason = why()


class InviteForm(forms.Form):
    """Where the invitation goes."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The person signs in with this address.")
    )
