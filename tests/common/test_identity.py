"""A national identity number is found however it is spelt, and what only looks like one is not."""

from __future__ import annotations

import pytest

from samspill.common.identity import DIGITS, holds_identity_number

SYNTHETIC = "13097248022"
SPELLINGS = [
    "13097248022",
    "130972 48022",
    "130972-48022",
    "130972\u2013480 22",
    "13.09.72 48022",
    "13 09 72 480 22",
    "13/09/72-48022",
    "1309 7248 022",
    "１３０９７２４８０２２",
    "130972\u00a048022",
    "130972\u200b48022",
    "Ring 98765432 eller 130972 48022.",
    "fnr:13097248022,",
]
HARMLESS = [
    "13097248023",
    "130972480221",
    "tlf. 74 00 00 00, 74 11 11 11",
    "org.nr. 938 587 051",
    "2019 2020 2021",
    "13.09.1972 klokka 10.30",
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "13097248022 1"[1:],
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_number_is_found_however_it_is_spelt(text: str) -> None:
    assert holds_identity_number(text)
    assert DIGITS.search(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_are_let_be(text: str) -> None:
    assert not holds_identity_number(text)
