"""Statements that stand ready: put into SQL once, and asked again with other values.

To put a statement together takes Django several times as long as the database takes to answer it.
What a page reads in the same way every time is declared as a function that makes its QuerySet from
values that are not known yet. It becomes SQL the first time it is asked. It is asked within the
scope of one helsefellesskap, as any other statement is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache, wraps
from inspect import signature
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Func, Model, QuerySet
from django_scopes import get_scope, scope
from django_scopes.exceptions import ScopeError

from samspill.common.models import Partnership

PARTNERSHIP = "partnership"
BRANCH = "SELECT {}, row_number() OVER (), {} FROM ({}) AS part ({})"


class Given(Expression):
    """A value that is told when the statement is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class AnyOf(Func):
    """Those in a list that is told when the statement is asked: ``pk__in=AnyOf(keys)``.

    Other than keys say which type they are of: ``kind__in=AnyOf(kinds, of="text")``.
    """

    template = "SELECT unnest(%(expressions)s::%(of)s[])"

    def __init__(self, told: Given, *, of: str = "bigint") -> None:
        super().__init__(told, of=of)


def ready(make: Callable[..., QuerySet]) -> Callable[..., list[Any]]:
    """Makes a function that returns a QuerySet into one that asks it, and returns what it yields.

    The function is called once, with a :class:`Given` for each of its parameters. So its QuerySet
    must be of the same shape whatever their values are: no ``if`` on them. Call what comes of it
    with keywords.
    """
    statement = cache(lambda: _Standing(_made(make)))

    @wraps(make)
    def ask(**values: Any) -> list[Any]:
        stands = statement()
        return stands.yields(_rows(stands.sql, stands.parameters, values))

    return ask


def ready_together(
    make: Callable[..., Mapping[str, QuerySet]],
) -> Callable[..., dict[str, list[Any]]]:
    """As :func:`ready`, for several small QuerySets that are asked in one statement, by name."""
    statement = cache(lambda: _Union({name: _Standing(q) for name, q in _made(make).items()}))

    @wraps(make)
    def ask(**values: Any) -> dict[str, list[Any]]:
        union = statement()
        return union.yields(_rows(union.sql, union.parameters, values))

    return ask


def together(**parts: QuerySet) -> dict[str, list[Any]]:
    """Asks several small QuerySets in one statement, by name; those that ask the same, once.

    For what is of another shape each time, such as the choices of a form; what a page reads in the
    same way every time stands ready (:func:`ready_together`).
    """
    standing: dict[str, _Standing] = {}
    names: dict[str, str] = {}
    for name, queryset in parts.items():
        try:
            stands = _Standing(queryset)
        except EmptyResultSet:
            continue
        made = stands.made
        yields = made._iterable_class.__name__, made._prefetch_related_lookups
        names[name] = f"{stands.sql} {stands.parameters!r} {yields!r}"
        standing.setdefault(names[name], stands)
    if not standing:
        return {name: [] for name in parts}
    union = _Union(standing)
    found = union.yields(_rows(union.sql, union.parameters, {}))
    return {name: found[names[name]] if name in names else [] for name in parts}


def put_with(one: Model, **lists: list[Any]) -> None:
    """Puts rows that were read apart with the object that they are of, as a prefetch does.

    After ``put_with(party, names=rows)`` asks ``party.names.all()`` nothing more.
    """
    kept = one.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, rows in lists.items():
        kept[name] = getattr(one, name).all()
        kept[name]._result_cache = rows
        kept[name]._prefetch_done = True


def _made(make: Callable[..., Any]) -> Any:
    with scope(**{PARTNERSHIP: Given(PARTNERSHIP)}):
        return make(**{name: Given(name) for name in signature(make).parameters})


def _rows(sql: str, parameters: Iterable[Any], values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    within = get_scope().get(PARTNERSHIP)
    if not isinstance(within, Partnership):
        raise ScopeError("A statement that stands ready is asked within one helsefellesskap.")
    told = {**values, PARTNERSHIP: within.pk}
    with connection.cursor() as cursor:
        cursor.execute(sql, [told[p.name] if isinstance(p, Given) else p for p in parameters])
        return cursor.fetchall()


class _Standing:
    """A QuerySet as SQL, and what makes its rows into what it yields."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.compiler = made.query.get_compiler(made.db)
        self.sql, self.parameters = self.compiler.as_sql()

    def yields(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What the QuerySet yields when the database answers with these rows."""
        compiler, query = copy(self.compiler), copy(self.made.query)
        compiler.connection = connection
        compiler.execute_sql = lambda *_result, **_fetch: [rows]
        query.get_compiler = lambda *_using, **_more: compiler
        found: Any = QuerySet(model=self.made.model, query=query)
        found._iterable_class = self.made._iterable_class
        found._fields = self.made._fields
        found._prefetch_related_lookups = self.made._prefetch_related_lookups
        return list(found)


class _Union:
    """Several statements as one: a row tells which it is of, and leaves others' columns empty."""

    def __init__(self, parts: Mapping[str, _Standing]) -> None:
        self.parts = parts
        self.parameters = [p for part in self.parts.values() for p in part.parameters]
        self.slots: list[str] = []
        self.places = [self._places(part) for part in self.parts.values()]
        self.sql = " UNION ALL ".join(
            self._branch(number, part.sql) for number, part in enumerate(self.parts.values())
        )

    def _places(self, part: _Standing) -> list[int]:
        """The column of the union for each column of a part: the next free one of its type."""
        places: list[int] = []
        for chosen, _sql, _alias in part.compiler.select:
            kind = _type_of(chosen)
            free = (
                place
                for place, slot in enumerate(self.slots)
                if slot == kind and place not in places
            )
            place = next(free, len(self.slots))
            if place == len(self.slots):
                self.slots.append(kind)
            places.append(place)
        return places

    def _branch(self, number: int, sql: str) -> str:
        places = self.places[number]
        own = ", ".join(f"c{column}" for column in range(len(places)))
        columns = [f"NULL::{slot}" for slot in self.slots]
        for column, place in enumerate(places):
            columns[place] = f"c{column}::{self.slots[place]}"
        # The order within a part is that of its statement, whatever the union makes of it.
        return BRANCH.format(number, ", ".join(columns), sql, own)

    def yields(self, rows: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
        of: list[list[tuple[Any, ...]]] = [[] for _part in self.parts]
        for number, _order, *columns in sorted(rows, key=lambda row: row[:2]):
            of[number].append(tuple(columns[place] for place in self.places[number]))
        return {
            name: part.yields(found)
            for (name, part), found in zip(self.parts.items(), of, strict=True)
        }


def _type_of(chosen: Any) -> str:
    """The database's type of a column; texts of all lengths are one, and so are whole numbers."""
    said = chosen.output_field.db_type(connection)
    kind, many = said.partition("(")[0].removesuffix("[]"), "[]" if said.endswith("[]") else ""
    whole = {"smallint", "integer", "serial", "bigserial"}
    return ("text" if kind == "varchar" else "bigint" if kind in whole else kind) + many
