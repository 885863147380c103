"""What those represented are asked before a meeting and told after it: two processes of the ledger.

Before: whoever speaks for a party asks it what it says of the agenda. After: the party is told what
was decided, and confirms that it has read it (the plan of 2018–2021, measure 5.8).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.cases.models import Meeting, OwedReading, OwedRemark
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.processes import Place, Process
from samspill.common.addresses import path
from samspill.common.moments import in_full

BEFORE, AFTER = "before-meeting", "decisions-read"


def who_meets(meeting: Meeting) -> str:
    """The bodies that meet, in words."""
    return " + ".join(body.short_name or body.name for body in meeting.bodies.all())


def _titled(meeting: Meeting, words: Promise) -> str:
    """A title in the language of the helsefellesskap, whoever's press opens what it names."""
    with translation.override(meeting.partnership.language):
        return str(words) % {"who": who_meets(meeting), "date": in_full(meeting.date)}


def wanted_before(meeting: Meeting, party: Any, due_on: datetime.date, text: str) -> Wanted:
    """What a party is asked before a meeting."""
    return Wanted(
        process=BEFORE,
        thing=meeting,
        title=_titled(meeting, _("What do you say of the agenda of %(who)s, %(date)s?")),
        text=text,
        owners=[Owes(party=party)],
        source_label=str(meeting),
        source_path=path(meeting.partnership, "public:meeting", meeting.slug),
        due=Due.date(due_on),
    )


def wanted_after(meeting: Meeting, party: Any, due_on: datetime.date) -> Wanted:
    """What a party is asked once the minutes are approved."""
    return Wanted(
        process=AFTER,
        thing=meeting,
        title=_titled(meeting, _("Read what %(who)s decided on %(date)s")),
        owners=[Owes(party=party)],
        source_label=str(meeting),
        source_path=path(meeting.partnership, "public:meeting", meeting.slug),
        source_on=meeting.date,
        due=Due.date(due_on),
    )


def _page_before(commitment: Any) -> Place:
    return "work:cases:asked_before", (commitment.pk,)


def _page_after(commitment: Any) -> Place:
    return "work:cases:decided", (commitment.pk,)


ASKED_BEFORE = Process(
    slug=BEFORE,
    label=_("Before a meeting"),
    about=OwedRemark,
    answer_place=_page_before,
    result_legend="for-motet",
    one_press=("nothing", _("We have nothing to say")),
    remind_on=(-1, 0),
)
TOLD_AFTER = Process(
    slug=AFTER,
    label=_("Decisions to be read"),
    about=OwedReading,
    answer_place=_page_after,
    result_legend="lest",
    one_press=("read", _("We have read it")),
    remind_on=(-3, 7),
)
