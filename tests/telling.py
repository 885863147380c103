"""What is written is told: else kept pages go on to show what was there before.

Within all that is told once (what is sent, a load, a job), what is written is held against what is
told; a record that changed and whose concern nobody told of fails the test that did it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from samspill.common import content
from samspill.common.models import Partnership

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?([a-z]+_[a-z_]+)"?')


@cache
def _concern_of_table() -> dict[str, str]:
    """The tables of what a helsefellesskap holds, and what a change of a row concerns."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model._meta.auto_created or model, "partnership") or model is Partnership:
            found[model._meta.db_table] = content.concern_of(model)
    return found


class _Written:
    """The concerns of what is written."""

    def __init__(self) -> None:
        self.concerns: dict[str, str] = {}

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        found = execute(sql, params, many, context)
        match = WRITES.match(sql)
        if match and context["cursor"].rowcount > 0:
            concern = _concern_of_table().get(match[1], "")
            if concern:
                self.concerns.setdefault(concern, match[1])
        return found


TOLD_ONCE = content.told_once


@contextmanager
def watched() -> Iterator[None]:
    """Stands in for ``content.told_once``."""
    if content._gathering.get() is not None:
        with TOLD_ONCE():
            yield
        return
    written = _Written()
    with TOLD_ONCE():
        with connection.execute_wrapper(written):
            yield
        gathered = content._gathering.get() or []
        is_kept = not transaction.get_rollback()
    if is_kept and not any(change.only is None for change in gathered):
        told = {content.concern_of(content._kind(o)) for one in gathered for o in one.only or ()}
        if content.EVERYWHERE not in told:
            untold = {one: table for one, table in written.concerns.items() if one not in told}
            assert untold == {}, f"written and not told of: {untold}"
