"""What a kept page or part of one is made from, as it is seen from what it asks the database."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import (
    NoReverseMatch,
    Resolver404,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
    reverse,
)

from samspill.common import content
from samspill.common.house import Panel
from samspill.common.panels import Showing

TABLE = re.compile(r'(?:FROM|JOIN) "?([a-z]+_[a-z_]+)"?')
ADDRESS = re.compile(r'href="(/hf/[^/"]+/[^"#]*)')
LEFT = ("/arbeid/", "/konto/", "sprak=")


def concerns_read(statements: Collection[str]) -> set[str]:
    """The concerns of all rows that statements read."""
    of_table: dict[str, type[Model]] = {
        model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
    }
    tables = {table for one in statements for table in TABLE.findall(one)}
    return {content.concern_of(of_table[one]) for one in tables if one in of_table} - {""}


class Watch:
    """Stands in for the cache where something is kept: finds nothing, and sees it being made."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.seen: list[Collection[str] | None] = []

    def put(self, monkeypatch: Any, module: Any, cache: str) -> None:
        """Watches what a module keeps, in the cache that it has by that name."""
        none = SimpleNamespace(get=self._get, set=self._set, has_key=lambda key: False)
        monkeypatch.setattr(module, cache, none)
        monkeypatch.setattr(Showing, "rows_of", _read_alone)
        monkeypatch.setattr(module, "content", SimpleNamespace(version_of=self._version_of))

    def _version_of(self, partnership: Any, made_from: Collection[str] | None = None) -> int:
        self.made_from = made_from
        return content.version_of(partnership, made_from)

    def _get(self, key: str) -> None:
        connection.force_debug_cursor = True
        self.before = len(connection.queries_log)

    def _set(self, key: str, made: object, seconds: int) -> None:
        statements = [one["sql"] for one in list(connection.queries_log)[self.before :]]
        self.seen.append(self.made_from)
        if self.made_from is None:
            return
        more = concerns_read(statements) - {*self.made_from, content.EVERYWHERE}
        if more:
            self.wrong.append(f"made from {sorted(self.made_from)}, and reads {sorted(more)}")


def _read_alone(showing: Showing, panel: Panel) -> dict[str, list[Any]]:
    """What a panel reads, asked apart from the others: else nobody could tell whose it is."""
    return showing.read([panel])[panel]


def public_views() -> dict[str, Any]:
    """Every view whose page is kept, by the name of its address."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Any:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, (*spaces, *filter(None, [pattern.namespace])))
            elif isinstance(pattern, URLPattern) and getattr(pattern.callback, "is_kept", False):
                yield ":".join((*spaces, str(pattern.name))), pattern.callback

    return dict(walk(get_resolver(), ()))


def crawled(slug: str, *, each: int) -> dict[str, list[str]]:
    """Addresses of kept public pages of a helsefellesskap, some for each view.

    Those without a key in them, and what links lead to from there.
    """
    client = Client()
    views = public_views()
    found: dict[str, list[str]] = {}
    waiting = [f"/hf/{slug}{address}" for address in map(_plain, views) if address]
    known = set(waiting)
    while waiting:
        path = waiting.pop(0)
        name = _name_of(path)
        if name not in views or len(found.get(name, ())) == each:
            continue
        answer = client.get(path)
        assert answer.status_code in {200, 302}, (path, answer.status_code)
        found.setdefault(name, []).append(path)
        if "html" not in answer.headers["Content-Type"]:
            continue
        for other in ADDRESS.findall(answer.content.decode()):
            other = other.replace("&amp;", "&")
            is_ours = other.startswith(f"/hf/{slug}/") and not any(part in other for part in LEFT)
            if is_ours and other not in known:
                known.add(other)
                waiting.append(other)
    return found


def _plain(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _name_of(path: str) -> str:
    bare = re.sub(r"^/hf/[^/]+", "", path.partition("?")[0])
    try:
        return resolve(bare).view_name
    except Resolver404:
        return ""


def kind_of(path: str) -> str:
    """What an address answers with."""
    return Client().get(path).headers["Content-Type"]


def kept_and_made(path: str) -> tuple[bytes, bytes]:
    """A page as it is kept, and as it is when it is made now."""
    client = Client()
    kept = client.get(path).content
    settings.SAMSPILL_KEEP_PAGES = False
    try:
        return kept, client.get(path).content
    finally:
        settings.SAMSPILL_KEEP_PAGES = True
