"""Forms of those represented, and of who speaks for them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.cases.models.represented import LONGEST_REMARK
from samspill.common.forms import DateInput, LongText


class RemarkForm(forms.Form):
    """What a party says to who speaks for it."""

    text = forms.CharField(
        required=False,
        max_length=LONGEST_REMARK,
        widget=LongText,
        label=_("What you want to say"),
        help_text=_("Sent empty, what you said before is taken back."),
    )

    def __init__(self, *args: Any, said: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("text", said)


class AskBeforeForm(forms.Form):
    """A question to those whom one speaks for."""

    due_on = forms.DateField(widget=DateInput(), label=_("Answer by"))
    text = forms.CharField(
        required=False,
        max_length=1000,
        widget=LongText,
        label=_("What you ask about"),
        help_text=_("May be left empty: the agenda goes with it."),
    )

    def __init__(self, *args: Any, due_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", due_on)
