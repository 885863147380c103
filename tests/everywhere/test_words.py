"""Every field that a register asks for or shows has its words at the model, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps as django_apps
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext

import samspill
from samspill.common.house import registers
from samspill.common.labels import label_of
from samspill.common.models import MARKDOWN, STAYS
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


def test_a_help_text_stands_at_fields_of_one_name() -> None:
    """What is told of one field was once copied to two others, of which it is not true."""
    labels: dict[str, set[str]] = {}
    for model in django_apps.get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if text := field.help_text:
                labels.setdefault(str(text), set()).add(str(field.verbose_name))
    everywhere = {str(text) for text in (STAYS, MARKDOWN, gettext("One on each line."))}
    wrong = {text: names for text, names in labels.items() if len(names) > 1}
    assert {text for text in wrong if text not in everywhere} == set()


def test_a_class_has_a_name_of_its_own() -> None:
    """A type of files is called as the model that it is of; a server's wrapper as Django asks."""
    source = Path(samspill.__file__).parent
    places: dict[str, list[str]] = {}
    for file in sorted(source.rglob("*.py")):
        if not {"migrations", "open_format"} & set(file.parts):
            for name in re.findall(r"^class (\w+)", file.read_text(encoding="utf-8"), re.M):
                places.setdefault(name, []).append(str(file.relative_to(source)))
    several = {name: files for name, files in places.items() if len(files) > 1}
    assert several.keys() == {"DatabaseWrapper"}, several


def test_a_columns_name_says_the_same_as_the_fields() -> None:
    assert label_of(Assignment, "party_id") == label_of(Assignment, "party") == "Part"
    assert label_of(Assignment, "gone") == "gone"
