"""Forms for what is done to a plan's edition: adopt it, move it on, roll it, give input."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.forms import LONG_TEXT, DateInput, LongText, OfARecord
from samspill.common.permissions import which
from samspill.parties.models import Party
from samspill.plans.models import FocusArea, Measure, PlanEdition, PlanInput


class MoveForm(forms.Form):
    """Nothing but that it is meant, and how the edition stood when the page was opened."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: PlanEdition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = actions.version_of(edition)


class AdoptForm(MoveForm):
    """Who adopted, when, in which case and on whose recommendation (clause 5.2 b)."""

    adopted_by: Any = forms.ModelChoiceField(Body.objects.none(), label=_("Adopted by the body"))
    adopted_on = forms.DateField(widget=DateInput(), label=_("Adopted on"))
    case_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    recommended_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Recommended by the body")
    )

    def __init__(self, *args: Any, edition: PlanEdition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, edition=edition, actor=actor, **kwargs)
        bodies = which(actor, Body.objects.all())
        for name in ("adopted_by", "recommended_by"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
            self.fields[name].initial = getattr(edition, name)


class RollForm(forms.Form):
    """What the next edition is called."""

    slug = forms.SlugField(
        max_length=60, label=_("Name in the address"), help_text=_("Such as the year.")
    )


class InputForm(forms.Form):
    """What a party or body asks of a plan; who it is from is chosen among one's own."""

    sender = forms.ChoiceField(label=_("From"))
    text = forms.CharField(
        max_length=LONG_TEXT,
        widget=LongText(attrs={"rows": 10}),
        label=_("Input"),
        help_text=_(
            "It is shown on the public page of the plan as soon as the plan is no draft. Write "
            "nothing about single persons."
        ),
    )

    def __init__(self, *args: Any, senders: dict[str, Party | Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.senders = senders
        choices = [(key, one.name) for key, one in senders.items()]
        field: Any = self.fields["sender"]
        field.choices = choices if len(choices) == 1 else [("", "–"), *choices]

    @property
    def chosen(self) -> dict[str, Any]:
        """The sender as the action takes it."""
        one = self.senders[self.cleaned_data["sender"]]
        return {"party" if isinstance(one, Party) else "body": one}


class OutcomeForm(OfARecord):
    """What an input is about, and what came of it."""

    focus_areas: Any = forms.ModelMultipleChoiceField(
        FocusArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Focus areas"),
    )
    measures: Any = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Measures"),
    )
    outcome = forms.CharField(
        required=False,
        max_length=LONG_TEXT,
        widget=LongText(attrs={"rows": 5}),
        label=_("What came of it"),
        help_text=_("It is public with the plan, and is mailed to the sender's side."),
    )

    def __init__(self, *args: Any, record: PlanInput, **kwargs: Any) -> None:
        kept = {
            "focus_areas": list(record.focus_areas.all()),
            "measures": list(record.measures.all()),
            "outcome": record.outcome,
        }
        super().__init__(*args, record=record, initial=kept, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["focus_areas"].queryset = record.edition.areas.all()
        fields["measures"].queryset = record.edition.measures.all()
