"""The content version of a helsefellesskap: what kept pages and the search index are made from."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import F, Model

from samspill.common.models import Partnership

Listener = Callable[[Partnership, Collection[Model] | None], None]
_listeners: list[Listener] = []


def on_change(listener: Listener) -> Listener:
    """Registers what is to be made anew, in the same transaction, when content has changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def changed(partnership: Partnership, only: Collection[Model] | None = None) -> None:
    """Tells that something public may have changed. Call it once, last in the transaction.

    Args:
        only: the things whose own facts or texts changed (an edition, a body, a party), when
            nothing else did. What is made anew then costs in proportion to these.
    """
    Partnership.objects.filter(pk=partnership.pk).update(content_version=F("content_version") + 1)
    partnership.refresh_from_db(fields=["content_version"])
    for listener in _listeners:
        listener(partnership, only)
