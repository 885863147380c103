"""An empty helsefellesskap and its secretariat's browser."""

from tests.secretariat import browser, partnership, secretary, siri  # noqa: F401 (fixtures)
