"""Plain data read into a type of the format, with each fault told where it stands."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from samspill.common.open_format.base import Strict
from samspill.common.open_format.faults import Faults
from samspill.exchange.complaining import complain, complain_about_empty_keys, names_and_keys
from samspill.exchange.yaml_source import YamlSource

T = TypeVar("T", bound=Strict)


def validate(source: YamlSource, data: Any, kind: type[T], faults: Faults) -> T | None:
    """Reads plain data into a type and notes on every record where it stood."""
    complain_about_empty_keys(source, kind, faults)
    try:
        record = kind.model_validate(data)
    except ValidationError as error:
        complain(source, kind, error, faults)
        faults.unread.add(source.file)
        return None
    _locate(record, source, ())
    return record


def _locate(record: Strict, source: YamlSource, path: tuple[str | int, ...]) -> None:
    where = source.where(path)
    lines: dict[str, int] = {}
    for name, key in names_and_keys(type(record)):
        line = source.lines.get((*path, key), where.line)
        if line != where.line:
            lines[name] = line
        value = getattr(record, name)
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Strict):
                    _locate(item, source, (*path, key, index))
        elif isinstance(value, Strict):
            _locate(value, source, (*path, key))
    record.stand_at(where, lines)
