"""Whole addresses of pages, for mail and feeds, where no request says where the site is."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from samspill.common.models import Partnership


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


def path(partnership: Partnership | None, name: str, *args: object) -> str:
    """The address without the host: the same whether a request or a job asks."""
    return urlsplit(address(partnership, name, *args)).path
