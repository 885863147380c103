"""The signed-in addresses of in_use, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.commitments.models import Commitment
from samspill.common.models import today
from samspill.in_use.routines import in_force_on
from tests.everywhere.places import Filling, Place, blank, plain
from tests.everywhere.world import World


def routines(world: World, name: str) -> Iterator[Place]:
    for edition in in_force_on(today())[:2]:
        yield Place(name, {"pk": edition.pk}, (("change", blank(Commitment)(world)),))


FILLED: dict[str, Filling] = {
    "work:in_use:routines": plain(),
    "work:in_use:ask": routines,
    "work:in_use:take_back": routines,
}

NOTHING_TYPED = {
    "work:in_use:routines",
    "work:in_use:take_back",
}
