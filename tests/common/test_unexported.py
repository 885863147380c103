"""What is written and not exported is told, model by model and field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samspill.commitments.processes import Process
from samspill.common import house, unexported
from samspill.common.open_format.declared import declared
from samspill.common.open_format.kind import KindReference, RecordKind
from samspill.common.open_format.kinds import PARTNERSHIP
from samspill.common.unexported import check_the_files

KINDS = {kind.name: kind for kind in declared()}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is told when kinds are declared in another way, or not at all."""

    def check(*, without: str = "", **changed: RecordKind) -> list[str]:
        kinds = {**KINDS, **changed}
        kinds.pop(without, None)
        monkeypatch.setattr(unexported, "declared", lambda: tuple(kinds.values()))
        return sorted(f"{one.id} {one.msg}" for one in check_the_files(None))

    return check


def changed(name: str, **values: Any) -> dict[str, RecordKind]:
    return {name: replace(KINDS[name], **values)}


def test_all_that_is_written_is_exported_or_left_out_with_a_reason() -> None:
    assert check_the_files(None) == []


def test_every_reason_is_given() -> None:
    reasons = [why for brings in house.brought() for why in brings.not_exported.values()]
    reasons += [why for kind in (PARTNERSHIP, *declared()) for why in kind.not_exported.values()]
    assert len(reasons) > 10
    assert all(reasons)


def test_a_model_that_nothing_exports(told: Callable[..., list[str]]) -> None:
    assert told(without="facility") == [
        "samspill.E007 parties.Facility is written, and nothing exports it."
    ]


def test_a_model_that_a_process_exports_no_more(
    told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(process: Process) -> Process:
        return replace(process, in_files=None) if process.slug == "measure" else process

    brought = tuple(
        replace(brings, processes=[silent(one) for one in brings.processes])
        for brings in house.brought()
    )
    monkeypatch.setattr(house, "brought", lambda: brought)
    assert told() == [
        f"samspill.E007 plans.{name} is written, and nothing exports it."
        for name in ("OwedMeasure", "ReportingRound", "RoundOwner", "RoundReport")
    ]


def test_a_field_that_no_file_has(told: Callable[..., list[str]]) -> None:
    assert told(**changed("facility", left_out=("beds",))) == [
        "samspill.E008 parties.Facility.beds is written, and no file has it."
    ]


def test_a_field_that_is_left_out_without_a_reason(told: Callable[..., list[str]]) -> None:
    assert told(**changed("contact", not_exported={})) == [
        "samspill.E008 parties.ContactPoint.confirmed_on is written, and no file has it."
    ]


def test_a_field_of_the_helsefellesskap_itself(
    told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unexported, "PARTNERSHIP", replace(PARTNERSHIP, left_out=("tagline",)))
    assert told() == ["samspill.E008 common.Partnership.tagline is written, and no file has it."]


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("facility", {"extra": ("rooms",)}, "names rooms, which is no field of parties.Facility"),
        ("facility", {"not_exported": {"beds": "no"}}, "exports beds and says that it does not"),
        ("facility", {"place": None}, "must stand in one place of a folder"),
        ("term", {"parent": ""}, "must name the column of its parent"),
        ("region", {"refs": {"host": KindReference("party")}}, "must say which kind side refers"),
        (
            "region",
            {"refs": {"host": KindReference("side"), "side": KindReference("side")}},
            "must say which kind host refers to",
        ),
    ],
)
def test_a_kind_that_is_declared_wrong(
    told: Callable[..., list[str]], name: str, values: dict[str, Any], what: str
) -> None:
    found = told(**changed(name, **values))
    assert any(f"samspill.E009 The kind of record «{name}» {what}" in one for one in found), found


def test_a_kind_that_stands_in_two_others(told: Callable[..., list[str]]) -> None:
    children = {**KINDS["region"].children, "terms": "term"}
    found = told(**changed("region", children=children))
    assert any("«term» must stand in one place of a folder" in one for one in found), found


def test_a_kind_that_nobody_declares(told: Callable[..., list[str]]) -> None:
    found = told(without="term")
    assert "samspill.E009 No kind of record is called «term»." in found
