"""Forms for meetings and their agendas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.cases.models import Case, Meeting
from samspill.common.forms import DateInput, TimeInput
from samspill.common.models import today
from samspill.parties.models import Region

NOT_CHOSEN = ("", "---------")


class MeetingForm(forms.Form):
    """A meeting as it is planned."""

    bodies: Any = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=_("Bodies that meet"), widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(required=False, max_length=200, label=_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    regions: Any = forms.ModelMultipleChoiceField(
        Region.objects.none(), required=False, label=_("Regions that are invited"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their municipalities are asked as guests, such as to a dialogue meeting."),
    )  # fmt: skip
    date = forms.DateField(widget=DateInput(), label=_("Date"))
    starts = forms.TimeField(required=False, widget=TimeInput(), label=_("Starts at"))
    ends = forms.TimeField(required=False, widget=TimeInput(), label=_("Ends at"))
    place = forms.CharField(required=False, max_length=200, label=_("Place"))
    link = forms.URLField(
        required=False, assume_scheme="https", label=_("Link to the digital meeting")
    )
    cases_by = forms.DateField(required=False, widget=DateInput(), label=_("Last day for cases"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bodies"]
        field.queryset = bodies
        invited: Any = self.fields["regions"]
        invited.queryset = Region.objects.on(today())

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is written."""
        left_out = ("bodies", "regions")
        return Meeting(**{k: v for k, v in self.cleaned_data.items() if k not in left_out})


class NewItemForm(forms.Form):
    """A case that waits, or something that is no case."""

    case: Any = forms.ModelChoiceField(Case.objects.none(), required=False, label=_("Case"))
    title = forms.CharField(
        required=False, max_length=300, label=_("Title"), help_text=_("Where it is no case.")
    )
    type = forms.ChoiceField(
        required=False, label=_("Type"), choices=[NOT_CHOSEN, *Case.Type.choices]
    )
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=1440, label=_("Minutes set aside")
    )
    body: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Body"),
        help_text=_("Whose item it is, where several meet together."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting: Any = self.fields["case"]
        there = meeting.items.exclude(case=None).values("case")
        waiting.queryset = cases.exclude(pk__in=there)
        bodies: Any = self.fields["body"]
        bodies.queryset = meeting.bodies.all()
