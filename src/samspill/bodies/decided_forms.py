"""Forms over what a body decides: by an item of a meeting, or told with body, day and reference."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.bodies import decisions
from samspill.bodies.models import Body
from samspill.common.actors import Actor
from samspill.common.forms import DateInput, EndForm, RecordForm, why_otherwise
from samspill.common.models import today

OF_IT = {"by": "decided_by", "on": "decided_on", "reference": "decision_reference"}
OF_ITS_END = {"by": "end_decided_by", "on": "end_decided_on", "reference": "end_reference"}


def otherwise() -> forms.CharField:
    """The field for why others decided than the rules say; it stands on the page of the body."""
    field = why_otherwise()
    field.help_text = _(
        "Only where the rules for who decides were not followed. Everyone can read it."
    )
    return field


def fill(given: dict[str, Any], names: dict[str, str], otherwise: str) -> None:
    """Lets the chosen decision of a meeting say who decided, when and in which case.

    Raises:
        ValidationError: it waits no longer.
    """
    made = decisions.chosen(given.get("decided_in", ""))
    if made is not None:
        given.update({name: getattr(made, told) for told, name in names.items()})
        given[otherwise] = given.get(otherwise) or made.otherwise


def ready(form: Any, *deciders: str) -> None:
    """Lets one choose among the bodies, and among the decisions that wait."""
    for name in deciders:
        form.fields[name].queryset = Body.objects.all()
    form.fields["decided_in"].choices = decisions.choices()


class DecidedForm(RecordForm):
    """A form over a record of :class:`samspill.bodies.models.decided.Decided`."""

    decided_in = decisions.field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name != "decided_in"]
        names.insert(names.index("decided_by"), "decided_in")
        self.order_fields(names)
        ready(self)

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: the decision is carried out already.
        """
        given = super().clean() or self.cleaned_data
        fill(given, OF_IT, "decided_otherwise")
        return given

    def written(self, *, by: Actor, record: models.Model) -> None:
        """Tells that the decision is carried out."""
        decisions.carry_out(by=by, key=self.cleaned_data["decided_in"], record=record)


class BodyEndForm(EndForm):
    """The last day of a body, and who decided on it: whoever may create one (5.2)."""

    decided_in = decisions.field()
    end_decided_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Decided by the body")
    )
    end_decided_on = forms.DateField(required=False, widget=DateInput(), label=_("Decided on"))
    end_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    end_otherwise = otherwise()
    field_order = ["last_day", "decided_in", *OF_ITS_END.values(), "end_otherwise", "reason"]

    def __init__(self, *args: Any, record: Body, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in (*OF_ITS_END.values(), "end_otherwise"):
            self.initial.setdefault(name, getattr(record, name))
        ready(self, "end_decided_by")

    def clean(self) -> dict[str, Any]:
        """Raises:
        ValidationError: the decision is carried out already.
        """
        given = super().clean() or self.cleaned_data
        fill(given, OF_ITS_END, "end_otherwise")
        return given

    def end(self, record: Body) -> None:
        """Lets the body end as is said."""
        super().end(record)
        for name in (*OF_ITS_END.values(), "end_otherwise"):
            setattr(record, name, self.cleaned_data[name])
        record.end_told_on = today()

    def written(self, *, by: Actor, record: models.Model) -> None:
        """Tells that the decision is carried out."""
        decisions.carry_out(by=by, key=self.cleaned_data["decided_in"], record=record)
