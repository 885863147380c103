"""Texts from outside are cleaned in one way."""

from __future__ import annotations

import unicodedata

import pytest

from samspill.common.texts import cleaned, typed


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (unicodedata.normalize("NFD", "Bruvåg"), "Bruvåg"),
        ("Bruvåg\u200b", "Bruvåg"),
        ("sam\u00adarbeids\ufeffavtale", "samarbeidsavtale"),
        ("\u00a0Focus\u2009area \t ", "Focus area"),
        ("nul\x00 bell\x07 half\ud83d none\uffff", "nul bell half none"),
        ("one\r\ntwo\rthree\u2028four", "one two three four"),
        ("Føroyar, ášŋ, 5 °C, 1½", "Føroyar, ášŋ, 5 °C, 1½"),
    ],
)
def test_what_nobody_sees_is_gone_and_letters_are_composed(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


def test_line_breaks_stay_where_lines_are_wanted() -> None:
    assert cleaned(" one \r\n\n two\x0b \n", lines=True) == "one\n\n two"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("one\n\tand  two", "one\n\tand  two"),
        ("one\r\tand  two", "one\n\tand  two"),
        ("Indre\u00a0Fosen \u200b", "Indre Fosen"),
        ("Bruva\u030ag", "Bruvåg"),
        ("- one\r\n\t- under\u00ad it  \r\nnext", "- one\n\t- under it  \nnext"),
    ],
)
def test_what_is_typed_is_cleaned_and_markdown_keeps_its_spaces(sent: str, expected: str) -> None:
    assert typed(sent) == expected
