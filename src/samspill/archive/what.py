"""What eInnsyn and an archive are told alike: identities, numbers, and how it was decided."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.cases.papers import Gathered
from samspill.cases.states import Outcome
from samspill.common.exempt import published, whole
from samspill.common.markdown import to_lines

OURS = uuid.UUID("5d2f0f0e-6b0f-5f0b-9a57-0c1c7c8f5a51")
"""The namespace of our identities (RFC 9562, version 5)."""
KINDS = {
    Case.Type.APPROVAL: "godkjenning",
    Case.Type.INFORMATION: "orientering",
    Case.Type.DISCUSSION: "annet",
}
"""The type of a case in their words; one that is to be decided on is «politisk»."""
DECIDED_ON = (Case.Type.DECISION, Case.Type.RECOMMENDATION, Case.Type.ELECTION)


def first_name(record: Any) -> str:
    """What a record was first called in its address: its identity outlives a change of name."""
    return str((record.formerly or [record.slug])[0])


def identity(partnership: str, *names: str) -> str:
    """The lasting identity of a thing, the same each time it is asked for."""
    return str(uuid.uuid5(OURS, "/".join((partnership, *names))))


def of_meeting(meeting: Meeting, *names: str) -> str:
    """The identity of a meeting, or of something within it."""
    return identity(meeting.partnership.slug, "meeting", first_name(meeting), *names)


def kind_of(item: AgendaItem) -> str:
    """What kind of meeting case an item is, in eInnsyn's words."""
    kind = item.type or (item.case.type if item.case else "")
    if kind in DECIDED_ON:
        return "politisk"
    return KINDS.get(Case.Type(kind), "annet") if kind else "annet"


def number_of(item: AgendaItem, of: Gathered) -> tuple[int, int]:
    """Year and number: of the body whose item it is, else its year and place on the agenda."""
    bodies = {item.body_id} if item.body_id else {one.pk for one in of.bodies}
    for one in item.case.numbers.all() if item.case else ():
        if one.body_id in bodies:
            return one.year, one.number
    return of.meeting.date.year, item.number


def title_of(item: AgendaItem) -> str:
    return item.title or (item.case.title if item.case else "")


def moment_of(meeting: Meeting) -> datetime.datetime:
    """When a meeting begins; the day's first moment where the hour is not known."""
    starts = meeting.starts or datetime.time()
    return datetime.datetime.combine(meeting.date, starts, get_current_timezone())


def plain(text: str, *, all_of_it: bool = False) -> str:
    """A text in plain lines: as anyone may read it, or all of it."""
    return to_lines(whole(text) if all_of_it else published(text))


def is_decided(item: AgendaItem, of: Gathered) -> bool:
    return of.reader.minutes and item.outcome == Outcome.DECIDED


def is_recommended(item: AgendaItem, of: Gathered) -> bool:
    return of.reader.minutes and item.outcome == Outcome.RECOMMENDED


def how_decided(item: AgendaItem, *, all_of_it: bool = False) -> str:
    """How it was decided, in words. Their votes are a person's each; ours never are.

    So consensus is told as consensus, and counted votes as numbers, in the protocol alone.
    """
    said = [f"{item.get_mode_display()}." if item.mode else ""]
    if item.votes_for is not None:
        against = "?" if item.votes_against is None else item.votes_against
        told = _("%(for)s for, %(against)s against") % {"for": item.votes_for, "against": against}
        said.append(f"{told}.")
    said.append(plain(item.discussion, all_of_it=all_of_it))
    if item.reason:
        reason = plain(item.reason, all_of_it=all_of_it)
        said.append("{}: {}".format(_("Reason"), reason))
    return "\n".join(one for one in said if one)
