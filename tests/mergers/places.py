"""The signed-in addresses of mergers, filled in; see ``tests/everywhere/places.py``."""

from samspill.parties.models import Party
from tests.everywhere.places import Filling, blank, plain

FILLED: dict[str, Filling] = {
    "work:mergers:merge": plain(("merge", blank(Party))),
}
