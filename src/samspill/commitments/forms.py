"""Forms of the ledger: an answer, another due date, other owners, and how to be reminded."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.commitments.actions import Owes
from samspill.commitments.attached import report_files
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, LegendStatus, ReminderChoice, StatusReport
from samspill.commitments.models.ledger import LONGEST_TEXT
from samspill.commitments.recurring import Interval, interval_of, rule_of
from samspill.common.forms import DateInput
from samspill.common.models import today
from samspill.parties.models import Party

COPIED = ("result", "work", "reason", "done", "effect", "next_step", "link")


def _text(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=LONGEST_TEXT, widget=area
    )


class AnswerForm(forms.Form):
    """How it stands, in the commitment's own legends. What nobody fills in is left as it is."""

    result: Any = forms.ModelChoiceField(
        LegendStatus.objects.none(), required=False, label=_("The result"), empty_label=None,
        widget=forms.RadioSelect, help_text=_("What has been reached."),
    )  # fmt: skip
    work: Any = forms.ModelChoiceField(
        LegendStatus.objects.none(), required=False, label=_("The work"), empty_label=None,
        widget=forms.RadioSelect, help_text=_("How far the work has come."),
    )  # fmt: skip
    done = _text(_("What was done"))
    effect = _text(_("What came of it"), rows=2)
    next_step = _text(_("What comes next"), rows=2)
    reason = _text(_("Why"), _("Asked for by some statuses, such as when something is dropped."), 2)
    link = forms.URLField(
        required=False, max_length=500, label=_("Link"), assume_scheme="https",
        help_text=_("To what shows it, such as minutes or a web page."),
    )  # fmt: skip
    attached = report_files()
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, legend in (
            ("result", commitment.result_legend_id),
            ("work", commitment.work_legend_id),
        ):
            if legend is None:
                del self.fields[name]
            else:
                statuses = LegendStatus.objects.filter(legend=legend)
                self.fields[name].queryset = statuses  # type: ignore[attr-defined]


def copied(report: StatusReport | None) -> dict[str, Any]:
    """What an earlier report said, to begin the next one with."""
    if report is None:
        return {}
    return {name: getattr(report, f"{name}_id", None) or getattr(report, name) for name in COPIED}


class MoveForm(forms.Form):
    """Another due date."""

    OWN = "own"

    kind = forms.ChoiceField(choices=Commitment.Due.choices, label=_("Due"))
    on = forms.DateField(
        required=False, widget=DateInput(), label=_("Date"),
        help_text=_("The first time, when it is due again and again."),
    )  # fmt: skip
    every = forms.ChoiceField(
        choices=[("", "–"), *Interval.choices, (OWN, _("By a rule of its own"))], required=False,
        label=_("How often"), help_text=_("When it is due again and again."),
    )  # fmt: skip
    recurrence = forms.CharField(
        required=False, max_length=300, label=_("A rule of its own"),
        help_text=_("As RRULE, such as FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1."),
    )  # fmt: skip
    reason = forms.CharField(required=False, max_length=1000, label=_("Why"))

    @classmethod
    def as_it_is(cls, found: Commitment) -> dict[str, Any]:
        """What the form shows first."""
        interval = interval_of(found.recurrence)
        every = interval.value if interval else cls.OWN if found.recurrence else ""
        own = found.recurrence if every == cls.OWN else ""
        shown = {"kind": found.due_kind, "on": found.due_on, "every": every, "recurrence": own}
        return {**shown, "rule": found.recurrence}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, on = cleaned.get("kind"), cleaned.get("on")
        if kind == Commitment.Due.DATE and on is None:
            self.add_error("on", _("Give the date."))
        elif kind == Commitment.Due.RECURRING and "on" in cleaned:
            return {**cleaned, "due": self._recurring(on or today())}
        dated = on if kind == Commitment.Due.DATE else None
        return {**cleaned, "due": Due(kind or Commitment.Due.NONE, dated)}

    def _rule(self, every: str, own: str, first: datetime.date) -> str:
        if every in {"", self.OWN}:
            return own
        # By the end of each month: what is not changed is not counted anew from a short one.
        if (every, first) == (self.initial.get("every"), self.initial.get("on")):
            return str(self.initial["rule"])
        return rule_of(Interval(every), first)

    def _recurring(self, first: datetime.date) -> Due | None:
        every, own = self.cleaned_data.get("every"), self.cleaned_data.get("recurrence", "")
        if not every and not own:
            self.add_error("every", _("Say how often."))
            return None
        try:
            return Due.every(self._rule(str(every), own, first), first)
        except forms.ValidationError as refused:
            self.add_error("recurrence", refused)
            return None


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=1000, label=_("Why"))


class OwnersForm(forms.Form):
    """Who owes it from now on."""

    parties: Any = forms.ModelMultipleChoiceField(
        Party.objects.none(), required=False, label=_("Parties"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    bodies: Any = forms.ModelMultipleChoiceField(
        Body.objects.none(), required=False, label=_("Bodies"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = forms.CharField(required=False, max_length=1000, label=_("Why"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = Party.objects.on(today())  # type: ignore[attr-defined]
        self.fields["bodies"].queryset = Body.objects.on(today())  # type: ignore[attr-defined]

    @property
    def owners(self) -> list[Owes]:
        """The owners that were chosen."""
        parties = [Owes(party=party) for party in self.cleaned_data["parties"]]
        return parties + [Owes(body=body) for body in self.cleaned_data["bodies"]]


class RemindersForm(forms.Form):
    """How often, and of what."""

    pace = forms.ChoiceField(
        choices=ReminderChoice.Pace.choices, widget=forms.RadioSelect, label=_("How often")
    )
    optional_too = forms.BooleanField(
        required=False, label=_("Remind me also of what is optional to answer")
    )
