"""What a cell of this workbook may hold beside texts, dates and choices: numbers and references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from stdnum.no import orgnr

from samspill.common.texts import cleaned
from samspill.common.workbooks.values import CellRefused, ValueForm, as_text


class MunicipalityNumber(ValueForm):
    """Four digits; a leading zero that the spreadsheet has taken is put back."""

    def read(self, raw: Any) -> str:
        text = as_text(raw).replace(" ", "")
        if not (text.isascii() and text.isdigit() and 3 <= len(text) <= 4):
            raise CellRefused(
                _("«%(text)s» is not a municipality number.") % {"text": text[:100]},
                _("Four digits, such as 5006."),
            )
        return text.zfill(4)


class OrganisationNumber(ValueForm):
    """Nine digits, the last a check digit (mod 11)."""

    def read(self, raw: Any) -> str:
        text = as_text(raw).replace(" ", "")
        if not orgnr.is_valid(text):
            raise CellRefused(
                _("«%(text)s» is not an organisation number.") % {"text": text[:100]},
                _("Nine digits, of which the last is a check digit."),
            )
        return text


@dataclass(frozen=True)
class NameElsewhere(ValueForm):
    """The name of something in another sheet, or among what is there already.

    Attributes:
        to: the sheet, or "sides" and "tiers", of which a new name adds a new one.
    """

    to: str
    is_reference = True

    def read(self, raw: Any) -> str:
        return as_text(raw)

    def emptied(self) -> None:
        return None


@dataclass(frozen=True)
class References(NameElsewhere):
    """Several names, with a semicolon or a line break between."""

    def read(self, raw: Any) -> list[str]:  # type: ignore[override]
        parts = re.split(r"[;\n]", as_text(raw, lines=True))
        return list(dict.fromkeys(filter(None, (cleaned(part) for part in parts))))

    def emptied(self) -> list[str]:  # type: ignore[override]
        return []
