"""An empty helsefellesskap, and its secretariat, for tests that need no more."""

from tests.secretariat import browser, partnership, siri

__all__ = ["browser", "partnership", "siri"]
