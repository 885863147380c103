"""National identity numbers in texts: no person is identified by one in Samspill."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.no import fodselsnummer

BETWEEN = r"[ .,/·\-\u2010-\u2015\u2212\u00a0\u2007\u2009\u202f\u00ad\u200b-\u200d\u2060\ufeff]"
# Eleven digits, also written as 6 + 5 with a space or a mark between.
CANDIDATE = re.compile(rf"(?<![\d])(\d{{6}}){BETWEEN}?(\d{{5}})(?![\d])")
# The same in any groups, such as 13.09.72 480 22: eleven digits, and no twelfth beside them.
GROUPED = re.compile(rf"(?<!\d)(?<!\d{BETWEEN})\d(?:{BETWEEN}{{0,2}}\d){{10}}(?!{BETWEEN}?\d)")
# Finds no less, and begins with a plain digit: texts without one are passed several times as fast.
DIGITS = re.compile(rf"\d(?:{BETWEEN}{{0,2}}\d){{10}}")


def holds_identity_number(text: str) -> bool:
    """Whether the text holds a valid fødselsnummer or D-number (both check digits right).

    In any common spelling. Synthetic numbers with 40 or 80 added to the month are counted too.
    """
    found = [*CANDIDATE.finditer(text), *GROUPED.finditer(text)]
    return any(_is_valid(_digits(match[0])) for match in found)


def refuse_identity_numbers(values: Mapping[str, Any]) -> None:
    """Lets no text through that holds one; values that are no texts are no concern of this.

    Raises:
        ValidationError: told at the name of each value that holds one, without repeating it.
    """
    holding = [name for name, value in values.items() if holds_identity_number(_text(value))]
    if holding:
        raise ValidationError(dict.fromkeys(holding, told_of_number()))


def told_of_number() -> str:
    return _("The text holds a national identity number. Nobody is named by one.")


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return value if isinstance(value, str) else ""


def _digits(spelt: str) -> str:
    """The digits alone, as 0–9: full-width ones and those of other scripts are digits too."""
    return "".join(str(unicodedata.digit(sign)) for sign in spelt if sign.isdecimal())


def _is_valid(digits: str) -> bool:
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    first = fodselsnummer.calc_check_digit1(digits)
    return digits[-2:] == first + fodselsnummer.calc_check_digit2(digits)
