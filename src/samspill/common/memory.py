"""What a process keeps in memory, up to a size: pages and PDFs of any day can be asked for."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

LARGEST = 16
"""One value takes no more than this part of all."""


class BoundedMemory(LocMemCache):
    """Django's cache in memory, which counts values alone; here their bytes are counted too.

    What has not been asked for longest goes first. ``MAX_BYTES`` is what all of it may take.
    """

    _cache: OrderedDict[str, bytes]
    _expire_info: dict[str, float | None]

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self._most = int(params["OPTIONS"]["MAX_BYTES"])

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        if len(value) > self._most // LARGEST:
            self._cache.pop(key, None)
            self._expire_info.pop(key, None)
            return
        super()._set(key, value, timeout)  # type: ignore[misc]
        size = sum(map(len, self._cache.values()))
        while size > self._most:
            oldest, gone = self._cache.popitem()
            del self._expire_info[oldest]
            size -= len(gone)
