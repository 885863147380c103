"""How a document stands and how long something holds, in the reader's words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.common.validity import Dated
from samspill.documents.difference import Change, Comparison
from samspill.documents.models import Edition
from samspill.documents.standing import Stand, stand_of


@dataclass(frozen=True)
class Status:
    """A status for ``ui_status``: its kind, and what it is called."""

    kind: str
    label: str


def status_of(stand: Stand) -> Status:
    """What ``stand`` is called and how it is drawn."""
    return {
        Stand.IN_FORCE: Status("ok", _("In force")),
        Stand.COMING: Status("upcoming", _("Not in force yet")),
        Stand.NOT_YET: Status("upcoming", _("Not in force yet")),
        Stand.HEARING: Status("hearing", _("On hearing")),
        Stand.PROPOSED: Status("upcoming", _("On the way")),
        Stand.ENDED: Status("superseded", _("No longer in force")),
        Stand.HEARD: Status("superseded", _("The hearing is over")),
        Stand.WITHDRAWN: Status("withdrawn", _("Withdrawn")),
    }[stand]


def edition_status(edition: Edition, date: datetime.date) -> Status:
    """How one edition stands on ``date``."""
    stand = stand_of(edition, date)
    if stand is Stand.PROPOSED:
        return Status("upcoming", edition.get_status_display())
    return status_of(stand)


def day(date: datetime.date) -> str:
    """A date in words: "1. januar 2021"."""
    return date_format(date, "j. F Y")


def period(of: Dated) -> str:
    """A period in words; empty when neither end is known."""
    first, last = of.valid_from, of.valid_to
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("from %(date)s") % {"date": day(first)}
    return _("until %(date)s") % {"date": day(last)} if last else ""


def time_of(edition: Edition) -> str:
    """When an edition holds or held, or is on hearing; empty when nothing is known."""
    if held := period(edition):
        return held
    if edition.hearing_from and edition.hearing_to:
        values = {"first": day(edition.hearing_from), "last": day(edition.hearing_to)}
        return _("from %(first)s to %(last)s") % values
    known = edition.hearing_from or edition.adopted_on
    return day(known) if known else ""


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
