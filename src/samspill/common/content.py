"""The content version of a helsefellesskap: what is kept and the search index are made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import F, Model

from samspill.common.models import Partnership

Listener = Callable[[Partnership, Collection[Model] | None], None]
_listeners: list[Listener] = []


def on_change(listener: Listener) -> Listener:
    """Registers what is to be made anew, in the same transaction, when content has changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


class _Gathered:
    """What has changed in one helsefellesskap; everything may have, once ``only`` is None."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.only: list[Model] | None = []

    def add(self, only: Collection[Model] | None) -> None:
        if only is None or self.only is None:
            self.only = None
        else:
            self.only.extend(only)


_gathering: ContextVar[dict[int, _Gathered] | None] = ContextVar("gathering", default=None)


@contextmanager
def told_once() -> Iterator[None]:
    """Gathers what changes within it, and tells of it once at the end.

    For many writes in one transaction; put it inside of ``transaction.atomic()``. When the block
    fails, nothing is told. One within another tells nothing: the outer one does.
    """
    if _gathering.get() is not None:
        yield
        return
    gathered: dict[int, _Gathered] = {}
    token = _gathering.set(gathered)
    try:
        yield
    finally:
        _gathering.reset(token)
    for one in gathered.values():
        changed(one.partnership, one.only)


def changed(partnership: Partnership, only: Collection[Model] | None = None) -> None:
    """Tells that content may have changed. Call it once, last in the transaction.

    Args:
        only: the things whose own facts or texts changed (an edition, a body, a party), when
            nothing else did. What is made anew then costs in proportion to these.
    """
    gathering = _gathering.get()
    if gathering is not None:
        gathering.setdefault(partnership.pk, _Gathered(partnership)).add(only)
        return
    Partnership.objects.filter(pk=partnership.pk).update(content_version=F("content_version") + 1)
    partnership.refresh_from_db(fields=["content_version"])
    for listener in _listeners:
        listener(partnership, only)
