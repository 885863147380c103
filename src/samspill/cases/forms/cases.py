"""Forms for cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.cases.models import Case
from samspill.common.forms import LONG_TEXT, LongText, OfARecord
from samspill.common.models import today
from samspill.parties.models import Party


class RaiseForm(forms.Form):
    """What one asks a body to take up, and for whom."""

    sender = forms.ChoiceField(label=_("From"))
    body: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("To the body"),
        help_text=_("Leave it empty when you do not know. The secretariat finds the right one."),
    )  # fmt: skip
    title = forms.CharField(max_length=300, label=_("Title"))
    question = forms.CharField(
        max_length=LONG_TEXT, widget=LongText, label=_("What do you ask?"),
        help_text=_("In a sentence or two. Write nothing that can point out a patient."),
    )  # fmt: skip
    background = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=_("Background")
    )
    proposal = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText, label=_("Proposed decision")
    )

    def __init__(self, *args: Any, senders: Mapping[str, Party | Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.senders = senders
        field: Any = self.fields["sender"]
        field.choices = [(key, str(one)) for key, one in senders.items()]
        bodies: Any = self.fields["body"]
        bodies.queryset = Body.objects.on(today()).order_by("order", "sort_key")

    @property
    def case(self) -> Case:
        """The case as it is written."""
        given = self.cleaned_data
        sender = self.senders[given["sender"]]
        return Case(
            title=given["title"],
            body=given["body"],
            question=given["question"],
            background=given["background"],
            proposal=given["proposal"],
            proposer=sender if isinstance(sender, Party) else None,
            proposing_body=sender if isinstance(sender, Body) else None,
        )


class MoveCaseForm(OfARecord):
    """Where a case goes, and why."""

    reason = forms.CharField(
        required=False, max_length=1000, widget=LongText, label=_("Why, or what is asked for")
    )
    body: Any = forms.ModelChoiceField(Body.objects.none(), required=False, label=_("Body"))
    merged_into: Any = forms.ModelChoiceField(
        Case.objects.none(), required=False, label=_("Merged with")
    )

    def __init__(self, *args: Any, record: Case, name: str, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if name in ("accept", "send on"):
            bodies: Any = self.fields["body"]
            bodies.queryset = Body.objects.on(today()).order_by("order", "sort_key")
            bodies.initial = record.body if name == "accept" else None
        else:
            del self.fields["body"]
        if name == "merge":
            others: Any = self.fields["merged_into"]
            others.queryset = Case.objects.exclude(pk=record.pk).exclude(state="merged")
        else:
            del self.fields["merged_into"]
