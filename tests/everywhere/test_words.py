"""Every field that a register asks for or shows has its words at the model, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from django.utils.functional import Promise

from samspill.common.house import registers
from samspill.common.labels import label_of
from samspill.parties.models import Assignment


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_field_of_a_register_has_words_of_ours(language: str) -> None:
    wordless = []
    with translation.override(language):
        for kind in registers().values():
            for name in {*kind.form_fields, *kind.columns}:
                field: Any = kind.model._meta.get_field(name)
                ours = isinstance(field.verbose_name, Promise) and str(field.verbose_name)
                if not ours or ours == name.replace("_", " "):
                    wordless.append((kind.slug, name))
    assert wordless == []


def test_a_columns_name_says_the_same_as_the_fields() -> None:
    assert label_of(Assignment, "party_id") == label_of(Assignment, "party") == "Part"
    assert label_of(Assignment, "gone") == "gone"
