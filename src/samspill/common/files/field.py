"""The field of a form for one or more files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from samspill.common.files.accepting import Accepted, plain_name
from samspill.common.files.kinds import ENDINGS
from samspill.common.files.receiving import accepted


class FilesInput(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "accept": ",".join(ENDINGS)})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class Files(forms.Field):
    """Files that are taken, or what is wrong with each that is not.

    A browser gives no file back when the form is shown again: then ``again`` names those that must
    be chosen once more.
    """

    widget = FilesInput
    is_kept = False
    """Whether the form shows what was typed before a session ended, which holds no files."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most = most

    def clean(self, value: Any) -> list[Accepted]:
        sent: Sequence[Any] = value or []
        if len(sent) > self.most:
            raise too_many(len(sent), self.most)
        found, wrong = [], []
        for one in sent:
            try:
                found.append(accepted(one))
            except ValidationError as refused:
                wrong += refused.messages
        if wrong:
            raise ValidationError(wrong)
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def too_many(count: int, most: int) -> ValidationError:
    """What is told of more files than may go with one record."""
    return ValidationError(
        _("At most %(most)d files can be sent with one answer; you chose %(count)d.")
        % {"most": most, "count": count}
    )


def again(field: BoundField) -> list[str]:
    """The names of what was chosen in a field whose form is shown again, and is chosen no more."""
    if not isinstance(field.field, Files) or not field.form.is_bound:
        return []
    return [plain_name(one.name or "") for one in field.data or []]


def told_again(names: Sequence[str]) -> str:
    """What is told of files that must be chosen once more; empty of none."""
    if not names:
        return ""
    said = _("Choose the files again, the browser does not keep them: %(names)s.")
    return said % {"names": ", ".join(names)}
