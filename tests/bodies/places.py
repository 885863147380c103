"""The signed-in addresses of bodies, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import today
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import OURS, World
from tests.parties.places import people


def bodies(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        yield Place(name, {"slug": body.slug}, (("see", body),))


def changed(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        yield Place(name, {"slug": body.slug}, (("change", body),))


def seats(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        seat = Seat.objects.filter(body=body).first()
        if seat is not None:
            yield Place(name, {"slug": body.slug, "pk": seat.pk}, (("change", seat),))


def terms(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        term = Term.objects.filter(seat__body=body, valid_to=None).select_related("seat").first()
        if term is not None:
            yield Place(name, {"slug": body.slug, "pk": term.pk}, (("change", term),))


def _group(world: World) -> str:
    ours = world.partnership.slug == OURS
    return "gruppe-til-prove" if ours else "nabo-gruppe-til-prove"


def with_an_end(world: World, name: str) -> Iterator[Place]:
    yield from changed(world, name)
    group = Body.objects.get(slug=_group(world))
    yield Place(name, {"slug": group.slug}, (("change", group),))


def furnish(world: World) -> None:
    """A group under the cast's body, which ends in a year."""
    Body.objects.create(
        partnership=world.partnership,
        slug=_group(world),
        name="Gruppe til prøve",
        kind=world.body.kind,
        parent=world.body,
        valid_from=today(),
        valid_to=today() + datetime.timedelta(days=365),
    )


FILLED: dict[str, Filling] = {
    "work:bodies:bodies": plain(),
    "work:bodies:body": bodies,
    "work:bodies:set_up_group": changed,
    "work:bodies:prolong": with_an_end,
    "work:bodies:appoint": seats,
    "work:bodies:substitute": seats,
    "work:bodies:end_term": terms,
    "work:bodies:hand_over": people("see", role=True),
}

NOTHING_TYPED = {
    "work:bodies:bodies",
    "work:bodies:body",
}
