"""The signed-in addresses of commitments, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.commitments.models import Commitment, Escalation, FeedAddress, ReportFile
from tests.everywhere.places import Filling, Place, blank, plain
from tests.everywhere.world import World


def is_somebody(world: World) -> Any:
    return lambda actor, action: actor.person is not None


def commitments(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in Commitment.objects.of_process("confirm-in-use"):
            yield Place(name, {"pk": one.pk}, tuple((action, one) for action in actions))

    return fill


def files(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in ReportFile.objects.all():
            yield Place(name, {"pk": one.pk}, tuple((action, one) for action in actions))

    return fill


def calendars(world: World, name: str) -> Iterator[Place]:
    for one in FeedAddress.objects.all():
        yield Place(name, {"pk": one.pk}, (("see", one), ("change", one)))


FILLED: dict[str, Filling] = {
    "work:commitments:inbox": plain(),
    "work:commitments:commitments": plain(),
    "work:commitments:commitment": commitments("see"),
    "work:commitments:remind": plain(("change", blank(Commitment))),
    "work:commitments:answer": commitments("see", "answer"),
    "work:commitments:move": commitments("see", "change"),
    "work:commitments:owners": commitments("see", "change"),
    "work:commitments:withdraw": commitments("see", "change"),
    "work:commitments:reopen": commitments("see", "change"),
    "work:commitments:file": files("see"),
    "work:commitments:take_away": files("see", "take away"),
    "work:commitments:reminders": plain(("see", is_somebody)),
    "work:commitments:make_calendar": plain(("see", is_somebody)),
    "work:commitments:revoke_calendar": calendars,
}
POST_ONLY = {
    "work:commitments:make_calendar",
    "work:commitments:remind",
    "work:commitments:revoke_calendar",
}


NOTHING_TYPED = {
    "work:commitments:commitment",
    "work:commitments:commitments",
    "work:commitments:file",
}


def furnish(world: World) -> None:
    """A rule of who else is told."""
    Escalation.objects.create(
        partnership=world.partnership, days_late=14, to=Escalation.To.SEAT, body=world.body
    )
