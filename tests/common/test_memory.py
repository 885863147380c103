"""What is kept in memory has a ceiling in bytes, and what is asked for last stays longest."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from samspill.common.memory import BoundedMemory


@pytest.fixture
def memory() -> BoundedMemory:
    return BoundedMemory("prove", {"OPTIONS": {"MAX_ENTRIES": 100, "MAX_BYTES": 16_000}})


def test_the_oldest_goes_when_there_are_too_many_bytes(memory: BoundedMemory) -> None:
    memory.clear()
    for number in range(40):
        memory.set(str(number), b"x" * 900)
        memory.get("0")
    kept = [number for number in range(40) if memory.has_key(str(number))]
    assert kept[0] == 0
    assert kept[1:] == list(range(40 - len(kept) + 1, 40))
    assert 14_000 < sum(map(len, memory._cache.values())) <= 16_000


def test_what_is_larger_than_its_share_is_not_kept(memory: BoundedMemory) -> None:
    memory.set("a", b"small")
    memory.set("a", b"x" * 1_001)
    assert memory.get("a") is None


def test_pages_are_kept_so() -> None:
    assert isinstance(caches["default"], BoundedMemory)
