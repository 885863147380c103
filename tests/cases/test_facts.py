"""Which facts nobody knows, in the words of the fields."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from samspill.cases.models import Case, Meeting
from samspill.common.forms import record_form
from samspill.common.labels import label_of


@pytest.mark.parametrize("model", [Case, Meeting])
@pytest.mark.parametrize("name", ["unknown", "not_applicable"])
def test_the_facts_of_a_record_are_chosen_by_what_their_fields_are_called(
    model: type[Case | Meeting], name: str
) -> None:
    with translation.override("nb"):
        field = record_form(model, (name,)).base_fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        choices = dict(field.choices)
        called = {one: label_of(model, one) for one in model.TOLD_APART}
        assert {one: str(label) for one, label in choices.items()} == called
        assert not [label for label in called.values() if "_" in label]
