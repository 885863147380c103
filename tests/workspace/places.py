"""The signed-in addresses of workspace, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.commitments.models import Commitment
from samspill.common.actors import Actor
from samspill.common.house import registers
from samspill.common.models import AuditEntry, DatedRecord
from samspill.common.permissions import OPERATOR, rule_of
from samspill.common.registers import Register
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.states import PlanState
from tests.bodies.places import bodies
from tests.everywhere.places import Filling, Place, blank, plain
from tests.everywhere.world import World
from tests.parties.places import parties


def sees_the_log(world: World) -> Any:
    return lambda actor, action: rule_of(AuditEntry).see.q(actor) is not False


def runs_it(world: World) -> Any:
    return lambda actor, action: actor.holds(OPERATOR)


def records(kind: Register, world: World) -> list[Any]:
    """One record; for what hangs under a party, a body or a document also another's."""
    objects = kind.model._default_manager
    found = [objects.first()]
    related = {one.name: one.related_model for one in kind.model._meta.get_fields()}
    for name, values in (
        ("party", (world.party, world.other_party)),
        ("body", (world.body, world.other_body)),
        ("edition", (world.draft,)),
    ):
        if related.get(name) is type(values[0]):
            found += [objects.filter(**{name: value}).first() for value in values]
    if related.get("edition") is PlanEdition:
        found.append(objects.filter(edition__state=PlanState.DRAFT).first())
    if related.get("measure") is Measure:
        found.append(objects.filter(measure__edition__state=PlanState.DRAFT).first())
    if kind.slug == "perioder":
        found.append(objects.filter(seat__body=world.body).first())
    if kind.slug == "utgaver":
        found += [world.draft, world.published]
    return list({one.pk: one for one in found if one is not None}.values())


def register(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        yield Place(name, {"register": kind.slug}, exists=not kind.parent)


def add(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        if not kind.parent:
            blank = kind.model(partnership=world.partnership)
            yield Place(name, {"register": kind.slug}, (("change", blank),))


def end_many(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        blank = kind.model(partnership=world.partnership)
        exists = not kind.parent and kind.is_dated
        yield Place(name, {"register": kind.slug}, (("change", blank),), exists)


def add_under(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        if kind.parent:
            parents = {getattr(r, f"{kind.parent}_id"): getattr(r, kind.parent)
                       for r in records(kind, world)}  # fmt: skip
            for key, parent in parents.items():
                frame = {"partnership": world.partnership, kind.parent: parent}
                asks = (("see", parent), ("change", kind.model(**frame)))
                yield Place(name, {"register": kind.slug, "parent": key}, asks)


def record(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for kind in registers().values():
            for record in records(kind, world):
                exists = not name.endswith(":end") or isinstance(record, DatedRecord)
                asks = tuple((action, record) for action in actions)
                yield Place(name, {"register": kind.slug, "pk": record.pk}, asks, exists)

    return fill


def written(world: World, name: str) -> Iterator[Place]:
    entry = AuditEntry.objects.order_by("-pk")[0]

    def may_see(actor: Actor, action: str) -> bool:
        return rule_of(AuditEntry).see.q(actor) is not False or entry.user == actor.user

    yield Place(name, {"entries": str(entry.pk)}, (("undo", may_see),))


def whole(world: World, name: str) -> Iterator[Place]:
    yield Place(name, {}, (("change", world.partnership),))


FILLED: dict[str, Filling] = {
    "work:home": plain(),
    "work:registers": plain(),
    "work:tour": plain(),
    "work:whole": whole,
    "work:attention": plain(("change", blank(Commitment))),
    "work:party_standing": parties("see"),
    "work:body_standing": bodies,
    "work:register": register,
    "work:end_many": end_many,
    "work:add": add,
    "work:add_under": add_under,
    "work:record": record("see"),
    "work:change": record("see", "change"),
    "work:end": record("see", "change"),
    "work:remove": record("see", "change"),
    "work:log": plain(("see", sees_the_log)),
    "work:installation": plain(("see", runs_it)),
    "work:undo": written,
}

NOTHING_TYPED = {
    "work:attention",
    "work:body_standing",
    "work:home",
    "work:installation",
    "work:log",
    "work:party_standing",
    "work:record",
    "work:register",
    "work:registers",
    "work:tour",
    "work:undo",
}
