"""A folder is held against the rules of authority as the pages are."""

from __future__ import annotations

from pathlib import Path

from samspill.common.open_format.faults import Faults
from samspill.exchange.loading import check
from tests.factories.folders import example, write

PLAN = "plans/handlingsplan-2021-2022.yaml"
EACH = "adopted_by_each_party: true"


def told(folder: Path, files: dict[str, str], adopted: str) -> Faults:
    """What is told when the plan was adopted so."""
    changed = files | {PLAN: files[PLAN].replace(EACH, adopted)}
    return check(write(folder, changed))[2]


def faults(folder: Path, files: dict[str, str], adopted: str) -> list[str]:
    return [one.what for one in told(folder, files, adopted).errors]


def test_a_council_that_gives_advice_and_adopted_a_plan_is_told_of(tmp_path: Path) -> None:
    """No rule of the folder is broken: it is loaded as it is, and the reader is told."""
    files = example()
    advises = "fagrad gives advice, and no rule in force lets it decide"
    found = told(tmp_path / "a", files, "adopted_by: fagrad")
    assert [one.what for one in found.errors] == []
    assert advises in [one.what for one in found.warnings]
    otherwise = "adopted_by: fagrad\n    adopted_otherwise: Etter fullmakt"
    assert advises not in [one.what for one in told(tmp_path / "b", files, otherwise).warnings]


def test_a_folder_is_held_against_the_rules_of_the_day(tmp_path: Path) -> None:
    rule = """
authority:
  - id: planer
    subject: Handlingsplan
    matter: adopt
    decider: each_party
    document_kinds: [{kinds}]
    clause: 5.2 b
    from: {first}
"""
    files = example()
    files[PLAN] = f"{files[PLAN]}document: retningslinje-1\n"
    kind = files["documents/retningslinje-1/document.yaml"].split("kind: ")[1].split("\n")[0]
    for name, first, wrong in (("a", "2019-01-01", 1), ("b", "2024-01-01", 0)):
        files["authority.yaml"] = rule.format(kinds=kind, first=first)
        files["bodies/fagrad.yaml"] = files["bodies/fagrad.yaml"].replace("advisory", "delegated")
        found = faults(tmp_path / name, files, "adopted_by: fagrad")
        assert len(found) == wrong, found
        assert found == ["fagrad may not decide this on 2020-12-15"][:wrong]
