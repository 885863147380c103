"""Forms for planning: a year at once, one meeting moved, one called in minutes."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body
from samspill.cases.forms.meetings import MeetingForm
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common.forms import LONG_TEXT, DateInput, LongText, OfARecord, TimeInput, why
from samspill.common.models import today

ROWS = 12


class CancelForm(OfARecord):
    """Why there is no meeting, for those who were called."""

    reason = why()


class YearForm(forms.Form):
    """The meetings of a body in a year: what they share, and a row for each."""

    body: Any = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"))
    starts = forms.TimeField(required=False, widget=TimeInput(), label=gettext_lazy("Starts at"))
    ends = forms.TimeField(required=False, widget=TimeInput(), label=gettext_lazy("Ends at"))
    place = forms.CharField(required=False, max_length=200, label=gettext_lazy("Place"))
    link = forms.URLField(
        required=False, assume_scheme="https", label=gettext_lazy("Link to the digital meeting")
    )
    days_before = forms.IntegerField(
        required=False, min_value=0, max_value=180,
        label=gettext_lazy("Last day for cases: so many days before"),
    )  # fmt: skip
    is_tentative = forms.BooleanField(
        required=False, label=gettext_lazy("The days are not confirmed yet")
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = bodies
        for number in range(1, ROWS + 1):
            self.fields[f"date_{number}"] = forms.DateField(
                required=False, widget=DateInput(), label=_("Day %(number)d") % {"number": number}
            )
            self.fields[f"place_{number}"] = forms.CharField(
                required=False, max_length=200, label=_("Another place")
            )

    @property
    def shared(self) -> list[Any]:
        """The fields that all the meetings share."""
        return [field for field in self.visible_fields() if not field.name[-1].isdigit()]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """A day and a place for each meeting."""
        numbers = range(1, ROWS + 1)
        return [(self[f"date_{number}"], self[f"place_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: it ends before it starts, there is no day, or the same day twice.
        """
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["starts"] >= given["ends"]:
            self.add_error("ends", _("It ends before it starts."))
        days: dict[datetime.date, int] = {}
        for number in range(1, ROWS + 1):
            day = given.get(f"date_{number}")
            if day is not None and day in days:
                self.add_error(f"date_{number}", _("The day stands there twice."))
            elif day is not None:
                days[day] = number
        if not days and not self.errors:
            raise ValidationError(_("Give at least one day."))
        return given

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings as they would be, in order."""
        given = self.cleaned_data
        before = given["days_before"]
        made = [
            Meeting(
                date=given[f"date_{number}"],
                starts=given["starts"],
                ends=given["ends"],
                place=given[f"place_{number}"] or given["place"],
                link=given["link"],
                cases_by=None
                if before is None
                else given[f"date_{number}"] - datetime.timedelta(days=before),
                state=MeetingState.TENTATIVE if given["is_tentative"] else MeetingState.PLANNED,
            )
            for number in range(1, ROWS + 1)
            if given[f"date_{number}"]
        ]
        return sorted(made, key=lambda one: one.date)


class ChangeMeetingForm(OfARecord):
    """When, where and how a meeting is."""

    title = forms.CharField(required=False, max_length=200, label=gettext_lazy("Title"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Meeting.Kind.choices)
    date = forms.DateField(widget=DateInput(), label=gettext_lazy("Date"))
    starts = forms.TimeField(required=False, widget=TimeInput(), label=gettext_lazy("Starts at"))
    ends = forms.TimeField(required=False, widget=TimeInput(), label=gettext_lazy("Ends at"))
    place = forms.CharField(required=False, max_length=200, label=gettext_lazy("Place"))
    link = forms.URLField(
        required=False, assume_scheme="https", label=gettext_lazy("Link to the digital meeting")
    )
    cases_by = forms.DateField(
        required=False, widget=DateInput(), label=gettext_lazy("Last day for cases")
    )
    host = forms.CharField(required=False, max_length=200, label=gettext_lazy("Host"))
    led_by = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("Led by"),
        help_text=gettext_lazy("Whose turn it is, or the role of who leads. Write no name."),
    )  # fmt: skip

    def __init__(self, *args: Any, record: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in set(self.fields) - {"version"}:
            self.initial.setdefault(name, getattr(record, name))

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: it ends before it starts.
        """
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["starts"] >= given["ends"]:
            self.add_error("ends", _("It ends before it starts."))
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """What the meeting is to be."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AtOnceForm(MeetingForm):
    """A meeting that is called in minutes: when, by which link, and one item."""

    field_order = ["bodies", "date", "starts", "ends", "place", "link", "item", "text"]
    item = forms.CharField(max_length=300, label=gettext_lazy("What it is about"))
    text = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=gettext_lazy("More about it")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "kind", "regions", "cases_by"):
            del self.fields[name]
        self.fields["date"].initial = today()

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is called."""
        left_out = {"bodies", "item", "text"}
        return Meeting(**{k: v for k, v in self.cleaned_data.items() if k not in left_out})
