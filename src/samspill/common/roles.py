"""Where the roles come from that somebody holds: each app says its own; all are asked at once.

Asked with them is what is demanded of whoever holds a role: both come before any page of work.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django_scopes import scope

from samspill.common import lookup
from samspill.common.actors import Actor, AtHome, Held
from samspill.common.ready import ready_together


@dataclass(frozen=True)
class Found:
    """What one app knows of a user in a helsefellesskap on a date."""

    person: int | None = None
    roles: tuple[Held, ...] = ()
    demanded: frozenset[str] = frozenset()
    elsewhere: tuple[AtHome, ...] = ()


Asks = Callable[[Any, Any], QuerySet]
Reads = Callable[[Any, Sequence[Any]], Found]
_sources: dict[Reads, Asks | None] = {}


def role_source(reads: Reads, *, asks: Asks | None = None) -> None:
    """Registers where roles come from.

    Args:
        reads: makes of a user, and of the rows that were asked for, what is known of that user.
        asks: of a user's primary key and a date the rows as values (``common/ready.py``); None
            where the user says it all.
    """
    _sources.setdefault(reads, asks)


@ready_together
def _rows(user: Any, date: Any) -> dict[str, QuerySet]:
    return {_name(reads): asks(user, date) for reads, asks in _sources.items() if asks}


def _name(reads: Reads) -> str:
    return f"{reads.__module__}.{reads.__qualname__}"


def actor_of(user: Any, partnership: Any, date: datetime.date) -> Actor:
    """The user as an actor in a helsefellesskap on a date; call it within that one's scope."""
    rows = _rows(user=user.pk, date=date)
    found = [reads(user, rows.get(_name(reads), ())) for reads in _sources]
    return Actor(
        name=user.name or user.email,
        user=user.pk,
        person=next((one.person for one in found if one.person is not None), None),
        partnership=partnership.pk,
        language=partnership.language,
        roles=tuple(role for one in found for role in one.roles),
        demanded=frozenset().union(*(one.demanded for one in found)),
        elsewhere=tuple(
            place for one in found for place in one.elsewhere if place.slug != partnership.slug
        ),
    )


def at_home_in(user: Any, actor: Actor, date: datetime.date) -> list[AtHome]:
    """The other helsefellesskap where the user holds a role today."""
    found = []
    for place in actor.elsewhere:
        partnership = lookup.by_slug(place.slug)
        if partnership is None:
            continue
        with scope(partnership=partnership):
            if actor_of(user, partnership, date).roles:
                found.append(place)
    return found
