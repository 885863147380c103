"""Two write in the same minutes: what each changed is kept, and only the same place collides.

A form carries a mark of how each place stood when it was shown. A place that only one has changed
takes that one's wording. Where both have, nothing is written, and both wordings are shown with who
wrote the other and when (``common/collisions.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from samspill.common.collisions import Collision, Wordings
from samspill.common.models import AuditEntry
from samspill.common.moments import day_and_time


def mark(value: Any) -> str:
    """A short mark of how a place stands."""
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Clash:
    """A place that two have changed: the form's name for it, both wordings, who and when."""

    name: str
    collision: Collision
    mark: str


@dataclass(frozen=True)
class Typed:
    """What a form says of one place: its name and label there, the mark it was shown with."""

    name: str
    label: str
    value: Any
    mark: str = ""


def merge(record: models.Model, stands: dict[str, Any], typed: Mapping[str, Typed]) -> list[Clash]:
    """Puts what was typed among the places of a record; gives those that two have changed.

    Args:
        stands: what stands at each place, and then what is to stand there.
        typed: by place. Without a mark it is written over what is there.
    """
    clashes = []
    for place, one in typed.items():
        now = stands[place]
        if mark(one.value) in (mark(now), one.mark):
            continue
        if one.mark and one.mark != mark(now):
            clashes.append(clash(record, place, one, _in_words(now)))
        else:
            stands[place] = one.value
    return clashes


def clash(record: models.Model, place: str, typed: Typed, theirs: str) -> Clash:
    """A place of a record that somebody else has changed, and who that was."""
    rows = (Wordings(typed.label, theirs, _in_words(typed.value)),)
    entry = last_written(record, place)
    if entry is None:
        return Clash(typed.name, Collision(rows), mark(theirs))
    return Clash(typed.name, Collision(rows, entry.by, day_and_time(entry.at)), mark(theirs))


def _in_words(value: Any) -> str:
    return "" if value is None else str(value)


def last_written(record: models.Model, field: str) -> AuditEntry | None:
    """The latest entry of a change of one field; of any of them, where that is not told apart."""
    of = AuditEntry.objects.filter(model=record._meta.label_lower, object_id=record.pk)
    return of.filter(after__has_key=field).first() or of.first()
