"""How the whole database stands, in one short text for each table; and whether anything writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from samspill.common.house import ours

COUNTED = {"accounts_use", "accounts_attempt", "accounts_failedsignin"}
"""How often somebody wrote or tried, which counts what was refused too."""
WRITING = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


def tables(*apps_asked: str) -> list[str]:
    """Every table of the domain, those of many-to-many fields included."""
    labels = apps_asked or [config.label for config in ours()]
    models = (m for label in labels for m in apps.get_app_config(label).get_models(True))
    return sorted({model._meta.db_table for model in models if model._meta.managed} - COUNTED)


def fingerprint() -> dict[str, str]:
    """For each table how many rows and what they say, asked in one statement."""
    found = tables()
    parts = [
        f"SELECT '{name}', count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY "  # noqa: S608
        f"md5(t::text))), '') FROM {name} t"
        for name in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """The statements that write to a table of the domain, as they are sent."""
    ours, seen = set(tables()), []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITING.match(sql)
        if match and match[1] in ours:
            seen.append(f"{match[0]} {str(params)[:200]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
