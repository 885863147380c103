"""No person may be identified in a folder: national identity numbers are refused."""

from __future__ import annotations

import re

from stdnum.no import fodselsnummer

from samspill.exchange.faults import Faults
from samspill.exchange.format.base import Where

# Eleven digits, also written as 6 + 5 with a space or a mark between.
CANDIDATE = re.compile(r"(?<![\d])(\d{6})[ .\-\u00a0]?(\d{5})(?![\d])")
# Finds no less, and begins with a plain digit: texts without one are passed four times as fast.
DIGITS = re.compile(r"\d\d{5}[ .\-\u00a0]?\d{5}")


def holds_identity_number(text: str) -> bool:
    """Whether the text holds a valid fødselsnummer or D-number (both check digits right).

    Synthetic numbers with 40 or 80 added to the month are counted too.
    """
    return any(_is_valid("".join(match.groups())) for match in CANDIDATE.finditer(text))


def _is_valid(digits: str) -> bool:
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    first = fodselsnummer.calc_check_digit1(digits)
    return digits[-2:] == first + fodselsnummer.calc_check_digit2(digits)


def check_texts(texts: dict[str, str], faults: Faults) -> None:
    """Refuses identity numbers anywhere, without repeating them in the message."""
    for file, text in texts.items():
        if not DIGITS.search(text):
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            if holds_identity_number(line):
                faults.error(
                    Where(file, number),
                    "holds a national identity number",
                    "remove it: the folder names no person",
                )
