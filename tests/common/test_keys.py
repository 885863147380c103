"""What stands in addresses: the same rules in files, in forms and in workbooks."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from pydantic import TypeAdapter
from pydantic import ValidationError as Unreadable

from samspill.common.keys import is_key
from samspill.common.open_format.base import Key, Web
from samspill.common.web import is_web_address
from samspill.parties.models import Side
from samspill.plans.models import FocusArea, MainGoal, Measure, StatusRow

FILES: TypeAdapter[str] = TypeAdapter(Key)


@pytest.mark.parametrize("name", ["1", "1.2", "2a", "1.2-3", "raud-og-blå", "a_b"])
def test_a_name_that_files_may_give_may_be_written_by_hand(name: str) -> None:
    assert FILES.validate_python(name) == name
    is_key(name)


@pytest.mark.parametrize("name", ["", "1/2", "1 2", "A", "-1", "1.", "1..2", "1?", "1\n", "é"])
def test_a_name_without_an_address_is_refused_at_every_entrance(name: str) -> None:
    with pytest.raises(Unreadable):
        FILES.validate_python(name)
    with pytest.raises(ValidationError, match="står i adresser"):
        is_key(name)


@pytest.mark.parametrize("model", [MainGoal, FocusArea, Measure, StatusRow, Side])
def test_what_stands_in_an_address_is_looked_at_when_it_is_saved(model) -> None:
    name = "slug" if model is Side else "number"
    assert is_key in model._meta.get_field(name).validators


@pytest.mark.parametrize("address", ["https://www.example.no/avtale?side=2", "http://example.no"])
def test_an_address_that_a_page_leads_to_is_taken_from_files_and_by_hand(address: str) -> None:
    assert TypeAdapter(Web).validate_python(address) == address
    is_web_address(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.no/", "www", "//x.no"])
def test_what_no_page_may_lead_to_is_refused_at_both(address: str) -> None:
    with pytest.raises(Unreadable, match="a whole web address"):
        TypeAdapter(Web).validate_python(address)
    with pytest.raises(ValidationError, match="en hel nettadresse"):
        is_web_address(address)


def test_every_web_address_of_a_model_is_held_to_the_rule() -> None:
    fields = [
        field
        for model in apps.get_models()
        if model.__module__.startswith("samspill.")
        for field in model._meta.get_fields()
        if isinstance(field, models.URLField)
    ]
    assert len(fields) == 8
    assert all(is_web_address in field.validators for field in fields)
