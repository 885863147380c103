"""Forms for meetings, their agendas and what came of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Seat
from samspill.cases.forms.votes import add_side_fields, side_votes
from samspill.cases.models import AgendaItem, Attendance, Case, Meeting
from samspill.cases.states import Outcome
from samspill.common.forms import (
    LONG_TEXT,
    DateInput,
    LongText,
    OfARecord,
    TimeInput,
    why_otherwise,
)
from samspill.common.models import today
from samspill.parties.models import Party

NOT_CHOSEN = ("", "---------")


class MeetingForm(forms.Form):
    """A meeting as it is planned."""

    bodies: Any = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=_("Bodies that meet"), widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(required=False, max_length=200, label=_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
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

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is written."""
        return Meeting(**{k: v for k, v in self.cleaned_data.items() if k != "bodies"})


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


class TreatForm(OfARecord):
    """What came of an item."""

    discussion = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=_("What was said, in short")
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[pair for pair in Outcome.choices if pair[0] != Outcome.UNKNOWN],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=_("Decision"),
        help_text=_("As it is to stand. The proposed decision is put in."),
    )  # fmt: skip
    reason = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=_("Reason")
    )
    mode = forms.ChoiceField(
        required=False, label=_("How it was decided"),
        choices=[NOT_CHOSEN, *AgendaItem.Mode.choices],
    )  # fmt: skip
    votes_for = forms.IntegerField(required=False, min_value=0, max_value=500, label=_("Votes for"))
    votes_against = forms.IntegerField(
        required=False, min_value=0, max_value=500, label=_("Votes against")
    )
    exception = why_otherwise()

    def __init__(self, *args: Any, record: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in set(self.fields) - {"version"}:
            self.initial.setdefault(name, getattr(record, name))
        self.sides = add_side_fields(self, record)
        if not self.initial["decision"] and record.case is not None:
            self.initial["decision"] = record.case.proposal

    def clean(self) -> dict[str, Any]:
        """The votes of the sides in one, as the act takes them."""
        super().clean()
        self.cleaned_data["side_votes"] = side_votes(self, self.sides)
        return self.cleaned_data


class FollowUpForm(forms.Form):
    """What is to be done, by whom, by when."""

    text = forms.CharField(max_length=400, label=_("What"))
    party: Any = forms.ModelChoiceField(Party.objects.none(), required=False, label=_("Party"))
    body: Any = forms.ModelChoiceField(Body.objects.none(), required=False, label=_("or the body"))
    due_on = forms.DateField(required=False, widget=DateInput(), label=_("Due on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties: Any = self.fields["party"]
        parties.queryset = Party.objects.on(today())
        bodies: Any = self.fields["body"]
        bodies.queryset = Body.objects.on(today())


class CameForm(forms.Form):
    """Who came: one choice for each seat."""

    def __init__(self, *args: Any, meeting: Meeting, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        came = {one.seat_id: one.came for one in meeting.attendance.all()}
        for seat in seats:
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                required=False, label=f"{seat.label}, {seat.body.short_name or seat.body.name}",
                choices=[("", _("Not entered")), *Attendance.Came.choices],
                initial=came.get(seat.pk, ""),
            )  # fmt: skip

    def chosen(self) -> list[tuple[Seat, str]]:
        """The seats that something was said of."""
        given = [(seat, self.cleaned_data[f"seat-{seat.pk}"]) for seat in self.seats]
        return [(seat, came) for seat, came in given if came]
