"""What a line asks for by a formula: told alike by the page and by the check of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.bodies.formulas import LineAsked, counts_parties, range_in_words, wanted_by
from tests.exchange.test_faults import BODY, changed, found
from tests.unseen.folders import handed_over


def line(slug: str, side: int | None = None, **given: object) -> LineAsked:
    usual = {
        "label": slug, "role": "member", "minimum": None, "maximum": None, "one_per": "",
        "as_many_as": None, "other_side": None, "there": 0,
    }  # fmt: skip
    return LineAsked(slug=slug, side=side, **{**usual, **given})  # type: ignore[arg-type]


class Sitting:
    role = "member"
    side_id = 1


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (line("a"), None),
        (line("a", maximum=3), (0, 3)),
        (line("a", minimum=2), (2, None)),
        (line("a", one_per="municipality", there=4), (4, 4)),
        (line("a", one_per="municipality", there=4, minimum=2, maximum=2), (8, 8)),
        (line("a", one_per="region", there=3, minimum=1), (3, None)),
        (line("a", one_per="region", there=3, maximum=2), (0, 6)),
    ],
)
def test_a_number_is_for_each_of_what_is_counted(asked: LineAsked, wanted: object) -> None:
    assert wanted_by(asked, [asked], []) == wanted


def test_as_many_as_the_rule_asks_for_on_the_other_side() -> None:
    theirs = [line("b", 1, one_per="region", there=3), line("c", 1, minimum=2, maximum=2)]
    observers = line("d", 1, role="observer", minimum=9, maximum=9)
    mine = line("a", 2, as_many_as=1)
    assert wanted_by(mine, [mine, *theirs, observers], []) == (5, 5)


def test_as_many_as_there_are_where_the_rule_leaves_it_open() -> None:
    mine, open_line = line("a", 2, as_many_as=1), line("b", 1, minimum=1, maximum=4)
    assert wanted_by(mine, [mine, open_line], [Sitting(), Sitting()]) == (2, 2)
    assert wanted_by(mine, [mine, open_line], []) is None


def test_a_number_after_the_other_side_counts_parties_where_that_side_does() -> None:
    """Then it is known only where all parties are entered."""
    mine, regions = line("a", 2, as_many_as=1), line("b", 1, one_per="region", there=3)
    theirs = line("c", 1, one_per="municipality", there=5)
    open_line = line("d", 1, minimum=1, maximum=4)
    asked = [
        (mine, [mine, theirs, regions], True),
        (mine, [mine, regions], False),
        (mine, [mine, theirs, open_line], False),
        (theirs, [mine, theirs], True),
        (regions, [mine, theirs, regions], False),
    ]
    assert [counts_parties(one, lines) for one, lines, _is in asked] == [is_ for *_, is_ in asked]


def test_how_many_in_words() -> None:
    told = [range_in_words(one) for one in ((2, 2), (1, 3), (0, 3), (1, None))]
    assert told == ["2", "1–3", "inntil 3", "minst 1"]


def test_the_check_counts_as_the_page_does(tmp_path: Path) -> None:
    told = found(handed_over(tmp_path) / "tvifjord")
    assert [one for one in told if one.startswith("bodies/partnerskapsmotet")] == [
        "bodies/partnerskapsmotet.yaml:7: warning: Partnerskapsmøtet: sides are not equal, "
        "2024-01-01–…: kommunene 6, sykehusene 4",
        "bodies/partnerskapsmotet.yaml:10: warning: Partnerskapsmøtet: 4 seats entered in "
        "«Fra sykehusene», 2024-01-01–… – the rule asks for 6",
        "bodies/partnerskapsmotet.yaml:23: warning: Partnerskapsmøtet: the chair is entered from "
        "sykehusene and sykehusene, and not from each side, 2025-01-01–… – "
        "who it was, or what the rule says",
    ]


def test_a_number_and_another_side_are_not_both_given(tmp_path: Path) -> None:
    both = ("side: kommunene, count: 1", "side: kommunene, count: 1, as_many_as: helseforetaket")
    (fault,) = changed(tmp_path, BODY, both)
    assert fault.startswith("bodies/fagrad.yaml:16: error: ")
    assert "give either as_many_as, or one_per and a number, not both" in fault


def test_a_side_is_not_counted_after_itself(tmp_path: Path) -> None:
    itself = ("side: kommunene, count: 1", "side: kommunene, as_many_as: kommunene")
    (fault,) = changed(tmp_path, BODY, itself)
    assert "as_many_as names another side than the line's own" in fault
