"""Every signed-in address of the URL conf, filled in, with what its rule asks.

Each app's tests describe its own in ``places.py``: ``FILLED``, ``POST_ONLY`` for those without a
page, and ``NOTHING_TYPED`` for pages that take no text and no choice: those that show, that only
ask, and that send files. A new address has no entry there and fails the tests until it gets one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samspill.common.actors import Actor
from samspill.common.permissions import may
from tests.everywhere import rooms
from tests.everywhere.world import World

SPACE = "work"


@dataclass(frozen=True)
class Place:
    """An address with everything in it, and what an actor must be allowed to reach it."""

    name: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    asks: tuple[tuple[str, Any], ...] = ()
    exists: bool = True
    sends: tuple[tuple[str, Any], ...] = ()
    """What its form asks beyond the page, where somebody may see the one and not send the other."""
    given: dict[str, str] = field(default_factory=dict)
    """What is sent to an address without a page, where what is sent names the record."""

    def path(self, slug: str) -> str:
        return f"/hf/{slug}{reverse(self.name, kwargs=self.kwargs)}"

    def is_allowed(self, actor: Actor) -> bool:
        """What the rules say, asked apart from the page."""
        return bool(actor.roles) and all(
            record(actor, action) if callable(record) else may(actor, action, record)
            for action, record in self.asks
        )

    def is_taken(self, actor: Actor) -> bool:
        """Whether what the form sends is taken from somebody who may see the page."""
        return self.is_allowed(actor) and all(may(actor, *asked) for asked in self.sends)

    def __str__(self) -> str:
        return f"{self.name} {self.kwargs}"


def names() -> Iterator[str]:
    """The names of all signed-in addresses."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                more = (pattern.namespace,) if pattern.namespace else ()
                yield from walk(pattern, (*spaces, *more))
            elif isinstance(pattern, URLPattern) and spaces[:1] == (SPACE,):
                yield ":".join((*spaces, str(pattern.name)))

    yield from dict.fromkeys(walk(get_resolver(), ()))


def places(world: World) -> list[Place]:
    """Every signed-in address, filled with what belongs to a helsefellesskap.

    Raises:
        KeyError: an address of the URL conf is not described here.
    """
    return [place for name in names() for place in described()[name](world, name)]


Filling = Callable[[World, str], Iterator[Place]]


def plain(*asks: tuple[str, Callable[[World], Any]]) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        yield Place(name, {}, tuple((action, of(world)) for action, of in asks))

    return fill


def blank(model: type[Model]) -> Callable[[World], Any]:
    return lambda world: model(partnership=world.partnership)


@cache
def described() -> dict[str, Filling]:
    """How each address is filled in, by its name."""
    return {
        name: filling for module in rooms.described() for name, filling in module.FILLED.items()
    }


@cache
def post_only() -> frozenset[str]:
    """The addresses that are sent to, and have no page."""
    return frozenset(
        name for module in rooms.described() for name in getattr(module, "POST_ONLY", ())
    )


@cache
def nothing_typed() -> frozenset[str]:
    """The addresses whose page takes no text and no choice."""
    return frozenset(
        name for module in rooms.described() for name in getattr(module, "NOTHING_TYPED", ())
    )
