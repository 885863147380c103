"""The signed-in addresses of onboarding, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.uploads.models import Upload
from tests.everywhere.places import Filling, Place, blank, plain
from tests.everywhere.world import World


def report(world: World, name: str) -> Iterator[Place]:
    asks = (("add", world.upload), ("see", world.upload))
    yield Place(name, {"pk": world.upload.pk}, asks)


FILLED: dict[str, Filling] = {
    "work:onboarding:start": plain(("add", blank(Upload))),
    "work:onboarding:template": plain(("add", blank(Upload))),
    "work:onboarding:report": report,
}

NOTHING_TYPED = {
    "work:onboarding:report",
    "work:onboarding:start",
    "work:onboarding:template",
}
