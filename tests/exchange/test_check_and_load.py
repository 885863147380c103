"""What ``check`` finds no fault with, ``load`` takes: one value changed at a time, by a seed."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from samspill.exchange.loading import check, load
from tests.factories.folders import example, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SEED, TRIES = "samspill", 60
OTHERS: list[Any] = [
    "a" * 401, "a" * 5_000, "å" * 101, "e\u0301" * 60, "", "9999-12-31", "9" * 23, "x/y", "1.1.3/4",
    "13:00", "=1+1", 10**12, -1, True, None, ["x"], {"x": 1},
]  # fmt: skip
Way = tuple[str | int, ...]


def places(data: Any, path: Way = ()) -> Iterator[Way]:
    """Where a value stands."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*path, key))
    else:
        yield path


def changed(data: Any, path: Way, value: Any) -> str:
    data = copy.deepcopy(data)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def folders() -> list[dict[str, str]]:
    whole = example()
    read = {name: yaml.safe_load(text) for name, text in whole.items() if name.endswith(".yaml")}
    every = [
        (name, path, value) for name in read for path in places(read[name]) for value in OTHERS
    ]
    chosen = random.Random(SEED).sample(every, TRIES)  # noqa: S311
    return [{**whole, name: changed(read[name], path, value)} for name, path, value in chosen]


def test_what_is_checked_can_be_loaded(tmp_path: Path) -> None:
    taken = 0
    for number, files in enumerate(folders()):
        folder = write(tmp_path / str(number), files)
        if check(folder)[-1].errors:
            continue
        with transaction.atomic():
            outcome, _faults = load(folder, by="test")
            transaction.set_rollback(True)
        taken += bool(outcome.partnership)
    assert taken >= 5
