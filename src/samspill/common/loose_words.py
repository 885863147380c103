"""A loose period in the reader's words: as exact as it is known, and no more."""

from __future__ import annotations

import datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.common.loose import Loose, bounds_of
from samspill.common.moments import in_full


def loose_period(of: Loose) -> str:
    """When it began and ended; says so where nobody knows when it began."""
    begun = end_in_words(of.from_written, of.valid_from)
    ended = end_in_words(of.to_written, of.valid_to)
    if begun and ended:
        return _("from %(first)s to %(last)s") % {"first": begun, "last": ended}
    if begun:
        return _("from %(date)s") % {"date": begun}
    if ended:
        return _("from a day that is not known to %(last)s") % {"last": ended}
    return _("from a day that is not known")


def end_in_words(written: str, known: datetime.date | None) -> str:
    """One end: a day, «2018», «september 2018», or what was written, in quotes."""
    return _end(get_language(), written, known)


@lru_cache(maxsize=4096)
def _end(_language: str, written: str, known: datetime.date | None) -> str:
    if not written:
        return in_full(known) if known else ""
    bounds = bounds_of(written)
    if bounds is None:
        return f"«{written}»"
    return date_format(bounds[0], "F Y") if "-" in written else written
