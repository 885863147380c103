"""Migrating an empty database without making the models anew at every step.

Nine tenths of what Django's own way takes go to that: after each operation it makes every model
that stands in a relation to the changed one anew, which here is nearly all of them. An operation
that adds something to one model needs that one alone; before any other, all are made from scratch,
as Django does before it runs Python. The running site of the tests migrates in Django's own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    Migration,
    RemoveConstraint,
    RemoveIndex,
    RunSQL,
)
from django.db.migrations.state import ProjectState

OF_ONE_MODEL = (
    AddConstraint, AddField, AddIndex, CreateModel, RemoveConstraint, RemoveIndex, RunSQL,
)  # fmt: skip
"""Operations after which no other model is another."""


@contextmanager
def one_model_at_a_time() -> Iterator[None]:
    """``migrate`` in the block makes anew what an operation changes, and no more."""
    with mock.patch.object(Migration, "apply", _apply):
        yield


def _apply(
    migration: Migration,
    state: ProjectState,
    schema_editor: BaseDatabaseSchemaEditor,
    collect_sql: bool = False,
) -> ProjectState:
    for operation in migration.operations:
        is_of_one = isinstance(operation, OF_ONE_MODEL)
        if not is_of_one and state.is_delayed:
            state.clear_delayed_apps_cache()
            state.is_delayed = False
            assert state.apps.ready, "made here, so that the copy before the operation has them too"
        before = state.clone()
        changed = _it_alone if is_of_one else _with_its_relations
        with mock.patch.object(ProjectState, "_find_reload_model", changed):
            operation.state_forwards(migration.app_label, state)
        operation.database_forwards(migration.app_label, schema_editor, before, state)
    return state


def _it_alone(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    state.is_delayed = True
    return {(app_label, model_name)}


_with_its_relations: Any = ProjectState._find_reload_model  # type: ignore[attr-defined]
