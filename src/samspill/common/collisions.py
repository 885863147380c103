"""Two have written in the same place: who the other is and when, and both wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.common import audit
from samspill.common.actions import ChangedMeanwhile
from samspill.common.moments import day_and_time


@dataclass(frozen=True)
class Wordings:
    """What stands in one place now, and what was typed for it; ``label`` is the place's name."""

    label: str
    theirs: str
    mine: str = ""


@dataclass(frozen=True)
class Collision:
    """What someone else has saved since a form was opened; ``by`` is empty where nobody knows."""

    rows: tuple[Wordings, ...]
    by: str = ""
    when: str = ""

    @property
    def told(self) -> str:
        """What has happened, and what to do."""
        if self.by:
            told = _(
                "%(by)s saved this on %(when)s, after you had opened it. What you typed stands in "
                "the fields. Save again to write it over what %(by)s saved."
            )
            return told % {"by": self.by, "when": self.when}
        return _(
            "Someone else has saved this since you opened it. What you typed stands in the "
            "fields. Save again to write it over what was saved."
        )


def collision(conflict: ChangedMeanwhile, rows: Sequence[Wordings]) -> Collision:
    """The collision of a form, in whose ``rows`` the wordings differ."""
    entry = audit.last_change(conflict.saved)
    if entry is None:
        return Collision(tuple(rows))
    return Collision(tuple(rows), entry.by, day_and_time(entry.at))
