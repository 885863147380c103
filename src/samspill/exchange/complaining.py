"""What is wrong with plain data, in words: each slip once, at its line, by the keys of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import ValidationError

from samspill.common.keys import KEY
from samspill.common.open_format.base import Strict
from samspill.common.open_format.faults import Faults, closest, nearest
from samspill.exchange.yaml_source import Path, YamlSource

AT_MOST = 100
"""So many faults of one file are told; more of them help nobody."""
BRANCH = "="
"""What the names of the branches of a union begin with: they are no keys."""


def complain(
    source: YamlSource, kind: type[Strict], error: ValidationError, faults: Faults
) -> None:
    """Tells of everything that a type refuses."""
    told = list(_told(source, kind, error))
    missing = _missing(error.errors(include_url=False))
    for problem in told[:AT_MOST]:
        _complain(source, kind, problem, missing, faults)
    if len(told) > AT_MOST:
        faults.error(source.where(()), f"{len(told) - AT_MOST} more faults", "mend these first")


def _told(source: YamlSource, kind: type[Strict], error: ValidationError) -> Iterator[Any]:
    """The problems that do not follow from others."""
    problems = error.errors(include_url=False)
    missing = _missing(problems)
    misspelt = {
        (*path[:-1], meant)
        for path in (_path(problem) for problem in problems if problem["type"] == "extra_forbidden")
        if (owner := _type_at(kind, path[:-1])) and (meant := _meant(path, owner, missing))
    }
    for problem in problems:
        path = _path(problem)
        follows = problem["type"] == "missing" and path in misspelt
        if not follows and not any(path[: len(cut)] == cut for cut in source.cut):
            yield problem


def _missing(problems: Sequence[Any]) -> frozenset[Path]:
    return frozenset(_path(one) for one in problems if one["type"] == "missing")


def _meant(path: Path, owner: type[Strict], missing: frozenset[Path]) -> str:
    """The key that was meant by one that there is not: one that is missing there comes first."""
    lacking = [str(one[-1]) for one in missing if one[:-1] == path[:-1]]
    return closest(str(path[-1]), lacking) or closest(str(path[-1]), _keys(owner))


def _path(problem: Any) -> Path:
    return tuple(part for part in problem["loc"] if not str(part).startswith(BRANCH))


def complain_about_empty_keys(source: YamlSource, kind: type[Strict], faults: Faults) -> None:
    """A key that the type has may stand empty, as if it were left out; no other may."""
    for path in source.empty:
        owner = _type_at(kind, path[:-1])
        if owner and path[-1] not in _keys(owner):
            faults.error(source.where(path), f"unknown key «{path[-1]}»", _near(path[-1], owner))


def _keys(kind: type[Strict]) -> list[str]:
    return [key for _name, key in names_and_keys(kind)]


def _near(key: str | int, owner: type[Strict]) -> str:
    known = _keys(owner)
    return nearest(str(key), known) or f"one of {', '.join(known)}"


@cache
def names_and_keys(kind: type[Strict]) -> list[tuple[str, str]]:
    """A type's attributes, each with its key in files."""
    return [(name, info.alias or name) for name, info in kind.model_fields.items()]


EXPECTED = {
    "missing": "it must be given",
    "date_from_datetime_parsing": "a date such as 2021-01-31",
    "date_parsing": "a date such as 2021-01-31",
    "date_from_datetime_inexact": "a date such as 2021-01-31",
    "date_type": "a date such as 2021-01-31",
    "time_parsing": 'a time such as "12:00"',
    "time_type": 'a time such as "12:00"',
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "literal_error": "one word",
    "list_type": "a list",
    "string_type": "a text",
    "model_type": "a record with keys and values",
    "model_attributes_type": "a record with keys and values",
}


def _complain(
    source: YamlSource,
    kind: type[Strict],
    problem: Any,
    missing: frozenset[Path],
    faults: Faults,
) -> None:
    path = _path(problem)
    where = source.where(path)
    what = path_in_words(path, source.data)
    if problem["type"] == "extra_forbidden":
        owner = _type_at(kind, path[:-1])
        meant = _meant(path, owner, missing) if owner else ""
        expected = f"did you mean «{meant}»?" if meant else _near(path[-1], owner) if owner else ""
        faults.error(where, f"unknown key «{path[-1]}»", expected)
    elif problem["type"] == "literal_error" and isinstance(problem["input"], str):
        value = problem["input"]
        allowed = problem["ctx"]["expected"]
        guess = nearest(
            value, [word.strip(" '") for word in allowed.replace(" or ", ",").split(",")]
        )
        faults.error(where, f"{what} is «{value}»", guess or f"one of {allowed}")
    elif problem["type"] == "missing":
        faults.error(where, f"{what} is missing", "it must be given")
    elif problem["type"] == "string_pattern_mismatch":
        pattern = problem["ctx"]["pattern"]
        expected = f"like {pattern}"
        if pattern == KEY:
            expected = (
                "small letters and digits, with single full stops, hyphens or underscores between"
            )
        faults.error(where, f"{what} is «{str(problem['input'])[:80]}»", expected)
    else:
        message = problem["msg"].removeprefix("Value error, ")
        expected = EXPECTED.get(problem["type"]) or _bound(problem) or message
        value = problem["input"]
        shown = f" is «{value[:80]}»" if isinstance(value, str) else " cannot be read"
        faults.error(where, f"{what}{shown}", expected)


BOUNDS = {
    "greater_than_equal": "{ge} at least",
    "less_than_equal": "{le} at most",
    "string_too_long": "{max_length:,} characters at most",
    "string_too_short": "{min_length} character at least",
}


def _bound(problem: Any) -> str:
    """What a number or a length must keep to, where that is what is wrong."""
    told = BOUNDS.get(problem["type"], "")
    return told.format(**problem["ctx"]) if told else ""


TELLING = ("id", "party", "body", "document", "seat", "name", "title", "number", "date", "from")
"""Keys by which a record is told from others of its list; the first that it has."""


def path_in_words(path: Sequence[str | int], data: Any) -> str:
    """Where in the file: ``parties «kafjord», numbers «5540», from``, never a place in a list."""
    words: list[str] = []
    for part in path:
        data = _step(data, part)
        if isinstance(part, str):
            words.append(part)
        elif words:
            words[-1] += f" {_called(data, part)}"
    return ", ".join(words) or "the file"


def _step(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    inside = isinstance(data, list) and isinstance(part, int) and part < len(data)
    return data[part] if inside else None


def _called(record: Any, place: int) -> str:
    """What a record of a list is called: by its key, else by its place, the first being no. 1."""
    facts = record if isinstance(record, dict) else {}
    keys = [facts[name] for name in TELLING if isinstance(facts.get(name), str)]
    return f"«{keys[0][:60]}»" if keys else f"no. {place + 1}"


def _type_at(kind: Any, path: tuple[str | int, ...]) -> type[Strict] | None:
    """The type of the record at ``path``, for suggesting its keys."""
    for part in path:
        if isinstance(part, int):
            continue
        fields = {info.alias or name: info for name, info in kind.model_fields.items()}
        info = fields.get(str(part))
        found = _record_type(info.annotation) if info else None
        if found is None:
            return None
        kind = found
    return kind if isinstance(kind, type) and issubclass(kind, Strict) else None


def _record_type(annotation: Any) -> type[Strict] | None:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _record_type(argument):
            return found
    return None
