"""An empty helsefellesskap, for tests that need no more."""

from tests.secretariat import partnership  # noqa: F401 (a fixture)
