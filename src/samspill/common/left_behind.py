"""What hangs on somebody who has ended, where a person must decide who takes it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samspill.common.panels import KeyFigure
from samspill.common.succession import StandsNow

TEMPLATE = "common/left_behind.html"


@dataclass(frozen=True)
class LeftBehind:
    """One thing that is left; ``url`` is where the secretariat gives it to another, or ends it."""

    kind: str
    what: str
    url: str
    stands: StandsNow[Any]


def panel_of(anchor: str, title: str, left: Iterable[LeftBehind]) -> dict[str, Any] | None:
    """What a panel of the secretariat's page shows of it; None where nothing is left."""
    found = list(left)
    if not found:
        return None
    return {
        "anchor": anchor,
        "title": title,
        "left": found,
        "facts": [KeyFigure(title, len(found), anchor)],
    }
