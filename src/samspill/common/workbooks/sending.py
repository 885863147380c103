"""The forms around a workbook: it is sent back, and what it would change is carried out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.common.editing import NotWritten


class WorkbookForm(forms.Form):
    """A workbook that is sent back. What is wrong within it, its reader says (``opening.py``)."""

    file = forms.FileField(
        allow_empty_file=True,
        help_text=_("An Excel workbook (.xlsx) of 10 MB at most"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = label


class ReportForm(forms.Form):
    """A report of what a workbook would change; ``mark`` is of what was shown of it."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, compare: Callable[[], Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._compare = compare
        self.fields["mark"].initial = lambda: self.plan.mark

    @cached_property
    def plan(self) -> Any:
        """What would change as things stand now; worked out when it is shown."""
        return self._compare()

    def show_anew(self, plan: Any) -> NotWritten:
        """Shows another report, as something has changed since this one; to be raised."""
        self.plan = plan
        given: Any = self.data
        self.data = data = given.copy()
        data["mark"] = plan.mark
        self.add_error(None, gettext(
            "Something has changed since you read the report. Nothing is saved yet. Here is a new "
            "report."
        ))  # fmt: skip
        return NotWritten(409)
