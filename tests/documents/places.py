"""The signed-in addresses of documents, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.documents.models import DisputeStep, Document, Responsibility
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import World, some_text


def furnish(world: World) -> None:
    """What is done where the parties disagree."""
    DisputeStep.objects.create(
        partnership=world.partnership, document=world.draft.document, position=1, who="Partene"
    )


def documents(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        closed = Document.objects.filter(is_public=False)
        answered = Responsibility.objects.filter(body=world.body).values("document")
        found = [world.draft.document, world.published.document, closed.first()]
        found += [closed.filter(pk__in=answered).first()]
        for document in {one.pk: one for one in found if one}.values():
            yield Place(name, {"slug": document.slug}, tuple((a, document) for a in actions))

    return fill


def editions(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in (world.draft, world.published):
            kwargs = {"slug": one.document.slug, "edition": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def texts(key: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in (world.draft, world.published):
            text = some_text(one)
            kwargs = {"slug": one.document.slug, "edition": one.slug, key: text.pk}
            yield Place(name, kwargs, (("see", text), ("change", text)))

    return fill


FILLED: dict[str, Filling] = {
    "work:documents:documents": plain(),
    "work:documents:document": documents("see"),
    "work:documents:new_edition": documents("see", "draft"),
    "work:documents:edition": editions("see"),
    "work:documents:difference": editions("see"),
    "work:documents:order": editions("see"),
    "work:documents:preview": editions("see"),
    "work:documents:whole_text": editions("see", "change"),
    "work:documents:paste": editions("see", "change"),
    "work:documents:publish": editions("see", "publish"),
    "work:documents:take_back": editions("see", "publish"),
    "work:documents:new_provision": editions("see", "change"),
    "work:documents:new_provision_after": texts("after"),
    "work:documents:provision": texts("pk"),
    "work:documents:move_provision": texts("pk"),
    "work:documents:remove_provision": texts("pk"),
}
POST_ONLY = {
    "work:documents:take_back",
    "work:documents:move_provision",
    "work:documents:paste",
    "work:documents:remove_provision",
}

NOTHING_TYPED = {
    "work:documents:documents",
    "work:documents:difference",
    "work:documents:edition",
    "work:documents:order",
    "work:documents:preview",
}
