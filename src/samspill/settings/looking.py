"""Whether this process may look and no more, as the doctor does: it makes no file and no folder."""

from __future__ import annotations

_looking: list[bool] = []


def only_look() -> None:
    """From now on nothing is made that is missing; said before the settings are read."""
    _looking.append(True)


def only_looks() -> bool:
    return bool(_looking)
