"""Addresses of pages: whole ones for mail and feeds, and quick ones for long lists."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from samspill.common.models import Partnership


@lru_cache
def _pattern(prefix: str, name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).rpartition("/0/")
    return before, after


def numbered(name: str, number: int) -> str:
    """The address of a page that takes a number alone; quick, for long lists."""
    before, after = _pattern(get_script_prefix(), name)
    return f"{before}/{number}/{after}"


def origin(partnership: Partnership | None) -> str:
    """Where a helsefellesskap's pages are: its own host name, else a prefix on the site's."""
    if partnership is not None and partnership.hosts:
        return f"https://{partnership.hosts[0]}"
    if partnership is None or partnership.slug == settings.SAMSPILL_DEFAULT_PARTNERSHIP:
        return str(settings.SITE_ADDRESS)
    return f"{settings.SITE_ADDRESS}/hf/{partnership.slug}"


def address(partnership: Partnership | None, name: str, *args: object) -> str:
    """The whole address of a named page of a helsefellesskap."""
    before = get_script_prefix()
    set_script_prefix("/")
    try:
        return origin(partnership) + reverse(name, args=args)
    finally:
        set_script_prefix(before)


def sql_of(name: str, **columns: str) -> str:
    """The path of a named page as SQL, made of the columns that its parts stand in."""
    marks = {part: f"mark{number}mark" for number, part in enumerate(columns)}
    before = get_script_prefix()
    set_script_prefix("/")
    try:
        found = reverse(name, kwargs=marks)
    finally:
        set_script_prefix(before)
    for part, mark in marks.items():
        found = found.replace(mark, f"' || {columns[part]} || '")
    return f"('{found}')"


def path(partnership: Partnership | None, name: str, *args: object) -> str:
    """The address without the host: the same whether a request or a job asks."""
    return urlsplit(address(partnership, name, *args)).path
