"""A process, or its connection, is killed in the middle of every kind of save: all or nothing.

The commits are real. After each kill every table of the domain, the audit trail, the content
version and the search index stand exactly as before or exactly as after a whole save.
``SAMSPILL_TEST_ALL=1`` breaks off at all 1,000 points; otherwise a part of them is taken, the same
each time.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.everywhere.crashing.saves import SAVES
from tests.everywhere.crashing.stage import Point, Stage, Whole, staged

pytestmark = [pytest.mark.forks, pytest.mark.once]

POINTS = 1_000 if os.environ.get("SAMSPILL_TEST_ALL") == "1" else 4 * len(SAVES)


@pytest.fixture
def stage(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Stage]:
    with django_db_blocker.unblock(), staged(tmp_path) as made:
        yield made


def points(save: str, whole: Whole, number: int) -> Iterator[Point]:
    """Where to break it off: each in turn the process or its connection, at a step or a time."""
    chance = random.Random(save)  # noqa: S311
    for index in range(number):
        kills = "process" if index % 2 else "connection"
        if index % 4 < 2:
            yield Point(save, kills, statement=chance.randint(1, whole.steps))
        else:
            yield Point(save, kills, seconds=chance.uniform(0.0001, whole.seconds))


def test_a_killed_save_leaves_all_or_nothing(stage: Stage) -> None:
    outcomes: Counter[str] = Counter()
    wrong = []
    for save in SAVES:
        whole = stage.whole(save)
        assert whole.after["common_auditentry"] != stage.first["common_auditentry"], save
        for point in points(save, whole, -(-POINTS // len(SAVES))):
            ended = stage.run(point)
            stands = stage.fingerprint()
            outcomes["killed" if ended.code else "ended"] += 1
            outcomes["before" if stands == stage.first else "after"] += 1
            if stands not in (stage.first, whole.after):
                wrong.append((point, _half(stage.first, whole.after, stands)))
            if stands != stage.first:
                stage.bring_back()
    assert wrong == []
    assert outcomes["before"] + outcomes["after"] >= POINTS
    assert outcomes["killed"] > POINTS / 2
    assert outcomes["before"] > POINTS / 4


def _half(first: dict[str, str], after: dict[str, str], stands: dict[str, str]) -> dict[str, str]:
    """For each table that does not stand as at first: whether it stands as after."""
    changed = [name for name in stands if stands[name] != first[name]]
    return {name: "saved" if stands[name] == after[name] else "half" for name in changed}
