"""The table of municipalities: what it says, and that the official lists say the same."""

from __future__ import annotations

import csv
import datetime
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from samspill.parties.models import PartyNumber
from samspill.parties.municipalities import (
    KNOWN_SINCE,
    Municipality,
    all_municipalities,
    find,
    held_since,
    in_force,
    unknown_on,
)
from samspill.parties.numbers import is_organisation_number
from tools import municipalities as maker

ONE_DAY = datetime.timedelta(days=1)
KLASS = Path(__file__).parents[2] / "../shared/data/klass"
needs_klass = pytest.mark.skipif(
    not KLASS.is_dir(), reason="the official code lists (../shared/data/klass) are not here"
)


def numbers(found: tuple) -> list[str]:
    return [municipality.number for municipality in found]


def successors(number: str, on: date) -> tuple[Municipality, ...]:
    """What the municipality that had ``number`` on a day went over into when its period ended."""
    found = find(number, on)
    if found is None or found.valid_to is None:
        return ()
    later = (find(successor, found.valid_to + ONE_DAY) for successor in found.successor_numbers)
    return tuple(successor for successor in later if successor is not None)


def predecessors(number: str, on: date) -> tuple[Municipality, ...]:
    """What went over into the municipality that had ``number`` on a day when its period began."""
    found = find(number, on)
    if found is None or found.valid_from is None:
        return ()
    return tuple(
        earlier
        for earlier in all_municipalities()
        if earlier.valid_to == found.valid_from - ONE_DAY and number in earlier.successor_numbers
    )


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2017, 1, 1), 426),
        (date(2017, 12, 31), 426),
        (date(2018, 1, 1), 422),
        (date(2019, 12, 31), 422),
        (date(2020, 1, 1), 356),
        (date(2023, 12, 31), 356),
        (date(2024, 1, 1), 357),
        (date(2024, 12, 1), 357),
    ],
)
def test_the_number_of_municipalities(day, count):
    assert len(in_force(day)) == count
    assert len({municipality.number for municipality in in_force(day)}) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2017, 1, 1), 19),
        (date(2018, 1, 1), 18),
        (date(2020, 1, 1), 11),
        (date(2024, 1, 1), 15),
    ],
)
def test_the_number_of_counties(day, count):
    assert len({municipality.county_number for municipality in in_force(day)}) == count
    assert len({municipality.county for municipality in in_force(day)}) == count


@pytest.mark.parametrize(
    ("number", "day", "county"),
    [
        ("1702", date(2017, 1, 1), "Nord-Trøndelag"),
        ("1601", date(2017, 1, 1), "Sør-Trøndelag"),
        ("5004", date(2018, 1, 1), "Trøndelag"),
        ("5006", date(2024, 1, 1), "Trøndelag"),
        ("1811", date(2024, 1, 1), "Nordland"),
        ("0104", date(2019, 1, 1), "Østfold"),
        ("3002", date(2021, 1, 1), "Viken"),
        ("3103", date(2024, 1, 1), "Østfold"),
        ("5401", date(2021, 1, 1), "Troms og Finnmark"),
        ("5501", date(2024, 1, 1), "Troms"),
    ],
)
def test_counties_follow_the_period(number, day, county):
    found = find(number, day)
    assert found is not None
    assert (found.county_number, found.county) == (number[:2], county)


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        (["1703", "1725", "1748"], ["5005", "5040", "5048"], "5007"),
        (["1702", "1724"], ["5004", "5039"], "5006"),
        (["1750", "1751"], ["5050", "5051"], "5060"),
    ],
)
def test_mergers_in_nord_trondelag_in_two_steps(before, between, after):
    for old, new in zip(before, between, strict=True):
        assert numbers(successors(old, date(2017, 1, 1))) == [new]
        assert numbers(predecessors(new, date(2018, 1, 1))) == [old]
        assert numbers(successors(new, date(2019, 12, 31))) == [after]
    assert numbers(predecessors(after, date(2020, 1, 1))) == between


def test_indre_fosen_came_out_of_a_merger_in_2018():
    for old in ["1624", "1718"]:
        assert numbers(successors(old, date(2017, 1, 1))) == ["5054"]
    assert numbers(predecessors("5054", date(2018, 1, 1))) == ["1624", "1718"]


def test_nord_trondelag_went_from_23_to_19():
    old = [m.number for m in in_force(date(2017, 1, 1)) if m.county == "Nord-Trøndelag"]
    step = {new.number for number in old for new in successors(number, date(2017, 1, 1))}
    now = set()
    for number in step:
        found = find(number, date(2020, 1, 1))
        if found is not None:
            now.add(number)
        else:
            now.update(numbers(successors(number, date(2019, 12, 31))))
    assert (len(old), len(now)) == (23, 19)
    assert {"5006", "5007", "5054", "5060"} <= now


def test_a_split_has_several_successors():
    assert numbers(successors("1507", date(2023, 12, 31))) == ["1508", "1580"]
    assert numbers(successors("5012", date(2019, 1, 1))) == ["5055", "5056", "5059"]
    assert "5012" in numbers(predecessors("5059", date(2020, 1, 1)))


def test_a_change_of_name_keeps_the_number():
    before, after = find("5037", date(2023, 12, 31)), find("5037", date(2024, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.name, before.other_names) == ("Levanger", ())
    assert (after.name, after.other_names) == ("Levanger", ("Levangke",))
    assert successors("5037", date(2023, 12, 31)) == (after,)
    assert predecessors("5037", date(2024, 1, 1)) == (before,)
    assert successors("5037", date(2024, 1, 1)) == ()


@pytest.mark.parametrize(
    ("number", "name", "others"),
    [
        ("5025", "Røros", ("Rosse",)),
        ("5041", "Snåsa", ("Snåase",)),
        ("5540", "Kåfjord", ("Gáivuotna", "Kaivuono")),
        ("5437", "Karasjok", ("Kárášjohka",)),
        ("1818", "Herøy", ()),
    ],
)
def test_the_norwegian_name_leads(number, name, others):
    found = find(number, date(2023, 6, 1)) or find(number, date(2024, 6, 1))
    assert found is not None
    assert (found.name, found.other_names) == (name, others)


def test_a_number_is_known_only_on_its_days():
    assert find("1702", date(2018, 1, 1)) is None
    assert find("5004", date(2017, 12, 31)) is None
    assert find("5006", date(2019, 12, 31)) is None
    assert find("9999", date(2024, 1, 1)) is None
    assert successors("9999", date(2024, 1, 1)) == ()
    assert predecessors("9999", date(2024, 1, 1)) == ()


def test_before_2017_is_answered_as_the_first_day():
    assert find("1702", date(1990, 1, 1)) == find("1702", KNOWN_SINCE)
    assert find("5004", date(1990, 1, 1)) is None
    assert in_force(date(2016, 1, 1)) == in_force(KNOWN_SINCE)


def test_every_successor_is_there_the_next_day():
    for municipality in all_municipalities():
        if municipality.valid_to is None:
            assert municipality.successor_numbers == (), municipality
            continue
        assert municipality.successor_numbers, municipality
        followed = successors(municipality.number, municipality.valid_to)
        assert tuple(numbers(followed)) == municipality.successor_numbers, municipality
        for successor in followed:
            assert successor.valid_from == municipality.valid_to + datetime.timedelta(days=1)


def test_every_period_after_the_first_day_has_predecessors():
    for municipality in all_municipalities():
        if municipality.valid_from is not None and municipality.valid_from > KNOWN_SINCE:
            assert predecessors(municipality.number, municipality.valid_from), municipality


def test_the_periods_of_a_number_do_not_overlap():
    by_number = defaultdict(list)
    for municipality in all_municipalities():
        assert re.fullmatch(r"\d{4}", municipality.number)
        by_number[municipality.number].append(municipality)
    for periods in by_number.values():
        for earlier, later in pairwise(periods):
            assert earlier.valid_to is not None
            assert later.valid_from is not None
            assert earlier.valid_to < later.valid_from


def test_the_table_is_in_order_of_number_and_time():
    rows = [(m.number, m.valid_from or date.min) for m in all_municipalities()]
    assert rows == sorted(rows)


@needs_klass
def test_the_table_is_what_the_official_lists_give(tmp_path):
    maker.write(maker.build(KLASS), tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == maker.TABLE.read_bytes()


def klass(name: str) -> list[dict[str, str]]:
    with (KLASS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_klass
def test_numbers_and_names_are_those_of_the_official_lists():
    nodes = [node for node in klass("klass_131_nodes.csv") if node["code"] != "9999"]
    days = {node[end] for node in nodes for end in ("valid_from", "valid_to")} - {""}
    for day in sorted(day for day in days if day >= "2017-01-01"):
        official = {
            node["code"]: set(re.sub(r" \(.*\)", "", node["name"]).split(" - "))
            for node in nodes
            if node["valid_from"] <= day and (not node["valid_to"] or day < node["valid_to"])
        }
        ours = {m.number: {m.name, *m.other_names} for m in in_force(date.fromisoformat(day))}
        assert ours == official, day


@needs_klass
def test_changes_of_number_are_those_of_the_official_lists():
    official = {
        (edge["change_occurred"], edge["from_code"], edge["to_code"])
        for edge in klass("klass_131_edges.csv")
        if edge["change_occurred"] > "2017-01-01" and edge["from_code"] != edge["to_code"]
    }
    ours = {
        ((m.valid_to + datetime.timedelta(days=1)).isoformat(), m.number, successor)
        for m in all_municipalities()
        if m.valid_to is not None
        for successor in m.successor_numbers
        if successor != m.number
    }
    assert ours == official


@pytest.mark.parametrize(
    ("number", "first", "last", "unknown"),
    [
        ("5006", date(2020, 1, 1), None, None),
        ("1702", None, date(2017, 12, 31), None),
        ("1702", None, None, date(2018, 1, 1)),
        ("1702", None, date(2016, 1, 1), None),
        ("5006", date(2017, 6, 1), date(2019, 1, 1), date(2017, 6, 1)),
        ("9999", date(2020, 1, 1), None, date(2020, 1, 1)),
        ("9999", None, date(1999, 1, 1), None),
        ("5099", date(2028, 1, 1), None, None),
        ("", None, None, date(2017, 1, 1)),
    ],
)
def test_a_number_is_judged_by_the_days_it_is_entered_for(
    number: str, first: date | None, last: date | None, unknown: date | None
) -> None:
    assert unknown_on(number, first, last, date(2026, 1, 1)) == unknown
    entered = PartyNumber(number=number, valid_from=first, valid_to=last)
    if unknown is None:
        entered.clean()
    else:
        with pytest.raises(ValidationError) as refused:
            entered.clean()
        assert set(refused.value.message_dict) == {"number"}


@pytest.mark.parametrize(
    "number", ["974754119", "97475411", "９７４７５４１１８", "974 754 118", "=1+1"]
)
def test_what_is_no_organisation_number_is_refused_as_in_files(number: str) -> None:
    is_organisation_number("974754118")
    with pytest.raises(ValidationError):
        is_organisation_number(number)


@pytest.mark.parametrize(
    ("number", "since"), [("5006", date(2020, 1, 1)), ("1103", None), ("9999", None)]
)
def test_a_number_is_held_since_it_was_first_in_use(number: str, since: date | None) -> None:
    assert held_since(number, date(2026, 1, 1)) == since
