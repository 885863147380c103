"""Forms for asking the parties about a routine, and for taking the question back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models.ledger import LONGEST_TEXT
from samspill.common.forms import DateInput


class AskForm(forms.Form):
    """By when, and what to add."""

    due_on = forms.DateField(widget=DateInput(), label=_("Answer by"))
    text = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=_("What to add (may be left empty)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands with the question."),
    )  # fmt: skip


class TakeBackForm(forms.Form):
    """Why; asked for only where somebody has answered."""

    reason = forms.CharField(max_length=1000, label=_("Why"))

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]
