"""Forms that fit the work with texts: a new edition, a provision, publishing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.bodies import decisions
from samspill.bodies.models import Body
from samspill.common.actors import Actor
from samspill.common.collisions import Wordings
from samspill.common.forms import (
    DateInput,
    LongText,
    OfARecord,
    RecordForm,
    why_otherwise,
)
from samspill.common.permissions import which
from samspill.documents.models import Edition, ProvisionText
from samspill.documents.rewriting import OthersMeanwhile, Rewriting, base_of, planned, text_of
from samspill.documents.states import Matter
from samspill.documents.whole_text import normal

MARKDOWN_HINT = _(
    "Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*."
)

LONGEST_WHOLE = 1_000_000


class NewEditionForm(forms.Form):
    """What the draft is called, and which text it begins with."""

    label = forms.CharField(
        max_length=80,
        label=_("Name of the edition"),
        help_text=_("In your own words: the year, or «2027 after the hearing»."),
    )
    based_on: Any = forms.ModelChoiceField(
        Edition.objects.none(),
        required=False,
        label=_("Begin with the text of"),
        empty_label=_("Nothing: an empty draft"),
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["based_on"]
        field.queryset = editions
        field.label_from_instance = lambda e: f"{e.name} – {e.get_status_display()}"


class ProvisionForm(RecordForm):
    """Number, heading and text of a provision."""

    class Meta:
        model = ProvisionText
        fields = ("number", "heading", "body")
        labels = {"number": _("Number"), "heading": _("Heading"), "body": _("Text")}
        help_texts = {"body": MARKDOWN_HINT}
        widgets = {"body": LongText(attrs={"rows": 16})}


class NewProvisionForm(forms.Form):
    """A provision that is not there yet, and where it goes."""

    number = forms.CharField(required=False, max_length=40, label=_("Number"))
    heading = forms.CharField(required=False, max_length=400, label=_("Heading"))
    body = forms.CharField(
        required=False,
        label=_("Text"),
        help_text=MARKDOWN_HINT,
        widget=LongText(attrs={"rows": 12}),
    )
    is_under = forms.BooleanField(required=False, label=_("Put it under that one, not beside"))

    def __init__(self, *args: Any, is_after: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_after:
            del self.fields["is_under"]


class WholeTextForm(forms.Form):
    """A draft as one text, and what it would change in the draft.

    ``base`` is how the draft stood when the text was opened; ``seen`` is a mark of the text and of
    what was shown that it would change, as what was not shown is not carried out.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_WHOLE,
        label=_("The whole text"),
        help_text=_(
            "A line that begins with # is a heading: # for the first level, ## for the next. "
            "The number comes first. What stands in {#…} says which provision it is; let it stand, "
            "and leave it out where the provision is new."
        ),
        widget=LongText(attrs={"rows": 30, "spellcheck": "true"}),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    report: Rewriting | None = None

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.initial = {"text": text_of(edition), "base": base_of(edition)}

    def look(self) -> Rewriting:
        """Works out what the text would change in the draft as it stands now."""
        return self._held_against(self.cleaned_data["base"])

    @property
    def was_seen(self) -> bool:
        """Whether just what it would change was shown before."""
        return bool(self.cleaned_data["seen"] == self._mark)

    def theirs(self, conflict: OthersMeanwhile) -> list[Wordings]:
        """What others have saved; the text is held against the draft as they left it."""
        self._held_against(base_of(self.edition))
        return [replace(one, label=one.label or gettext("Introduction")) for one in conflict.theirs]

    def _held_against(self, base: str) -> Rewriting:
        self.report = planned(self.edition, self.cleaned_data["text"], base)
        given: Any = self.data
        self.data = data = given.copy()
        data["base"], data["seen"] = base, self._mark
        return self.report

    @property
    def _mark(self) -> str:
        changes = self.report.comparison.changes if self.report else ()
        told = [(one.change.value, one.slug, one.is_moved) for one in changes]
        said = (normal(self.cleaned_data["text"]), told)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


class PublishForm(OfARecord):
    """From when the edition holds, and who adopted it."""

    valid_from = forms.DateField(
        widget=DateInput(),
        label=_("In force from"),
        help_text=_("Today or later. Until then the present edition holds."),
    )
    decided_in = decisions.field()
    adopted_on = forms.DateField(required=False, widget=DateInput(), label=_("Adopted on"))
    adopted_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Adopted by the body"),
        empty_label=_("Each party itself"),
    )  # fmt: skip
    recommended_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Recommended by the body")
    )
    adopted_note = forms.CharField(
        required=False, max_length=300, label=_("Adopted by, and case reference")
    )
    matter = forms.ChoiceField(
        required=False,
        label=_("What was decided"),
        choices=[
            ("", _("The first edition, or a revision")),
            (Matter.SMALL_CHANGES.value, Matter.SMALL_CHANGES.label),
        ],
    )
    exception = why_otherwise()

    def __init__(self, *args: Any, record: Edition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in ("adopted_by", "recommended_by"):
            self.fields[name].queryset = which(actor, Body.objects.all())  # type: ignore[attr-defined]
        decided: Any = self.fields["decided_in"]
        decided.choices = decisions.choices()

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: no decision of a meeting is chosen, and it is not told when and where.
        """
        super().clean()
        decisions.require_told(self.cleaned_data, "adopted_on", "adopted_note")
        return self.cleaned_data
