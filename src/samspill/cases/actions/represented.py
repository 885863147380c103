"""Those represented: what they say before a meeting, who asks them, and what they are told."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspill.bodies.spoken_for import spoken_of
from samspill.cases.letters_represented import after_the_meeting, asked_before
from samspill.cases.models import Meeting, OwedReading, OwedRemark, Remark
from samspill.cases.models.represented import LONGEST_REMARK
from samspill.cases.owed_represented import AFTER, BEFORE, wanted_after, wanted_before
from samspill.cases.represented import (
    may_be_spoken_to,
    reads_of,
    seats_to,
    speaker_of,
    spoken_at,
)
from samspill.commitments.actions import close_many, open_many, report
from samspill.commitments.deadlines import calendar_days_after
from samspill.commitments.legends import legend_of
from samspill.commitments.models import Commitment
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.everywhere import everywhere
from samspill.common.identity import refuse_identity_numbers
from samspill.common.models import Partnership, today
from samspill.common.permissions import NotAllowed, require
from samspill.common.ready import together
from samspill.mail.actions import write
from samspill.parties.models import Party

READ_WITHIN = 14
"""How many days those represented have to confirm that they have read what was decided."""
LAPSES_AFTER = 90


@transaction.atomic
def say(*, by: Actor, meeting: Meeting, party: Party, text: str) -> Remark | None:
    """Writes what a party says to who speaks for it; an empty text takes back what it said.

    The audit trail tells that it was said, and not what: more people read the trail.

    Raises:
        NotAllowed: the actor does not answer for the party.
        ValidationError: nothing is said, the meeting is not called or is past, or nobody speaks
            for the party there.
    """
    text = text.strip()
    there = Remark.objects.select_for_update(of=("self",)).filter(meeting=meeting, party=party)
    found = there.select_related("party", "meeting").first()
    remark = found or Remark(partnership_id=meeting.partnership_id, meeting=meeting, party=party)
    require(by, "change", remark)
    if not may_be_spoken_to(meeting, today()):
        raise ValidationError(_("The meeting is over, or not called yet. Nothing is said to it."))
    if not text and found is None:
        raise ValidationError({"text": [_("Write what you want to say.")]})
    if len(text) > LONGEST_REMARK:
        most = {"most": LONGEST_REMARK}
        raise ValidationError({"text": [_("At most %(most)s characters.") % most]})
    refuse_identity_numbers({"text": text})
    if not text:
        audit.record_change(by=by, action="take back", about=remark)
        remark.delete()
        return None
    read = together(**reads_of(by, meeting))
    seats = seats_to(spoken_of(read), read, party.pk)
    if not seats:
        raise ValidationError(_("No seat speaks for %(party)s there.") % {"party": party})
    remark.text, remark.by, remark.at = text, by.name[:200], timezone.now()
    with actions.refused_in_words():
        remark.save()
    remark.seats.set(seats)
    audit.record_change(by=by, action="say", about=remark)
    actions.touched(remark)
    _answer(by, remark)
    return remark


def _answer(by: Actor, remark: Remark) -> None:
    """What is said answers the question, where one was asked; what was said stands in no report."""
    asked = Commitment.objects.open().filter(
        owedremark__thing=remark.meeting_id, owners__party=remark.party_id
    )
    for commitment in asked.select_related("result_legend"):
        said = legend_of(remark.partnership, "for-motet").statuses.get(slug="said")
        report(by=by, commitment=commitment, result=said, reason=_("Said to who speaks for us."))


@transaction.atomic
def ask_before(*, by: Actor, meeting: Meeting, due_on: datetime.date, text: str = "") -> int:
    """Asks those whom the actor speaks for what they say of the agenda.

    Who was asked before, or has said something, is not asked again.

    Returns:
        How many were asked now.

    Raises:
        NotAllowed: the actor speaks for nobody there.
        ValidationError: the meeting is not called or is past, the day is past or after the
            meeting, or nobody is left to ask.
    """
    read = together(**reads_of(by, meeting))
    speaker = speaker_of(by, read)
    if speaker is None:
        raise NotAllowed(by, "ask", meeting)
    if not may_be_spoken_to(meeting, today()):
        raise ValidationError(_("The meeting is over, or not called yet."))
    if not today() <= due_on <= meeting.date:
        raise ValidationError({"due_on": [_("Choose a day from today to the day of the meeting.")]})
    left = speaker.may_be_asked
    if not left:
        raise ValidationError(_("All have been asked, or have said something already."))
    parties = Party.objects.in_bulk([one.party.pk for one in left])
    with translation.override(meeting.partnership.language):
        asks = _("%(who)s asks you: %(text)s") % {"who": speaker.through, "text": text.strip()}
    wanted = [
        wanted_before(meeting, one, due_on, asks if text.strip() else "")
        for one in parties.values()
    ]
    partnership = meeting.partnership
    asked = open_many(by=program("before a meeting"), partnership=partnership, wanted=wanted)
    detail = {"parties": sorted(one.slug for one in parties.values()), "due_on": f"{due_on}"}
    audit.record_change(by=by, action="ask before", about=meeting, reason=text, detail=detail)
    write(asked_before(meeting, list(parties), due_on, speaker.through, text.strip()))
    return asked


def tell_after(meeting: Meeting) -> int:
    """Tells those represented what was decided, once the minutes are approved; each confirms it.

    Whoever approved: the approval is what gives the right. Returns how many are told.
    """
    keys = {one.party.pk for one in spoken_at(meeting)}
    parties = Party.objects.on(today()).in_bulk(list(keys))
    due_on = calendar_days_after(today(), READ_WITHIN)
    wanted = [wanted_after(meeting, one, due_on) for one in parties.values()]
    told = open_many(by=program("minutes"), partnership=meeting.partnership, wanted=wanted)
    owed = OwedReading.objects.filter(thing=meeting, commitment__owners__party__in=list(parties))
    pages = dict(owed.values_list("commitment__owners__party", "commitment"))
    write(after_the_meeting(meeting, pages))
    return told


@transaction.atomic
def confirm_read(*, by: Actor, commitment: Commitment) -> None:
    """Says that a party has read what was decided.

    Raises:
        NotAllowed: the actor does not answer for the party.
        ValidationError: it is confirmed already, or asked no more.
    """
    read = legend_of(commitment.partnership, "lest").statuses.get(slug="read")
    report(by=by, commitment=commitment, result=read)


def close_what_is_past(date: datetime.date) -> int:
    """Closes what was asked before meetings that are over or cancelled, and old readings.

    Returns how many were open.
    """

    def close_those(partnership: Partnership) -> int:
        past = OwedRemark.objects.filter(thing__date__lt=date) | OwedRemark.objects.filter(
            thing__state="cancelled"
        )
        old = OwedReading.objects.filter(
            commitment__due_on__lt=date - datetime.timedelta(days=LAPSES_AFTER)
        )
        return sum(
            close_many(
                by=program("meetings"),
                partnership=partnership,
                commitments=Commitment.objects.of_process(slug).filter(pk__in=some.values("pk")),
            )
            for slug, some in ((BEFORE, past), (AFTER, old))
        )

    return everywhere(close_those)
