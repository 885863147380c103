"""No person may be identified in a folder: national identity numbers are refused."""

from __future__ import annotations

from samspill.common.identity import DIGITS, holds_identity_number
from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults


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
