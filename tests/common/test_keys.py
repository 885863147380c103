"""What records are called in addresses: the same rule in files, in forms and in workbooks."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from pydantic import TypeAdapter
from pydantic import ValidationError as Unreadable

from samspill.common.keys import is_key
from samspill.common.open_format.base import Key
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
