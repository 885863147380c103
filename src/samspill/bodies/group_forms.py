"""Forms for groups under a body: set one up, and let one that was to end go on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies import decisions
from samspill.bodies.decided_forms import OF_IT, OF_ITS_END, fill, otherwise, ready
from samspill.bodies.models import Body, Office
from samspill.common.forms import LONG_TEXT, DateInput, LongText, OfARecord
from samspill.common.models import MARKDOWN

FOLLOWED = (Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY)


class GroupForm(forms.Form):
    """What is set up under a body, for how long, and by which decision."""

    name = forms.CharField(max_length=200, label=_("Name"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one.value, one.label) for one in Body.GROUPS]
    )
    mandate = forms.CharField(
        max_length=LONG_TEXT, widget=LongText(attrs={"rows": 5}), label=_("Mandate"),
        help_text=MARKDOWN,
    )  # fmt: skip
    offices = forms.MultipleChoiceField(
        required=False,
        label=_("Who sits there by office"),
        choices=[(one.value, one.label) for one in FOLLOWED],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The seats follow the offices of the body. Other seats are added afterwards."),
    )
    valid_from = forms.DateField(widget=DateInput(), label=_("From"))
    valid_to = forms.DateField(
        required=False, widget=DateInput(), label=_("To and including"),
        help_text=_("You are asked about it when the day comes: is it over, or does it go on? "
                    "Empty until further notice."),
    )  # fmt: skip
    decided_in = decisions.field()
    decided_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Decided by the body")
    )
    decided_on = forms.DateField(required=False, widget=DateInput(), label=_("Decided on"))
    decision_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    decided_otherwise = otherwise()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready(self, "decided_by")

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: the decision waits no longer; or none is chosen, and none is told.
        """
        given = super().clean() or self.cleaned_data
        fill(given, OF_IT, "decided_otherwise")
        decisions.require_told(given, "decided_on", "decision_reference")
        return given

    def act(self) -> dict[str, Any]:
        """What is given, as the act takes it."""
        names = (*OF_IT.values(), "decided_otherwise")
        given = dict(self.cleaned_data)
        return {"decided": {name: given.pop(name) for name in names}, **given}


class ProlongForm(OfARecord):
    """The new last day, and the decision that it goes on."""

    valid_to = forms.DateField(
        required=False, widget=DateInput(), label=_("The new last day"),
        help_text=_("Empty until further notice."),
    )  # fmt: skip
    decided_in = decisions.field()
    end_decided_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Decided by the body")
    )
    end_decided_on = forms.DateField(required=False, widget=DateInput(), label=_("Decided on"))
    end_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    end_otherwise = otherwise()

    def __init__(self, *args: Any, record: Body, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.initial.setdefault("end_decided_by", record.parent)
        ready(self, "end_decided_by")

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: the decision waits no longer; or none is chosen, and none is told.
        """
        given = super().clean() or self.cleaned_data
        fill(given, OF_ITS_END, "end_otherwise")
        decisions.require_told(given, "end_decided_on", "end_reference")
        return given

    def act(self) -> dict[str, Any]:
        """What is given, as the act takes it."""
        names = (*OF_ITS_END.values(), "end_otherwise")
        given = dict(self.cleaned_data)
        return {"decided": {name: given.pop(name) for name in names}, **given}
