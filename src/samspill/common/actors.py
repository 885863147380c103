"""Who acts in a helsefellesskap: a name, and the roles held there today."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Held:
    """One role that somebody holds: what it is called in the rules, and in what.

    ``of`` and ``target`` say in what: a role in a party or in a body, or in the whole when empty.
    ``label`` is the role as the audit trail and the pages name it, each in its own language.
    """

    kind: str
    of: str = ""
    target: int | None = None
    label: str | Promise = field(default="", compare=False)


@dataclass(frozen=True)
class AtHome:
    """Another helsefellesskap where the same user is somebody."""

    slug: str
    name: str


@dataclass(frozen=True)
class Actor:
    """Someone who does or reads something in one helsefellesskap, with every role held there.

    Rules ask the actor, never a user: what one may depends on dated roles alone.
    """

    name: str
    user: int | None = None
    person: int | None = None
    partnership: int | None = None
    roles: tuple[Held, ...] = ()
    language: str = "nb"
    """The language of the helsefellesskap, which the audit trail is kept in."""
    demanded: frozenset[str] = frozenset()
    """The roles that the helsefellesskap demands a second step of, whoever holds them."""
    elsewhere: tuple[AtHome, ...] = field(default=(), compare=False)
    """Where the user can switch to."""

    def holds(self, *kinds: str) -> bool:
        """Whether one of the roles is of one of these kinds."""
        return any(role.kind in kinds for role in self.roles)

    def targets(self, of: str, *kinds: str) -> frozenset[int]:
        """In which parties or bodies (``of``) a role of one of these kinds is held."""
        return frozenset(
            role.target
            for role in self.roles
            if role.of == of and role.kind in kinds and role.target is not None
        )

    @property
    def in_words(self) -> str:
        """The roles as the audit trail keeps them."""
        return "; ".join(dict.fromkeys(str(role.label or role.kind) for role in self.roles))

    @property
    def is_signed_in(self) -> bool:
        return self.user is not None


ANYONE = Actor(name="")


def program(name: str) -> Actor:
    """The installation itself, such as a command: may do everything, and is named so."""
    return Actor(name=name, roles=(Held("program", label=_("Program")),))
