"""Who may do what: one rule per model, answering both "may this actor?" and "which ones?".

A rule is put together from conditions. A condition is one declaration from which both answers are
made: a filter for the database, and a look at one object. So a page, a form, a list, a file and an
export cannot disagree. Rules stand in the apps' ``rules.py`` and read as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.common.actors import Actor
from samspill.common.conditions import meets, reached_by

Answer = Q | bool
SECRETARIAT = "secretariat"
OPERATOR = "operator"
PROGRAM = "program"


class NotAllowed(PermissionDenied):
    """The actor may not do this to that object; says what and to what."""

    def __init__(self, actor: Actor, action: str, record: Model | type[Model]) -> None:
        self.actor, self.action, self.record = actor, action, record
        named = record._meta.verbose_name
        super().__init__(
            gettext("%(who)s may not do this: %(what)s (%(record)s).")
            % {"who": actor.name or gettext("You"), "what": action, "record": named}
        )


class Condition:
    """Something that holds for an actor and an object; joined with ``&`` and ``|``."""

    def q(self, actor: Actor) -> Answer:
        """For which objects it holds: a filter, or True or False when for all or none."""
        raise NotImplementedError

    def holds(self, actor: Actor, record: Any) -> bool:
        """Whether it holds for this object (or for its not yet saved form)."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """The condition as a secretary reads it."""
        raise NotImplementedError

    def __or__(self, other: Condition) -> Condition:
        return Either((self, other))

    def __and__(self, other: Condition) -> Condition:
        return Both((self, other))


@dataclass(frozen=True)
class Always(Condition):
    """Holds for everyone and everything."""

    def q(self, actor: Actor) -> Answer:
        return True

    def holds(self, actor: Actor, record: Any) -> bool:
        return True

    @property
    def words(self) -> str:
        return gettext("everyone")


@dataclass(frozen=True)
class Never(Condition):
    """Holds for nobody."""

    def q(self, actor: Actor) -> Answer:
        return False

    def holds(self, actor: Actor, record: Any) -> bool:
        return False

    @property
    def words(self) -> str:
        return gettext("nobody")


@dataclass(frozen=True)
class Holding(Condition):
    """Holds for whoever has one of these roles somewhere in the helsefellesskap."""

    kinds: tuple[str, ...]
    label: Any

    def q(self, actor: Actor) -> Answer:
        return actor.holds(*self.kinds)

    def holds(self, actor: Actor, record: Any) -> bool:
        return actor.holds(*self.kinds)

    @property
    def words(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class AnyRole(Condition):
    """Holds for whoever has any role in the helsefellesskap."""

    def q(self, actor: Actor) -> Answer:
        return bool(actor.roles)

    def holds(self, actor: Actor, record: Any) -> bool:
        return bool(actor.roles)

    @property
    def words(self) -> str:
        return gettext("everyone with a role in the helsefellesskap")


@dataclass(frozen=True)
class HoldingIn(Condition):
    """Holds for whoever has one of these roles in the party or body that ``path`` leads to.

    Attributes:
        of: "party" or "body".
        kinds: the roles.
        path: from the object to the primary key, in the ORM's words ("party_id", "seat__body_id").
    """

    of: str
    kinds: tuple[str, ...]
    path: str
    label: Any

    def q(self, actor: Actor) -> Answer:
        targets = actor.targets(self.of, *self.kinds)
        return Q(**{f"{self.path}__in": targets}) if targets else False

    def holds(self, actor: Actor, record: Any) -> bool:
        targets = actor.targets(self.of, *self.kinds)
        return bool(targets) and any(key in targets for key in follow(record, self.path))

    @property
    def words(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Own(Condition):
    """Holds for the person (or user) that ``path`` leads to."""

    path: str
    is_user: bool = False

    def q(self, actor: Actor) -> Answer:
        mine = actor.user if self.is_user else actor.person
        return Q(**{self.path: mine}) if mine is not None else False

    def holds(self, actor: Actor, record: Any) -> bool:
        mine = actor.user if self.is_user else actor.person
        return mine is not None and mine in set(follow(record, self.path))

    @property
    def words(self) -> str:
        return gettext("oneself")


@dataclass(frozen=True)
class Having(Condition):
    """Holds for objects whose ``path`` has one of ``values``, whoever asks."""

    path: str
    values: tuple[Any, ...]
    label: Any

    def q(self, actor: Actor) -> Answer:
        return Q(**{f"{self.path}__in": self.values})

    def holds(self, actor: Actor, record: Any) -> bool:
        return any(value in self.values for value in follow(record, self.path))

    @property
    def words(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Fulfilling(Condition):
    """Holds for objects that meet a query's ``condition``, whoever asks."""

    condition: Q
    label: Any

    def q(self, actor: Actor) -> Answer:
        return self.condition

    def holds(self, actor: Actor, record: Any) -> bool:
        return meets(record, self.condition)

    @property
    def words(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class HavingOne(Condition):
    """Holds for objects with at least one row at ``path`` that meets a query's ``condition``."""

    path: str
    condition: Q
    label: Any

    def q(self, actor: Actor) -> Answer:
        return reached_by(self.path, self.condition)

    def holds(self, actor: Actor, record: Any) -> bool:
        *way, last = self.path.split("__")
        owner: Any = record
        for name in way:
            owner = getattr(owner, name)
        if owner.pk is None:
            return False
        return any(meets(row, self.condition) for row in getattr(owner, last).all())

    @property
    def words(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Either(Condition):
    """Holds when one of its parts does."""

    parts: tuple[Condition, ...]

    def q(self, actor: Actor) -> Answer:
        filters = []
        for part in self.parts:
            answer = part.q(actor)
            if answer is True:
                return True
            if answer is not False:
                filters.append(answer)
        return _joined(filters, Q.OR) if filters else False

    def holds(self, actor: Actor, record: Any) -> bool:
        return any(part.holds(actor, record) for part in self.parts)

    @property
    def words(self) -> str:
        return gettext("; or ").join(part.words for part in self.parts)


@dataclass(frozen=True)
class Both(Condition):
    """Holds when all of its parts do."""

    parts: tuple[Condition, ...]

    def q(self, actor: Actor) -> Answer:
        filters = []
        for part in self.parts:
            answer = part.q(actor)
            if answer is False:
                return False
            if answer is not True:
                filters.append(answer)
        return _joined(filters, Q.AND) if filters else True

    def holds(self, actor: Actor, record: Any) -> bool:
        return all(part.holds(actor, record) for part in self.parts)

    @property
    def words(self) -> str:
        return gettext(", and ").join(part.words for part in self.parts)


def _joined(filters: list[Q], connector: str) -> Q:
    return Q(*filters, _connector=connector)


def follow(record: Any, path: str) -> Iterator[Any]:
    """The values that an ORM path leads to from a loaded object; through a list, several."""
    head, _sep, rest = path.partition("__")
    try:
        value: Any = getattr(record, head, None)
    except ValueError:
        # What is not saved has nobody in its lists.
        return
    if hasattr(value, "all"):
        for one in _listed(record, head, value):
            yield from follow(one, rest) if rest else (one.pk,)
    elif value is not None:
        yield from (
            follow(value, rest) if rest else (value.pk if isinstance(value, Model) else value,)
        )


def _listed(record: Any, name: str, manager: Any) -> Iterable[Any]:
    """What a list of a record holds. One that only its own manager writes is read once."""
    if hasattr(manager, "through"):
        prefetch_related_objects([record], name)
        manager = getattr(record, name)
    rows: Iterable[Any] = manager.all()
    return rows


def ties(condition: Condition) -> frozenset[str]:
    """The fields through which a condition ties an object to a party or a body."""
    if isinstance(condition, Either | Both):
        return frozenset().union(*(ties(part) for part in condition.parts))
    if isinstance(condition, HoldingIn):
        return frozenset({condition.path.partition("__")[0].removesuffix("_id")})
    return frozenset()


@dataclass(frozen=True)
class Rule:
    """Who may see the objects of a model, and who may do what to them.

    Attributes:
        see: who may see which.
        actions: action → condition. ``change`` stands for adding, changing and ending.
    """

    see: Condition
    actions: Mapping[str, Condition] = field(default_factory=dict)

    def condition(self, action: str) -> Condition:
        """The condition of an action.

        Raises:
            KeyError: the rule names no such action.
        """
        return self.see if action == "see" else self.actions[action]


secretariat = Holding((SECRETARIAT, PROGRAM), _("the secretariat"))
operator = Holding((OPERATOR, PROGRAM), _("the installation's operator"))
everyone = Always()
nobody = Never()
any_role = AnyRole()

PUBLIC_RECORD = Rule(see=everyone, actions={"change": secretariat})
"""A public fact that the secretariat keeps."""


def rule_of(model: type[Model]) -> Rule:
    """The model's rule.

    Raises:
        LookupError: the model declares none, so nobody may see or do anything.
    """
    found = getattr(model, "permissions", None)
    if not isinstance(found, Rule):
        raise LookupError(f"{model.__name__} has no rule of who may see and change it")
    return found


def may(actor: Actor, action: str, record: Model) -> bool:
    """Whether the actor may do this to that object of the actor's own helsefellesskap."""
    own = getattr(record, "partnership_id", actor.partnership)
    if own is not None and actor.partnership is not None and own != actor.partnership:
        return False
    return rule_of(type(record)).condition(action).holds(actor, record)


def require(actor: Actor, action: str, record: Model) -> None:
    """Raises:
    NotAllowed: the actor may not do this to that object.
    """
    if not may(actor, action, record):
        raise NotAllowed(actor, action, record)


M = TypeVar("M", bound=Model)


def which(actor: Actor, objects: QuerySet[M], action: str = "see") -> QuerySet[M]:
    """Those among ``objects`` that the actor may see, or do ``action`` to."""
    answer = rule_of(objects.model).condition(action).q(actor)
    if answer is True:
        return objects
    if answer is False:
        return objects.none()
    found = objects.filter(answer)
    return found.distinct() if _multiplies(answer) else found


def changeable(actor: Actor, objects: QuerySet[M]) -> QuerySet:
    """The primary keys of those that the actor may change: for a list, which asks of none apart."""
    return which(actor, objects, "change").order_by().values_list("pk", flat=True)


def _multiplies(answer: Q) -> bool:
    return any("__" in name.removesuffix("__in") for name in _names(answer))


def _names(answer: Q) -> Iterator[str]:
    for child in answer.children:
        if isinstance(child, Q):
            yield from _names(child)
        elif isinstance(child, tuple):
            yield child[0]
