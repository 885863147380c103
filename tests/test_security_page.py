"""The security page says of every requirement one of three things, and names tests that exist."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache

import pytest

from tools import security
from tools.security import LEVELS, PAGE, ROOT, STATES, Row, levels, page, rows

OWNERS = ("the operator", "the maintainers", "the secretariat")


@cache
def defined_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def test_the_list_is_as_long_as_the_standard() -> None:
    # ASVS 5.0.0 has 70, 183 and 92 requirements of its three levels, in 17 chapters.
    assert Counter(levels().values()) == {1: 70, 2: 183, 3: 92}
    assert {section.split(".")[0] for section in LEVELS} == {f"V{n}" for n in range(1, 18)}
    assert len(security.CHAPTERS) == 17


def test_every_number_of_level_1_and_2_stands_once_and_in_order() -> None:
    assert [row.number for row in rows()] == [n for n, level in levels().items() if level < 3]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.number)
def test_a_requirement_has_a_state_words_and_a_reason(row: Row) -> None:
    assert row.state in STATES
    assert row.words
    assert row.why
    assert "|" not in row.words + row.why
    if row.state == "owned":
        owner, separator, reason = row.why.partition(": ")
        assert owner.startswith(OWNERS)
        assert separator
        assert len(reason) > 60, "a reason that somebody can weigh"
    if row.state == "met":
        assert len(row.tests) == len(set(row.tests))


def test_nothing_is_open() -> None:
    assert [row.number for row in rows() if row.state == "open"] == []


NAMED = sorted({test for row in rows() for test in row.tests})


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_exists(name: str) -> None:
    path, separator, test = name.partition("::")
    assert separator
    assert test in defined_in(path)


def test_the_page_is_as_the_rows_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(rows())


def test_the_count_counts() -> None:
    given = [Row("V1.1.1", 2, "open", "a", "b"), Row("V1.2.1", 1, "na", "a", "b"),
             Row("V1.1.2", 2, "met", "a", "tests/x.py::test_y")]  # fmt: skip
    assert "| Level 2 | 1 | 0 | 0 | 1 | 2 |" in page(given)
    assert "| Both | 1 | 1 | 0 | 1 | 3 |" in page(given)
