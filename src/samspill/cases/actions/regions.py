"""The municipalities of a region, invited to a meeting as guests; and letters that came back."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.actions.calling import ask_guest, take_back_guest
from samspill.cases.actions.telling import PREFIX, reader_of
from samspill.cases.models import Call, Meeting
from samspill.cases.states import MeetingState
from samspill.commitments.reach import reminded_on
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.mail.actions import came_back
from samspill.mail.models import Message
from samspill.parties.models import Region, RegionMembership


@transaction.atomic
def invite_regions(*, by: Actor, meeting: Meeting, regions: Sequence[Region]) -> Meeting:
    """Sets which regions are invited: each municipality of them on the day is asked as a guest.

    The call goes to who answers for the municipality. Where nobody is entered it has no address,
    and the secretary sees that it must be told another way. Regions that are left out are no
    longer invited, and their municipalities are told.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the meeting is over.
    """
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    require(by, "change", found)
    if found.date < today() or found.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise ValidationError(_("The meeting is over: nobody is asked to it."))
    invited = set(found.regions.all())
    actions.set_many(by=by, record=found, field="regions", chosen=regions)
    for guest in found.guests.filter(region__in=invited - set(regions)).select_related("meeting"):
        take_back_guest(by=by, guest=guest)
    ask_municipalities(by=by, meeting=found)
    return found


def ask_municipalities(*, by: Actor, meeting: Meeting) -> None:
    """Asks the municipalities of the regions that are invited, where nobody of theirs is yet."""
    asked = meeting.guests.exclude(region=None).values("region")
    new = list(meeting.regions.exclude(pk__in=asked))
    reached = reminded_on(today()) if new else []
    members = RegionMembership.objects.on(meeting.date).filter(region__in=new)
    for member in members.select_related("party", "region"):
        of_it = [one.email for one in reached if member.party_id in one.parties]
        ask_guest(
            by=by,
            meeting=meeting,
            role=member.party.name,
            email=next(iter(of_it), ""),
            region=member.region,
        )


@transaction.atomic
def letter_came_back(*, by: Actor, call: Call) -> Message | None:
    """Says that the last letter of a call came back: who is called knows nothing of the meeting.

    Returns:
        The letter; None where none was sent.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
    """
    require(by, "change", call)
    beginning = PREFIX.format(meeting=call.meeting_id, who=reader_of(call))
    found = came_back(by=by, beginning=beginning)
    actions.touched(call)
    return found
