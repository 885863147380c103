"""How a document stands and how long something holds, in the reader's words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspill.common.loose_words import loose_period
from samspill.common.moments import in_full
from samspill.documents.difference import Change, Comparison
from samspill.documents.models import Edition
from samspill.documents.standing import Stand, Standing, Told, stand_of


@dataclass(frozen=True)
class Status:
    """A status for ``ui_status``: its kind, and what it is called."""

    kind: str
    label: str


STATUSES: dict[Stand, tuple[str, Any]] = {
    Stand.IN_FORCE: ("ok", gettext_lazy("In force")),
    Stand.OUTLIVED: ("superseded", gettext_lazy("The period is over, not replaced")),
    Stand.NOT_KNOWN: ("none", gettext_lazy("Not known whether it was in force")),
    Stand.COMING: ("upcoming", gettext_lazy("Not in force yet")),
    Stand.ADOPTED: ("ok", gettext_lazy("Adopted")),
    Stand.NOT_YET: ("upcoming", gettext_lazy("Not in force yet")),
    Stand.HEARING: ("hearing", gettext_lazy("On hearing")),
    Stand.PROPOSED: ("upcoming", gettext_lazy("On the way")),
    Stand.NOT_TOLD: ("none", gettext_lazy("Proposed; the outcome is not entered")),
    Stand.ENDED: ("superseded", gettext_lazy("No longer in force")),
    Stand.HEARD: ("superseded", gettext_lazy("The hearing is over")),
    Stand.WITHDRAWN: ("withdrawn", gettext_lazy("Withdrawn")),
}


def status_of(stand: Stand) -> Status:
    """What ``stand`` is called and how it is drawn."""
    kind, label = STATUSES[stand]
    return Status(kind, str(label))


def edition_status(
    edition: Edition, date: datetime.date, standing: Standing[Any] | None = None
) -> Status:
    """How one edition stands on ``date``; as its document does where that is given and shows it."""
    stand = stand_of(edition, date)
    if standing is not None and standing.is_outlived and edition == standing.current:
        return status_of(Stand.OUTLIVED)
    if stand is Stand.PROPOSED:
        return Status("upcoming", edition.get_status_display())
    return status_of(stand)


class Spanned(Protocol):
    """Anything with a first and a last day."""

    @property
    def valid_from(self) -> datetime.date | None: ...
    @property
    def valid_to(self) -> datetime.date | None: ...


def period(of: Spanned) -> str:
    """A period in words; empty when neither end is known."""
    return _period(get_language(), of.valid_from, of.valid_to)


@lru_cache(maxsize=4096)
def _period(_language: str, first: datetime.date | None, last: datetime.date | None) -> str:
    """The words of a period, put together once a language: lists show hundreds."""
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": in_full(first), "last": in_full(last)}
    if first:
        return _("from %(date)s") % {"date": in_full(first)}
    return _("until %(date)s") % {"date": in_full(last)} if last else ""


def time_of(edition: Told) -> str:
    """When an edition holds or held, or is on hearing; empty when nothing is known."""
    if edition.holds_some_time or edition.valid_from or edition.valid_to:
        return loose_period(edition)
    if edition.hearing_from and edition.hearing_to:
        return _period(get_language(), edition.hearing_from, edition.hearing_to)
    known = edition.hearing_from or edition.adopted_on
    return in_full(known) if known else ""


def counted(comparison: Comparison) -> list[str]:
    """How many provisions were added, changed and so on; those that none were are left out."""
    forms = {
        Change.ADDED: lambda n: ngettext("%(n)d new", "%(n)d new", n),
        Change.REMOVED: lambda n: ngettext("%(n)d taken out", "%(n)d taken out", n),
        Change.CHANGED: lambda n: ngettext("%(n)d changed", "%(n)d changed", n),
        Change.MOVED: lambda n: ngettext("%(n)d moved", "%(n)d moved", n),
        Change.RENUMBERED: lambda n: ngettext("%(n)d renumbered", "%(n)d renumbered", n),
    }
    counts = {change: comparison.count(change) for change in forms}
    return [forms[change](n) % {"n": n} for change, n in counts.items() if n]
