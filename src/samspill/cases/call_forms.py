"""Forms for the call to a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.cases.models import AgendaItem, Meeting
from samspill.parties.models import Region


class GuestForm(forms.Form):
    """Somebody without a seat: a role, no name."""

    role = forms.CharField(
        max_length=200, label=_("Role"),
        help_text=_("Such as «Fastlege fra legevakta». Write no name."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "The secretary, the secretariat and whoever runs Samspill see it. It is removed "
            "90 days after the meeting, also from the e-mail that was sent. Backups keep "
            "it longer."
        ),
    )
    item: Any = forms.ModelChoiceField(
        AgendaItem.objects.none(), required=False, label=_("Only to the item"),
        help_text=_("Empty: to all of the meeting."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = meeting.items.select_related("case")


class RegionsForm(forms.Form):
    """The regions whose municipalities are invited."""

    regions: Any = forms.ModelMultipleChoiceField(
        Region.objects.none(), required=False, label=_("Regions that are invited"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["regions"]
        field.queryset = Region.objects.on(meeting.date)
        self.initial.setdefault("regions", list(meeting.regions.all()))
