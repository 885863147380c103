"""What an app brings to the house, said by itself: one module ``brings.py`` in each app.

The centre (addresses, menus, registers, log, search, export, permissions page, tests over every
address) reads what all apps say and keeps no list of them. ``docs/adding.md`` shows how one is
written; ``common/checks.py`` tells what somebody forgot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Model, QuerySet
from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from samspill.common.actors import Actor
from samspill.common.findable import Findable
from samspill.common.models import Partnership
from samspill.common.permissions import rule_of
from samspill.common.registers import Register, Shelf

Text = str | Promise
OURS = "samspill."


@dataclass(frozen=True)
class Addresses:
    """Addresses of an app: what they begin with, and the module that lists them."""

    prefix: str
    urls: str


@dataclass(frozen=True)
class MenuEntry:
    """A place in a menu.

    Attributes:
        address: the name of the page.
        order: where it stands among the others; the smallest comes first.
        group: under which word of the bar it stands (``common/menus.py``); for the open menu.
        question: the question that the page answers, or what is found there.
        roles: for whom; empty for everyone who sees the menu.
        may: an action and a model: for whom the rules let do that to some of its records.
        holds: whether a helsefellesskap has anything there, told by its own facts alone: a menu
            asks the database nothing.
    """

    label: Text
    address: str
    order: int
    group: str = ""
    question: Text = ""
    roles: tuple[str, ...] = ()
    may: tuple[str, type[Model]] | None = None
    holds: Callable[[Partnership], bool] | None = None

    def is_in(self, partnership: Partnership | None) -> bool:
        """Whether this helsefellesskap has it."""
        return self.holds is None or (partnership is not None and self.holds(partnership))

    def is_for(self, actor: Actor | None) -> bool:
        """Whether the menu of this actor has it; without an actor, the menu of everyone."""
        if actor is None:
            return not self.roles and self.may is None
        if self.roles and not actor.holds(*self.roles):
            return False
        if self.may is None:
            return True
        action, model = self.may
        return rule_of(model).condition(action).q(actor) is not False


@dataclass(frozen=True)
class Panel:
    """A part that an app adds to a page, such as measures to the page of a party.

    Attributes:
        page: which page, by the name that the page gives itself; signed-in ones begin with
            ``work:``.
        template: how it is shown; it gets what ``make`` returns, and ``request``.
        make: takes the request, what the page is about and the day that is shown, and by name the
            rows that it ``reads``; returns what the template needs, or None when there is nothing
            to show. Asked for many things at once (``panels_by``), it returns that by their keys.
        made_from: the concerns of what it shows (``common/content.py``).
        order: where it stands among the others; the page's own parts count too.
        kept_for: on a signed-in page, by what of the actor it differs: it is kept once for each,
            and gets no ``request``. None: it is made each time, as what holds a form must be.
        reads: takes the first three of the same; returns QuerySets by name. All that the panels of
            a signed-in page read so is asked for in one statement.
    """

    page: str
    template: str
    make: Callable[..., dict[Any, Any] | None]
    made_from: tuple[str, ...]
    order: int = 50
    kept_for: tuple[str, ...] | None = ("user", "roles")
    reads: Callable[[Any, Any, Any], dict[str, QuerySet]] | None = None


@dataclass(frozen=True, kw_only=True)
class Brings:
    """Everything that one app brings; what it does not bring is left out.

    Attributes:
        work: signed-in addresses, below ``/arbeid/``.
        public: addresses open to everyone, which write nothing: the app's room ``public``.
        letterbox: addresses open to everyone that something may be sent to.
        menu, public_menu, footer: places in the signed-in menu, the open one, and the foot.
        waiting: how many things wait for an actor on a day; the bar shows the sum.
        panels: parts added to pages, of other apps mostly.
        processes: what opens commitments in the ledger (``commitments.processes.Process``).
        events: what stands in the calendar feed of a body: takes the helsefellesskap, the actor,
            the body and the first and last day; yields events of ``icalendar``.
        shelves, registers: kinds of record that the secretariat keeps, and how they are grouped.
        findable: kinds of thing that the search finds.
        make_way: asked before records of a model are removed, by whom and with which keys: takes
            along what goes with them, and raises ValidationError where something must stay.
        upholds: asked before a record of a model is written, by whomever and from whatever page:
            takes who writes, the record as it is to stand and as it stood, or None; raises
            ValidationError where a rule outside the record does not let it stand so.
        follows: done after a record of a model is written, from whatever page: takes it as it
            stands and as it stood, or None; for what is kept elsewhere because of it.
        decisions: what tells which decisions were made that wait to be carried out
            (``bodies.decisions.Decisions``).
        forgets: what goes away with a user whose personal data is removed; takes the primary key.
        kinds: the module that declares which records stand in files, and how, as its list ``KINDS``
            (``common/open_format/kind.py``), and the lines of ``reports.jsonl`` as ``LINES``;
            named, as only what reads and writes files needs it.
        after_load: what is done when a folder has been loaded, in the scope of its helsefellesskap.
        said: words for the audit trail's actions that this app writes, by action.
        undoable: models whose changes can be undone beside those of the registers.
        whole: those of its actions whose entries in the audit trail carry all that they did, so
            that they can be undone as «add» and «change» can.
        of_the_installation: models that belong to no helsefellesskap, each with the reason; they
            have no rule, and no page shows them to others.
        named: what models that have no register are called on the page of permissions.
        reported: models that ``reports.jsonl`` carries, those of the processes apart.
        not_exported: models that the open format leaves out, each with the reason.
        not_found: models that anyone may see and that the search finds nothing of.
        examples: addresses for the tests over every page, one for each kind of page.
    """

    work: Sequence[Addresses] = ()
    public: Sequence[Addresses] = ()
    letterbox: Sequence[Addresses] = ()
    menu: Sequence[MenuEntry] = ()
    public_menu: Sequence[MenuEntry] = ()
    footer: Sequence[MenuEntry] = ()
    waiting: Callable[[Partnership, Actor], int] | None = None
    panels: Sequence[Panel] = ()
    processes: Sequence[Any] = ()
    events: Callable[..., Iterator[Any]] | None = None
    shelves: Sequence[Shelf] = ()
    registers: Sequence[Register] = ()
    findable: Sequence[Findable] = ()
    make_way: Callable[[Actor, type[Model], Collection[int]], None] | None = None
    forgets: Callable[[int], None] | None = None
    upholds: Mapping[type[Model], Callable[[Actor, Any, Any], None]] = field(default_factory=dict)
    follows: Mapping[type[Model], Callable[[Any, Any], None]] = field(default_factory=dict)
    decisions: Any = None
    kinds: str = ""
    after_load: Sequence[Callable[..., Any]] = ()
    reported: Sequence[type[Model]] = ()
    said: Mapping[str, Text] = field(default_factory=dict)
    undoable: Sequence[type[Model]] = ()
    whole: Sequence[str] = ()
    named: Mapping[type[Model], Text] = field(default_factory=dict)
    not_exported: Mapping[type[Model], str] = field(default_factory=dict)
    of_the_installation: Mapping[type[Model], str] = field(default_factory=dict)
    not_found: Sequence[type[Model]] = ()
    examples: Sequence[str] = ()


def ours() -> list[AppConfig]:
    """The apps of this project, those of others left out."""
    return [config for config in apps.get_app_configs() if config.name.startswith(OURS)]


@cache
def brought() -> tuple[Brings, ...]:
    """What each app says that it brings; an app without the module brings nothing."""
    return tuple(module.BRINGS for module in modules())


def modules() -> Iterator[ModuleType]:
    """The module ``brings.py`` of each app that has one."""
    for config in ours():
        if config.module and module_has_submodule(config.module, "brings"):
            yield import_module(f"{config.name}.brings")


def patterns(kind: str) -> list[URLPattern | URLResolver]:
    """The addresses of one kind (``work``, ``public``, ``letterbox``) of all apps."""
    return [
        path(addresses.prefix, include(addresses.urls))
        for brings in brought()
        for addresses in getattr(brings, kind)
    ]


def menu(kind: str, actor: Actor | None = None) -> list[MenuEntry]:
    """The entries of one menu (``menu``, ``public_menu``, ``footer``) for an actor, in order."""
    entries = [entry for brings in brought() for entry in getattr(brings, kind)]
    return sorted((one for one in entries if one.is_for(actor)), key=lambda one: one.order)


@cache
def registers() -> dict[str, Register]:
    """Every register by its name in the address."""
    return {register.slug: register for brings in brought() for register in brings.registers}


def children_of(register: Register) -> list[Register]:
    """The registers whose records hang under this one's."""
    return [one for one in registers().values() if one.above is register.model]


def on_shelves() -> list[tuple[Shelf, list[Register]]]:
    """The shelves in order, each with the registers that stand on it."""
    found = sorted((one for brings in brought() for one in brings.shelves), key=lambda s: s.order)
    return [(one, [r for r in registers().values() if r.shelf == one.slug]) for one in found]


@cache
def undoable() -> frozenset[str]:
    """The models, as the audit trail names them, whose changes can be undone."""
    more = {model for brings in brought() for model in brings.undoable}
    kept = {register.model for register in registers().values()}
    return frozenset(model._meta.label_lower for model in more | kept)


@cache
def whole() -> frozenset[str]:
    """The apps' own actions that carry all that they did."""
    return frozenset(action for brings in brought() for action in brings.whole)


@cache
def findable() -> tuple[Findable, ...]:
    """The kinds of thing that the search finds, in the order that they are offered in."""
    found = (one for brings in brought() for one in brings.findable)
    return tuple(sorted(found, key=lambda one: one.order))


@cache
def panels_of(page: str) -> list[Panel]:
    """What apps add to a page, in order."""
    found = [one for brings in brought() for one in brings.panels if one.page == page]
    return sorted(found, key=lambda one: one.order)


def names_of_models() -> dict[type[Model], Text]:
    """What a reader is told that records of each model are."""
    many = {register.model: register.many for register in registers().values()}
    return many | {model: name for brings in brought() for model, name in brings.named.items()}


def of_the_installation() -> set[type[Model]]:
    """The models that belong to no helsefellesskap."""
    return {model for brings in brought() for model in brings.of_the_installation}


def not_found() -> set[type[Model]]:
    """The models that the search finds nothing of, as their apps say."""
    return {model for brings in brought() for model in brings.not_found}


def action_words() -> dict[str, Text]:
    """What each action in the audit trail is called."""
    return {action: words for brings in brought() for action, words in brings.said.items()}


def uphold(by: Actor, record: Model, stored: Model | None) -> None:
    """Asks every app before a record is written.

    Raises:
        ValidationError: a rule does not let it stand so.
    """
    for brings in brought():
        if asked := brings.upholds.get(type(record)):
            asked(by, record, stored)


def follow(record: Model, stored: Model | None) -> None:
    """Tells every app of a record that is written, in the same transaction."""
    for brings in brought():
        if done := brings.follows.get(type(record)):
            done(record, stored)


def make_way(by: Actor, model: type[Model], keys: Collection[int]) -> None:
    """Asks every app before records go away.

    Raises:
        ValidationError: something that must stay is about them.
    """
    for brings in brought():
        if brings.make_way is not None:
            brings.make_way(by, model, keys)


def forget(user: int) -> None:
    """Has every app take away what is a user's alone, when that user is removed."""
    for brings in brought():
        if brings.forgets is not None:
            brings.forgets(user)
