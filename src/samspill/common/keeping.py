"""Parts of signed-in pages that are the same for many, kept until the content changes.

A public page is kept whole (``common.public.page``). A signed-in page is made for whoever asks;
what in it is made from content alone is kept here, under the version of what it is made from, and
so is never out of date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import get_script_prefix
from django.utils import translation

from samspill import __version__
from samspill.common import content
from samspill.common.models import Partnership, today

KEPT_SECONDS = 24 * 3600
T = TypeVar("T")


def kept(
    partnership: Partnership,
    name: str,
    *about: object,
    make: Callable[[], T],
    made_from: Collection[str] | None = None,
) -> T:
    """What ``make`` returns, made once for each content version, day and language.

    Never for what depends on who asks, unless that stands in ``about``; never for who may do what.

    Args:
        name: of the part, one for each place that keeps something.
        about: what it is made of besides the content, such as a primary key.
        make: returns something that can be pickled, such as a piece of a page.
        made_from: the concerns of all that it shows (``common/content.py``); None for any.
    """
    if not _keeps():
        return make()
    key = _key(partnership, name, about, made_from)
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found


def is_kept(
    partnership: Partnership,
    name: str,
    *about: object,
    made_from: Collection[str] | None = None,
) -> bool:
    """Whether :func:`kept` would find it, and make nothing."""
    return _keeps() and cache.has_key(_key(partnership, name, about, made_from))


def _keeps() -> bool:
    # What is written and then taken back leaves its version to the next one that writes.
    return settings.SAMSPILL_KEEP_PAGES and not connection.in_atomic_block


def _key(
    partnership: Partnership,
    name: str,
    about: tuple[object, ...],
    made_from: Collection[str] | None,
) -> str:
    parts = (
        __version__,
        partnership.pk,
        content.version_of(partnership, made_from),
        get_script_prefix(),
        translation.get_language() or "",
        today().isoformat(),
        name,
        *about,
    )
    return "part-" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40]
