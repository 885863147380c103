"""A case is found by every way to write its number, and a pattern is data."""

import pytest

from samspill.cases.numbering import ReadNumber, readings, written, wrong_in


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        ("PSU 3/17", 2017, 3),
        ("PSU sak 3/2017", 2017, 3),
        ("3/2017", 2017, 3),
        ("psu-3-17", 2017, 3),
        ("01-21", 2021, 1),
        ("2014/15", 2014, 15),
        ("36-2025", 2025, 36),
        ("Sak 37/15", 2015, 37),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, year: int, number: int) -> None:
    assert (year, number) in {(one.year, one.number) for one in readings(text)}


def test_nobody_can_tell_which_is_the_year_of_two_short_numbers() -> None:
    assert readings("ASU 14/15") == [ReadNumber("ASU", 2015, 14), ReadNumber("ASU", 2014, 15)]


def test_what_is_no_number_is_read_as_none() -> None:
    for text in ("", "PSU", "3/", "0/17", "3/17/4", "3/1850"):
        assert readings(text) == [], text


def test_a_pattern_gives_number_and_year_and_nothing_else() -> None:
    assert written("{nn}-{yy}", body="PSU", year=2021, number=1) == "01-21"
    assert written("", body="PSU", year=2017, number=3) == "PSU 3/2017"
    for pattern in (
        "{number}",
        "{year}",
        "{number}/{day}",
        "{number",
        "{0}/{year}",
        "{number:>9999999}/{year}",
    ):
        assert wrong_in(pattern), pattern
