"""What every spreadsheet that is written here shares."""

from __future__ import annotations

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (CSV and formula injection)."""
    return f"'{text}" if text.startswith(FORMULA) else text
