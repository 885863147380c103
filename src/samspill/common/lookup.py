"""Which helsefellesskap a slug or a host name means: the one question that every request asks.

The statement stands ready: to put it together anew took Django six times as long as to ask it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from samspill.common.models import Partnership

FIELDS = Partnership._meta.concrete_fields
NAMES = [field.attname for field in FIELDS]
CONVERTED = [
    (place, field) for place, field in enumerate(FIELDS) if hasattr(field, "from_db_value")
]
FIND = "SELECT tableoid, {} FROM {} WHERE ".format(  # noqa: S608 - nothing in it comes from outside
    ", ".join(f'"{field.column}"' for field in FIELDS), Partnership._meta.db_table
)

ALONE = f"(SELECT count(*) FROM {Partnership._meta.db_table}) = 1"  # noqa: S608


def by_slug(slug: str) -> Partnership | None:
    return next(iter(_found("slug = %s", [slug])), None)


def by_host(host: str, *, default: str) -> Partnership | None:
    """The one with that host name (in lower case), else the one with the default slug.

    Where neither is there and there is one alone, it is meant: nobody has to name it first.
    """
    found = _found(f"hosts @> ARRAY[%s]::varchar[] OR slug = %s OR {ALONE}", [host, default])
    return next((one for one in found if host in one.hosts), next(iter(found), None))


def _found(condition: str, parameters: list[str]) -> list[Partnership]:
    with connection.cursor() as cursor:
        cursor.execute(f"{FIND}{condition} ORDER BY name", parameters)
        return [_made(table, list(row)) for table, *row in cursor.fetchall()]


def _made(table: int, row: list[Any]) -> Partnership:
    for place, field in CONVERTED:
        row[place] = field.from_db_value(row[place], None, connection)
    found = Partnership.from_db(connection.alias, NAMES, row)
    found.table = table
    return found
