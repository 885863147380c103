"""Where what is entered elsewhere says otherwise than a reported status: told beside it.

A status is its owner's statement and stays as it is. Nothing here makes or changes one.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext as _

from samspill.commitments import processes
from samspill.commitments.models import Commitment, Scale
from samspill.common.moments import in_full


def doubts_about(commitments: Collection[Commitment], date: datetime.date) -> dict[int, list[str]]:
    """What speaks against the latest status of each, in words, by primary key.

    Reads ``result`` and ``work`` of each. A process tells what it knows itself (``evidence``), in
    a number of queries that does not grow with the commitments.

    Args:
        date: the day that what is entered elsewhere is seen on.
    """
    found: dict[int, list[str]] = defaultdict(list)
    of_process: dict[str, list[Commitment]] = defaultdict(list)
    for one in commitments:
        if _scale(one.result) == Scale.FULL and _scale(one.work) == Scale.NONE:
            found[one.pk].append(_("The result is said to be achieved, and the work not begun."))
        if one.due_on and one.is_overdue_on(date) and one.work is not None and one.work.on_time:
            said = _("It is said to be «%(status)s», and it was due on %(date)s.")
            found[one.pk].append(said % {"status": one.work.label, "date": in_full(one.due_on)})
        if Scale.FULL in {_scale(one.result), _scale(one.work)}:
            of_process[one.process].append(one)
    for slug, said_done in of_process.items():
        evidence = processes.process_of(slug).evidence
        for pk, words in (evidence(said_done, date) if evidence else {}).items():
            found[pk] += words
    return dict(found)


def _scale(status: object) -> str:
    return getattr(status, "scale", "")
