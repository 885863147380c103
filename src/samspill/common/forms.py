"""Forms over records: labelled in the reader's language, and never losing what was typed."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.common import actions, years
from samspill.common.actors import Actor
from samspill.common.choices import read_chosen
from samspill.common.exempt import HOW
from samspill.common.models import DatedRecord, today
from samspill.common.permissions import may, rule_of, ties
from samspill.common.validity import holds_on

LONG_TEXT = 200_000
ASIDE = "aside"
"""What the button of a field is called that leads to another page (``common/aside.py``)."""


class DateInput(forms.DateInput):
    """A date as the browser's own field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LongText(forms.Textarea):
    """A long text whose limit the server tells of: a browser would cut a paste off and say nothing.

    (HTML, 4.10.18.3: what goes beyond ``maxlength`` is not taken in.)
    """

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attributes = super().build_attrs(*args, **kwargs)
        attributes.pop("maxlength", None)
        return attributes


class TimeInput(forms.TimeInput):
    """A time of day as the browser's own field."""

    input_type = "time"


class Lines(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data or "") != list(initial or [])


class Numbers(Lines):
    """A list of whole numbers, such as years, one on each line or with commas between."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = (forms.CharField.to_python(self, value) or "").replace(",", " ").split()
        wrong = [word for word in words if not (word.isascii() and word.isdigit()) or len(word) > 4]
        if wrong:
            raise ValidationError(_("«%(word)s» is no whole number.") % {"word": wrong[0][:40]})
        return sorted({int(word) for word in words})


def form_field(field: models.Field, **given: Any) -> forms.Field | None:
    """The form's field for a model's field, in its words, with our widgets."""
    if isinstance(field, ArrayField) and field.flatchoices:
        return forms.MultipleChoiceField(
            choices=field.flatchoices,
            required=False,
            label=field.verbose_name,
            help_text=field.help_text,
            widget=forms.CheckboxSelectMultiple(),
        )
    if isinstance(field, ArrayField):
        numbers = isinstance(field.base_field, models.IntegerField)
        return (Numbers if numbers else Lines)(
            required=False,
            label=field.verbose_name,
            help_text=field.help_text,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    if isinstance(field, models.ManyToManyField):
        return _choice(field, many=True)
    if isinstance(field, models.ForeignKey):
        return _choice(field, many=False)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        given["widget"] = DateInput()
    elif isinstance(field, models.TimeField):
        given["widget"] = TimeInput()
    elif isinstance(field, models.TextField):
        given["widget"] = LongText(attrs={"rows": 5})
        given["max_length"] = LONG_TEXT
    if isinstance(field, models.URLField):
        given["assume_scheme"] = "https"
    return field.formfield(**given)


def _choice(field: Any, *, many: bool) -> forms.Field:
    """A choice among the records of the helsefellesskap; asked for within its scope."""
    objects = field.remote_field.model.objects.all()
    words = {"label": field.verbose_name, "help_text": field.help_text}
    required = not (field.blank or field.null)
    if many:
        widget = forms.CheckboxSelectMultiple()
        return forms.ModelMultipleChoiceField(objects, required=False, widget=widget, **words)
    return forms.ModelChoiceField(objects, required=required, **words)


class OfARecord(forms.Form):
    """A form about a record that is no form over its fields; carries how the record stood.

    ``stands_for`` says which of the record's fields a field of another name is about.
    """

    stands_for: dict[str, str] = {"last_day": "valid_to"}

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: models.Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", actions.version_of(record))


def why() -> forms.CharField:
    """The field for why something is done, where nobody has to say."""
    label = gettext_lazy("Why (may be left empty)")
    return forms.CharField(required=False, max_length=1000, label=label)


def why_otherwise() -> forms.CharField:
    """The field for why others decided than the rules say; it stands in the log."""
    return forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Decided otherwise than the rules say: why"),
        help_text=gettext_lazy("Only where the rules for who decides were not followed."),
    )


class EndForm(OfARecord):
    """The last day of something that has a period, called by ``label``, and why it ends."""

    last_day = forms.DateField(widget=DateInput(), label=gettext_lazy("The last day that it holds"))
    reason = why()

    def __init__(self, *args: Any, record: DatedRecord, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.fields["last_day"].label = label or self.fields["last_day"].label
        self.initial.setdefault("last_day", record.valid_to or today())
        self.first_day = record.valid_from

    def clean_last_day(self) -> datetime.date:
        last: datetime.date = self.cleaned_data["last_day"]
        if self.first_day and last < self.first_day:
            raise ValidationError(_("The last day is before the first day."))
        return last

    def end(self, record: Any) -> None:
        """Lets the record end as is said; the caller saves it."""
        record.end_on(self.cleaned_data["last_day"])

    def written(self, *, by: Actor, record: models.Model) -> None:
        """What is done when the record is written, in the same transaction; nothing, mostly."""


class RecordForm(forms.ModelForm):
    """A form over a record's fields; carries how the record stood when it was opened."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "instance" in kwargs:
            read_chosen(kwargs["instance"])
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = actions.version_of(self.instance)
        for name in self.fields.keys() & set(getattr(self.instance, "MARKED", ())):
            field = self.fields[name]
            field.help_text = " ".join(str(one) for one in (field.help_text, HOW) if one)

    def written(self, *, by: Actor, record: models.Model) -> None:
        """What is done when the record is written, in the same transaction; nothing, mostly."""

    def only_today(self, name: str) -> None:
        """Lets one choose among what holds today, beside what is chosen already."""
        field: Any = self.fields[name]
        stands = Q(pk=self.initial.get(name))
        field.queryset = field.queryset.filter(holds_on(today()) | stands)

    def only_own(self, actor: Actor) -> None:
        """Lets who acts for one party or body choose no other; the choice must then be made."""
        condition = rule_of(type(self.instance)).condition("change")
        if condition.q(actor) is True:
            return
        for name in ties(condition) & self.fields.keys():
            field: Any = self.fields[name]
            if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
                continue
            own = [one.pk for one in field.queryset if self._may_stand(actor, name, one)]
            field.queryset = field.queryset.filter(pk__in=own)
            field.required = field.required or not self._may_stand(actor, name, None)

    def _may_stand(self, actor: Actor, name: str, chosen: models.Model | None) -> bool:
        record = copy.copy(self.instance)
        setattr(record, name, chosen)
        return may(actor, "change", record)


def record_form(
    model: type[models.Model], fields: Sequence[str], *, base: type[RecordForm] = RecordForm
) -> type[RecordForm]:
    """The form for some fields of a model; call it within the scope of the helsefellesskap."""
    made = forms.modelform_factory(
        model,
        form=base,
        fields=list(fields),
        formfield_callback=form_field,  # type: ignore[arg-type]
    )
    return cast(type[RecordForm], made)


def are_days_near(form: Any) -> bool:
    """Whether every day that was given lies in years that are meant; else tells it at the field.

    Days are counted on from: a year that was mistyped would stop a calendar, or all reminders.
    """
    given = getattr(form, "cleaned_data", None) or {}
    days = [(name, day) for name, day in given.items() if isinstance(day, datetime.date)]
    far = [name for name, day in days if not years.FIRST <= day.year <= years.LAST]
    for name in far:
        told = {"first": years.FIRST, "last": years.LAST}
        form.add_error(name, _("Give a day from %(first)d to %(last)d.") % told)
    return not far


def put_back(form: Any, kept: QueryDict | None) -> None:
    """Lets what was typed before stand in the fields again; files are not kept.

    Args:
        form: not bound; or what holds several forms, as ``forms``.
        kept: what was sent; None when nothing was.
    """
    form.is_kept = kept is not None and ASIDE not in kept
    for one in getattr(form, "forms", [form]) if kept is not None else ():
        for bound in one:
            widget, name = bound.field.widget, bound.html_name
            if widget.needs_multipart_form:
                bound.field.is_kept = True
            elif not widget.value_omitted_from_data(kept, {}, name):
                one.initial[bound.name] = widget.value_from_datadict(kept, {}, name)
