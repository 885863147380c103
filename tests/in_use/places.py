"""The signed-in addresses of in_use, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from tests.everywhere.places import Filling, plain

FILLED: dict[str, Filling] = {
    "work:in_use:routines": plain(),
}

NOTHING_TYPED = {
    "work:in_use:routines",
}
