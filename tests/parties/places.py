"""The signed-in addresses of parties, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.common.actors import Actor
from samspill.common.permissions import may
from samspill.parties.models import Assignment, OwnLanguage, Person
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import World


def furnish(world: World) -> None:
    """A language beside that of the pages."""
    OwnLanguage.objects.create(partnership=world.partnership, language="sma", name="Åarjel")


def adds_people(world: World) -> Any:
    def asked(actor: Actor, action: str) -> bool:
        own = next(iter(actor.targets("party", "contact")), None)
        return may(actor, "change", Person(partnership=world.partnership, party_id=own))

    return asked


def people(*asked: str, role: bool = False) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        named = list(Person.objects.filter(name="Ine").order_by("pk"))
        for person in [*named, world.people["contact"], world.people["secretariat"]]:
            asks: list[tuple[str, Any]] = [(action, person) for action in asked]
            if role:
                blank = Assignment(partnership=world.partnership, person=person)
                asks.append(("change", blank))
            yield Place(name, {"pk": person.pk}, tuple(asks))

    return fill


def end_role(world: World, name: str) -> Iterator[Place]:
    for person in (world.people["reporter"], world.people["editor"]):
        record = Assignment.objects.get(person=person)
        yield Place(name, {"pk": record.pk}, (("see", record), ("change", record)))


def parties(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for party in (world.party, world.other_party):
            yield Place(name, {"slug": party.slug}, tuple((action, party) for action in actions))

    return fill


FILLED: dict[str, Filling] = {
    "work:people:people": plain(),
    "work:people:new_person": plain(("change", adds_people)),
    "work:people:person": people("see"),
    "work:people:change_person": people("see", "change"),
    "work:people:give_role": people("see", role=True),
    "work:people:invite": people("see", role=True),
    "work:people:export": people("see", "export"),
    "work:people:merge_people": people("see", "merge"),
    "work:people:sign_in": people("see", "close sign-in"),
    "work:people:erase": people("see", "erase"),
    "work:people:personal_data": people("see", "export"),
    "work:people:end_role": end_role,
    "work:people:party": parties("see"),
    "work:people:confirm": parties("see", "confirm"),
}
POST_ONLY = {
    "work:people:confirm",
}

NOTHING_TYPED = {
    "work:people:export",
    "work:people:party",
    "work:people:people",
    "work:people:person",
    "work:people:personal_data",
}
