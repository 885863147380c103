"""The signed-in addresses of mergers, filled in; see ``tests/everywhere/places.py``."""

from collections.abc import Iterator

from samspill.common.models import AuditEntry
from samspill.mergers.moving import MERGE
from samspill.parties.models import Party
from tests.everywhere.places import Filling, Place, blank, plain
from tests.everywhere.world import World


def furnish(world: World) -> None:
    """A municipality that came out of a merger."""
    new = Party.objects.create(
        partnership=world.partnership,
        slug=f"sundvik-{world.partnership.slug}",
        name="Sundvik",
        kind=Party.Kind.MUNICIPALITY,
    )
    AuditEntry.objects.create(
        partnership=world.partnership, by="X", action=MERGE, object=str(new),
        model="parties.party", object_id=new.pk, after={"name": new.name},
    )  # fmt: skip


def merged(world: World, name: str) -> Iterator[Place]:
    party = Party.objects.get(slug__startswith="sundvik-")
    yield Place(name, {"slug": party.slug}, (("merge", party),))


FILLED: dict[str, Filling] = {
    "work:mergers:merge": plain(("merge", blank(Party))),
    "work:mergers:merged": merged,
}
NOTHING_TYPED = {
    "work:mergers:merged",
}
