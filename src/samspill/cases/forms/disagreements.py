"""Forms for a disagreement: what each side says, where it goes, and how it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.cases.disagreeing import document_of
from samspill.cases.models import AgendaItem, Case
from samspill.common.forms import LONG_TEXT, DateInput, LongText
from samspill.common.models import today
from samspill.documents.models import DisputeStep, Document
from samspill.parties.models import Side


class DisagreeForm(forms.Form):
    """What the parties disagree on, with a field for each side."""

    title = forms.CharField(max_length=300, label=_("What they disagree on"))
    raised_on = forms.DateField(required=False, widget=DateInput(), label=_("Raised on"))
    item: Any = forms.ModelChoiceField(
        AgendaItem.objects.none(), required=False, label=_("Where it arose")
    )
    document: Any = forms.ModelChoiceField(
        Document.objects.none(), required=False, label=_("Document that says what is done"),
        help_text=_("Empty: the body that has it sends it on as its own rules say."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = list(Side.objects.all())
        for side in self.sides:
            self.fields[f"side-{side.pk}"] = forms.CharField(
                required=False, max_length=LONG_TEXT, widget=LongText(attrs={"rows": 5}),
                label=_("What this side says: %(side)s") % {"side": side},
                help_text=_("In its own words. Write nothing that can point out a patient."),
            )  # fmt: skip
        items: Any = self.fields["item"]
        items.queryset = AgendaItem.objects.filter(case=case).select_related("case", "meeting")
        documents: Any = self.fields["document"]
        documents.queryset = Document.objects.filter(pk__in=DisputeStep.objects.values("document"))
        self.initial.setdefault("document", document_of(case))
        self.initial.setdefault("raised_on", today())

    def clean(self) -> dict[str, Any]:
        """The views in one, as the act takes them."""
        super().clean()
        data = self.cleaned_data
        data["views"] = {side: data.pop(f"side-{side.pk}", "") for side in self.sides}
        return data


class TakeOnForm(forms.Form):
    """What came of the step that it stands at; the next one begins."""

    answer = forms.CharField(
        required=False,
        max_length=LONG_TEXT,
        widget=LongText(attrs={"rows": 5}),
        label=_("What came of it"),
    )
    sent_on = forms.DateField(required=False, widget=DateInput(), label=_("Sent on"))


class SettleForm(forms.Form):
    """How it ended."""

    outcome = forms.CharField(
        max_length=LONG_TEXT, widget=LongText(attrs={"rows": 5}), label=_("How it ended")
    )
    settled_on = forms.DateField(required=False, widget=DateInput(), label=_("Settled on"))
