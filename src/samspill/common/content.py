"""The content versions of a helsefellesskap: what is kept and the search index are made from.

Each change raises one number, ``content_version``, and notes it at what the change concerns. The
concern of a record is its app ("documents", "bodies"), unless its model says another one; so nobody
lists them. What is kept says which concerns it is made from, and outlives a change of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model

from samspill.common.models import Partnership

EVERYWHERE = "common"
"""The concern of what any page may show: the helsefellesskap itself, and sources."""

VERSION_BITS = 64

Changed = Model | type[Model]
"""A record that changed, or its class where many of them did."""
Listener = Callable[[Partnership, Collection[Changed] | None], None]
_listeners: list[Listener] = []

RAISE = """
UPDATE common_partnership SET
    content_version = content_version + 1,
    versions = versions || (
        SELECT jsonb_object_agg(concern, content_version + 1) FROM unnest(%s::text[]) AS concern
    )
WHERE id = %s RETURNING *
"""


def on_change(listener: Listener) -> Listener:
    """Registers what is to be made anew, in the same transaction, when content has changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def concern_of(model: type[Model]) -> str:
    """What a change of such a record concerns; empty where nothing that is kept shows it."""
    said = model._meta.auto_created or model
    concern: str = getattr(said, "concern", model._meta.app_label)
    return concern


def version_of(partnership: Partnership, made_from: Collection[str] | None = None) -> int:
    """A number that is another one as soon as something of these concerns has changed.

    A restore takes the versions back, and they come again with other content: what a browser or a
    process has kept is told apart by the table.

    Args:
        made_from: the concerns; None for all of them.
    """
    if made_from is None:
        version = partnership.content_version
    else:
        version = max(partnership.versions.get(one, 0) for one in {*made_from, EVERYWHERE})
    return partnership.table << VERSION_BITS | version


@dataclass(frozen=True)
class _Change:
    partnership: Partnership | int
    only: Collection[Changed] | None

    @property
    def of(self) -> int:
        one = self.partnership
        return one.pk if isinstance(one, Partnership) else one


_gathering: ContextVar[list[_Change] | None] = ContextVar("gathering", default=None)


@contextmanager
def told_once() -> Iterator[None]:
    """Gathers what changes within it, and tells of it once at the end.

    Goes within a transaction, around many writes: a request that is sent, a job, a load. When the
    block fails, or the transaction is to be taken back, nothing is told. One within another tells
    nothing: the outer one does.

    Raises:
        RuntimeError: there is no transaction, so that writes could be kept and never told of.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("told_once() goes within a transaction")
    if _gathering.get() is not None:
        yield
        return
    gathered: list[_Change] = []
    token = _gathering.set(gathered)
    try:
        yield
    finally:
        _gathering.reset(token)
    if not transaction.get_rollback():
        _tell(gathered)


def changed(partnership: Partnership | int, only: Collection[Changed] | None = None) -> None:
    """Tells that content has changed. Call it in the transaction that changed it.

    Args:
        partnership: the helsefellesskap, or its primary key.
        only: the things whose own facts or texts changed (an edition, a body, a party), when
            nothing else did. What is kept of other concerns stands, and what is made anew costs in
            proportion to these. None: anything may have changed.
    """
    gathering = _gathering.get()
    change = _Change(partnership, only)
    if gathering is None:
        _tell([change])
    else:
        gathering.append(change)


def _tell(changes: list[_Change]) -> None:
    for partnership in dict.fromkeys(change.of for change in changes):
        _tell_of(partnership, [change for change in changes if change.of == partnership])


def _tell_of(partnership: int, changes: list[_Change]) -> None:
    only: list[Changed] | None = []
    for change in changes:
        only = None if only is None or change.only is None else [*only, *change.only]
    concerns = {EVERYWHERE} if only is None else {concern_of(_kind(one)) for one in only} - {""}
    if not concerns:
        return
    (told,) = Partnership.objects.raw(RAISE, [sorted(concerns), partnership])
    for change in changes:
        if isinstance(change.partnership, Partnership):
            change.partnership.content_version = told.content_version
            change.partnership.versions = told.versions
    for listener in _listeners:
        listener(told, only)


def _kind(one: Changed) -> type[Model]:
    return one if isinstance(one, type) else type(one)
