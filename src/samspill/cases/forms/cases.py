"""Forms for cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.cases.models import Case, InputRequest
from samspill.cases.models.files import MOST
from samspill.cases.senders import Sender
from samspill.cases.states import NOT_GOING_ON
from samspill.commitments.attached import report_files
from samspill.common.files.field import Files
from samspill.common.files.kinds import LARGEST, MEGABYTE
from samspill.common.forms import LONG_TEXT, DateInput, LongText, OfARecord
from samspill.common.models import today
from samspill.documents.models import AuthorityRule
from samspill.parties.models import Party

UNDECIDED = ("", _("I do not know"))
NO_PATIENTS = _("Write nothing that can point out a patient.")


def _text(label: Any, hint: Any = "", *, rows: int, required: bool = False) -> forms.CharField:
    area = LongText(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG_TEXT, widget=area
    )


def _told_of_files() -> str:
    return gettext(
        "PDF, Word (.docx), Excel (.xlsx), OpenDocument, pictures (.png, .jpg) or text (.txt, "
        ".csv); at most %(most)d files of %(limit)d MB each. Anyone may open them once the case is "
        "open, unless they are exempt. No patient information, in a file or in its name."
    ) % {"most": MOST, "limit": LARGEST // MEGABYTE}


def case_files() -> Files:
    """The field for what goes with a case."""
    return Files(most=MOST, label=_("Files"), help_text=lazy(_told_of_files, str)())


class RaiseForm(forms.Form):
    """What one asks, why, and what one proposes; for whom, where there are several to choose."""

    sender = forms.ChoiceField(label=_("You raise it for"))
    title = forms.CharField(max_length=300, label=_("What is it about?"), help_text=_("In short."))
    question = _text(_("What do you ask?"), NO_PATIENTS, rows=3, required=True)
    background = _text(_("Why?"), _("What happens today, and whom it touches."), rows=4)
    proposal = _text(_("What do you propose?"), _("As you want the decision to read."), rows=3)
    body: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Who should take it up?"),
        empty_label=UNDECIDED[1], help_text=_("The secretariat finds out, if you do not know."),
    )  # fmt: skip
    type = forms.ChoiceField(
        required=False, label=_("What should they do with it?"),
        choices=[UNDECIDED, *Case.Type.choices],
    )  # fmt: skip
    authority: Any = forms.ModelChoiceField(
        AuthorityRule.objects.none(), required=False, label=_("What is to be decided"),
        empty_label=_("I do not know, or nothing is to be decided"),
        help_text=_("Who can decide it, and the way there, stands below."),
    )  # fmt: skip
    attached = case_files()
    follows: Any = forms.ModelChoiceField(
        Case.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, senders: Mapping[str, Sender], earlier: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.senders = senders
        field: Any = self.fields["sender"]
        field.choices = [(key, one.label) for key, one in senders.items()]
        if len(senders) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(senders))
        bodies: Any = self.fields["body"]
        bodies.queryset = Body.objects.on(today()).order_by("order", "sort_key")
        follows: Any = self.fields["follows"]
        follows.queryset = earlier
        rules: Any = self.fields["authority"]
        rules.queryset = AuthorityRule.objects.in_force_on(today())

    @property
    def case(self) -> Case:
        """The case as it is written."""
        given = self.cleaned_data
        names = ("title", "body", "type", "authority", "question", "background", "proposal")
        sender = self.senders[given["sender"]]
        return Case(**{name: given[name] for name in names}, **sender.fields)


class AnswerCaseForm(OfARecord):
    """What was asked for, and the case as it is to read then."""

    answer = _text(_("Your answer to the secretariat"), rows=4)
    question = _text(_("What do you ask?"), NO_PATIENTS, rows=3, required=True)
    background = _text(_("Why?"), rows=6)
    proposal = _text(_("What do you propose?"), rows=4)
    attached = case_files()

    def __init__(self, *args: Any, record: Case, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in ("question", "background", "proposal"):
            self.initial.setdefault(name, getattr(record, name))


REASONS = {
    "ask": _("What do you ask for?"),
    "return": _("Why is it returned?"),
}
"""The moves that need a reason, and how it is asked for."""


class MoveCaseForm(OfARecord):
    """Where a case goes, and why."""

    body: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Which body takes it up?"),
        empty_label=_("Choose a body"),
    )  # fmt: skip
    merged_into: Any = forms.ModelChoiceField(
        Case.objects.none(), required=False, label=_("Which case goes on?"),
        empty_label=_("Choose a case"),
    )  # fmt: skip
    reason = forms.CharField(
        required=False, max_length=1000, widget=LongText(attrs={"rows": 4}),
        label=_("Why (may be left empty)"),
        help_text=_("Who raised the case reads it."),
    )  # fmt: skip

    def __init__(self, *args: Any, record: Case, name: str, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if name in REASONS:
            self.fields["reason"].label = REASONS[name]
        if name in ("accept", "send on"):
            bodies: Any = self.fields["body"]
            bodies.queryset = Body.objects.on(today()).order_by("order", "sort_key")
            bodies.initial = record.body if name == "accept" else None
        else:
            del self.fields["body"]
        if name == "merge":
            others: Any = self.fields["merged_into"]
            others.queryset = Case.objects.exclude(pk=record.pk).exclude(state__in=NOT_GOING_ON)
        else:
            del self.fields["merged_into"]


class FilesForm(forms.Form):
    """Files for a case or an item, open or exempt."""

    attached = case_files()
    exempt_statute = forms.CharField(
        required=False, max_length=200, label=_("Exempt by"),
        help_text=_("Only where the files are exempt: the statute, such as offentleglova § 13. "
                    "Then nobody finds a trace of them without signing in."),
    )  # fmt: skip

    def clean_attached(self) -> Any:
        """Raises:
        ValidationError: none is chosen.
        """
        if not self.cleaned_data["attached"]:
            raise forms.ValidationError(_("Choose a file."))
        return self.cleaned_data["attached"]


class ExemptForm(OfARecord):
    """The statute that a file is exempt by; empty opens it."""

    statute = forms.CharField(
        required=False, max_length=200, label=_("Exempt by"),
        help_text=_("Such as offentleglova § 13. Empty: anyone may open it once the case is open."),
    )  # fmt: skip


class CaseReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=1000, label=_("Why"))


class AskMoreForm(forms.Form):
    """What others are asked to say of a case, and by when."""

    question = _text(_("What do you ask them about?"), NO_PATIENTS, rows=3, required=True)
    due_on = forms.DateField(widget=DateInput(), label=_("Answer by"))
    bodies: Any = forms.ModelMultipleChoiceField(
        Body.objects.none(), required=False, label=_("Networks and other bodies"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    parties: Any = forms.ModelMultipleChoiceField(
        Party.objects.none(), required=False, label=_("Parties"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    exempt_statute = forms.CharField(
        required=False, max_length=200, label=_("Exempt by"),
        help_text=_("Only where question and answers are exempt: the statute."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies: Any = self.fields["bodies"]
        others = Body.objects.on(today()).exclude(pk=case.body_id)
        bodies.queryset = others.order_by("order", "sort_key")
        parties: Any = self.fields["parties"]
        parties.queryset = Party.objects.members_on(today())


class GiveInputForm(forms.Form):
    """What is said of a case, in a text and with files."""

    done = _text(_("What do you say?"), NO_PATIENTS, rows=8, required=True)
    attached = report_files()
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: InputRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = self.fields["done"]
        if asked.is_public and asked.case.is_open:
            done.help_text = _("Anyone may read it with the case. Write nothing on patients.")
