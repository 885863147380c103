"""A number or a key that a form takes is one that a file may hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from pydantic import TypeAdapter
from pydantic import ValidationError as Refused

from samspill.bodies.models import Rotation, Seat
from samspill.exchange.kinds import kinds
from samspill.exchange.limits import reading

NUMBERS = [-1, 0, 1, 7, 101, 601, 1001, 1799, 2201, 10_001, 32_767]
TEXTS = ["=1+1", "x y", "A", "a/b", "1.1.3/4", "-1", ".a", "a--b", "９９９", "æ", "1.2", "2a_b"]


def test_what_a_form_takes_a_file_may_hold() -> None:
    looser = []
    for kind in kinds():
        for attribute, column in kind.plain.items():
            field: Any = kind.model._meta.get_field(column)
            info = kind.type.model_fields.get(attribute)
            is_plain = isinstance(field, models.IntegerField | models.CharField)
            if info is None or not field.editable or not is_plain:
                continue
            reads = reading(info)
            given = NUMBERS if isinstance(field, models.IntegerField) else TEXTS
            looser += [
                (kind.name, attribute, value)
                for value in given
                if _takes(field, value) and not _is_read(reads, field.to_python(value))
            ]
    assert looser == []


def _takes(field: Any, value: Any) -> bool:
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return True


def _is_read(reads: TypeAdapter[Any], value: Any) -> bool:
    try:
        reads.validate_python(value)
    except Refused:
        return False
    return True


def test_the_limit_is_told_at_the_field() -> None:
    with pytest.raises(ValidationError) as refused:
        Rotation(months=601).clean_fields(exclude={"partnership", "body", "office"})
    assert "600" in str(refused.value.message_dict["months"])
    with pytest.raises(ValidationError):
        Seat._meta.get_field("group").clean("A B", None)
