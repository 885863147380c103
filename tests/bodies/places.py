"""The signed-in addresses of bodies, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.bodies.models import Seat, Term
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import World
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


FILLED: dict[str, Filling] = {
    "work:bodies:bodies": plain(),
    "work:bodies:body": bodies,
    "work:bodies:set_up_group": changed,
    "work:bodies:prolong": changed,
    "work:bodies:appoint": seats,
    "work:bodies:substitute": seats,
    "work:bodies:end_term": terms,
    "work:bodies:hand_over": people("see", role=True),
}

NOTHING_TYPED = {
    "work:bodies:bodies",
    "work:bodies:body",
}
