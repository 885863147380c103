"""What a member says of minutes, and what is put right in them afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Seat
from samspill.common.forms import LongText, OfARecord


class ObjectForm(forms.Form):
    """What is wrong in minutes that were sent, said from a seat."""

    seat = forms.ChoiceField(label=_("You say this for"))
    text = forms.CharField(
        max_length=5000, widget=LongText, label=_("What is wrong, and how should it stand?")
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(one.pk): one for one in seats}
        field: Any = self.fields["seat"]
        field.choices = [(key, one.label) for key, one in self.seats.items()]

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class CorrectForm(forms.Form):
    """What is put right in approved minutes."""

    text = forms.CharField(
        max_length=10_000, widget=LongText, label=_("What is put right?"),
        help_text=_("It stands under the minutes with today's date. It cannot be changed later."),
    )  # fmt: skip


class TakeOutForm(OfARecord):
    """What an item of open minutes is exempt by, and why it is taken out now."""

    stands_for = {"statute": "exempt_statute"}

    statute = forms.CharField(
        max_length=200, label=_("Exempt by"), help_text=_("Such as offentleglova § 13.")
    )
    reason = forms.CharField(
        max_length=1000, label=_("Why is it taken out?"),
        help_text=_("It stands in the log. Do not tell what it was."),
    )  # fmt: skip
