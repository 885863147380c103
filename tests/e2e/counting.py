"""A page whose interactions are counted: what is pressed, and each field that is filled."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator


@dataclass
class Hand:
    """What somebody has pressed and filled since the counting began."""

    count: int = 0

    def press(self, what: Locator) -> None:
        """One interaction; also where it leads to another page."""
        what.click()
        self.count += 1

    def fill(self, field: Locator, text: str) -> None:
        """One interaction, however much is typed."""
        field.fill(text)
        self.count += 1
