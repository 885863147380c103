"""What is forgotten some time after a meeting: who was a guest, and who answered what."""

from __future__ import annotations

import datetime

from samspill.cases.actions.telling import TO_GUESTS
from samspill.cases.models import Call, Guest, Meeting
from samspill.common import content
from samspill.common.models import Partnership
from samspill.mail.actions import forget_readers
from samspill.mail.models import Message


def forget_before(*, partnership: Partnership, date: datetime.date) -> int:
    """Removes guests and answers of meetings before a day. Who came stands in the attendance.

    Returns:
        How many.
    """
    answers, _kinds = Call.objects.filter(meeting__date__lt=date).delete()
    guests, _kinds = Guest.objects.filter(meeting__date__lt=date).delete()
    _forget_letters(partnership, date)
    if answers or guests:
        content.changed(partnership, only=[Call(partnership=partnership)])
    return answers + guests


def _forget_letters(partnership: Partnership, date: datetime.date) -> int:
    """Those to guests, also to one who was taken back before the meeting."""
    sent = Message.objects.filter(partnership=partnership, key__regex=TO_GUESTS).exclude(to="")
    found = {pk: int(key.split("/")[1]) for pk, key in sent.values_list("pk", "key")}
    past = Meeting.objects.filter(pk__in=set(found.values()), date__lt=date)
    over = set(past.values_list("pk", flat=True))
    return forget_readers([pk for pk, meeting in found.items() if meeting in over])
