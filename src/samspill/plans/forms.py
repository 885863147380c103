"""Forms for a plan: adopt an edition, move it on, roll it, report on it, give input to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies import decisions
from samspill.bodies.models import Body
from samspill.commitments.attached import report_files
from samspill.commitments.models import LegendStatus, Owner
from samspill.commitments.models.ledger import LONGEST_TEXT
from samspill.common.actors import Actor
from samspill.common.choices import read_chosen
from samspill.common.forms import LONG_TEXT, DateInput, LongText, OfARecord, why_otherwise
from samspill.common.keys import is_key
from samspill.common.permissions import which
from samspill.parties.models import Party
from samspill.plans.models import FocusArea, Measure, PlanEdition, PlanInput

NAMES = "kjente-navn"
"""The list on the page of who can be named; a field that is filled in from it points there."""


class AdoptForm(OfARecord):
    """Who adopted, when, in which case and on whose recommendation (clause 5.2 b)."""

    decided_in = decisions.field()
    adopted_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Adopted by the body"),
        empty_label=_("None, or each party itself"),
        help_text=_("Where the rules leave it to each party, what each decided is not recorded "
                    "here yet: tell of the cases below."),
    )  # fmt: skip
    adopted_on = forms.DateField(required=False, widget=DateInput(), label=_("Adopted on"))
    case_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    recommended_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Recommended by the body")
    )
    exception = why_otherwise()

    def __init__(self, *args: Any, record: PlanEdition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        bodies = which(actor, Body.objects.all())
        for name in ("adopted_by", "recommended_by"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
            self.fields[name].initial = getattr(record, name)
        decided: Any = self.fields["decided_in"]
        decided.choices = decisions.choices()

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: no decision of a meeting is chosen, and it is not told when and where.
        """
        super().clean()
        decisions.require_told(self.cleaned_data, "adopted_on", "case_reference")
        return self.cleaned_data


class RollForm(forms.Form):
    """What the next edition is called."""

    slug = forms.SlugField(
        max_length=60, label=_("Name in the address"), help_text=_("Such as the year.")
    )


class MeasureForm(forms.Form):
    """A new measure, whole: what, by whom and when. Without a number it gets the next one."""

    area: Any = forms.ModelChoiceField(
        FocusArea.objects.none(), label=_("Focus area"), empty_label=None
    )
    number = forms.CharField(
        required=False, max_length=40, label=_("Number"), validators=[is_key],
        help_text=_("Leave it empty to give it the next number of the focus area."),
    )  # fmt: skip
    text = forms.CharField(max_length=1000, label=_("Measure"), widget=LongText(attrs={"rows": 2}))
    responsible = forms.CharField(
        required=False, max_length=300, label=_("Who answers for it"),
        help_text=_("Bodies and parties by name, with commas between. Empty when nobody is named: "
                    "that is shown as a fact."),
    )  # fmt: skip
    years = forms.TypedMultipleChoiceField(
        required=False, coerce=int, label=_("Years"), widget=forms.CheckboxSelectMultiple
    )
    when_as_written = forms.CharField(
        required=False, max_length=100, label=_("When, in words"),
        help_text=_("Only where years do not say it, such as Høst 2026 or Fortløpende."),
    )  # fmt: skip

    def __init__(self, *args: Any, edition: PlanEdition, area: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = edition.areas.all()
        if area.isdecimal():
            fields["area"].initial = int(area)
        fields["years"].choices = [(year, str(year)) for year in edition.plan.years]
        fields["responsible"].widget.attrs["list"] = NAMES


class RoundForm(forms.Form):
    """What the round is called, when it is due, and which measures it asks about."""

    title = forms.CharField(max_length=200, label=_("Name"), help_text=_("Such as «Spring 2027»."))
    due_on = forms.DateField(widget=DateInput(), label=_("Answer by"))
    areas: Any = forms.ModelMultipleChoiceField(
        FocusArea.objects.none(), required=False, label=_("Focus areas"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to ask about the whole plan."),
    )  # fmt: skip
    owners = forms.MultipleChoiceField(
        required=False, label=_("Whom"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to ask everybody who answers for a measure."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, edition: PlanEdition, owners: Iterable[Owner] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["areas"].queryset = edition.areas.all()  # type: ignore[attr-defined]
        named = {f"party-{one.party_id}": str(one.party) for one in owners if one.party}
        named |= {f"body-{one.body_id}": one.body.title for one in owners if one.body}
        field: Any = self.fields["owners"]
        field.choices = sorted(named.items(), key=lambda choice: choice[1].casefold())

    def chosen(self, kind: str) -> list[int]:
        """The primary keys of the parties or the bodies that were chosen."""
        parts = [key.split("-") for key in self.cleaned_data["owners"]]
        return [int(key) for named, key in parts if named == kind]

    def measures(self) -> Any:
        """The measures of the areas that were chosen; None for all."""
        areas = self.cleaned_data["areas"]
        return self.edition.measures.filter(area__in=areas) if areas else None


TEXT = forms.Textarea(attrs={"rows": 2})
TEXTS = ("done", "effect", "next_step", "reason", "link")


class StatusRadios(forms.RadioSelect):
    """Statuses to choose among; those that need a reason are marked, so that it is asked for then.

    The style sheet shows the field for it (``forms.css``); without its help it stands there always.
    """

    needing: Collection[str] = ()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.needing:
            option["attrs"]["data-needs-reason"] = ""
        return option


class RowForm(forms.Form):
    """One measure in a round: how it stands. A row that says nothing is left alone.

    The statuses are given, so that a page of many rows asks for the legends once.
    """

    result = forms.ChoiceField(required=False, label=_("The result"), widget=StatusRadios)
    work = forms.ChoiceField(required=False, label=_("The work"), widget=StatusRadios)
    done = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=_("What was done"), widget=TEXT
    )
    effect = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=_("What came of it"), widget=TEXT
    )
    next_step = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=_("What comes next"), widget=TEXT
    )
    reason = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": " "}),
        help_text=_("The status that you chose needs a reason."),
    )  # fmt: skip
    link = forms.URLField(required=False, max_length=500, label=_("Link"), assume_scheme="https")
    attached = report_files()
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        result: Sequence[LegendStatus] = (),
        work: Sequence[LegendStatus] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, dict[str, LegendStatus]] = {}
        for name, statuses in (("result", result), ("work", work)):
            if not statuses:
                del self.fields[name]
                continue
            self.known[name] = {str(status.pk): status for status in statuses}
            field: Any = self.fields[name]
            field.widget.needing = {
                key for key, one in self.known[name].items() if one.needs_reason
            }
            field.choices = [(key, status.label) for key, status in self.known[name].items()]
            field.error_messages["invalid_choice"] = _("Choose one of the statuses below.")

    @property
    def said(self) -> dict[str, Any]:
        """What the row says, as the ledger takes it; empty when it says nothing."""
        cleaned = self.cleaned_data
        found = {
            name: known[cleaned[name]] for name, known in self.known.items() if cleaned.get(name)
        }
        texts = {name: cleaned[name] for name in TEXTS if cleaned.get(name, "").strip()}
        files = {"attached": cleaned["attached"]} if cleaned.get("attached") else {}
        return {**found, **texts, **files}


class CommonForm(RowForm):
    """The same answer for several measures of a round."""

    measures = forms.MultipleChoiceField(
        required=False, label=_("The measures it goes to"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to send it to every measure below that you leave empty."),
    )  # fmt: skip

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measures"]
        field.choices = measures
        field.error_messages["invalid_choice"] = _(
            "One of the measures is answered or closed meanwhile, or is not yours. Choose again."
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
        read_chosen(record)
        kept = {
            "focus_areas": list(record.focus_areas.all()),
            "measures": list(record.measures.all()),
            "outcome": record.outcome,
        }
        super().__init__(*args, record=record, initial=kept, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["focus_areas"].queryset = record.edition.areas.all()
        fields["measures"].queryset = record.edition.measures.all()
