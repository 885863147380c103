"""Letters to those who are called: the call, what is new in it, and that it is taken back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.core import signing
from django.db.models import F, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samspill.bodies.holders import holders_on
from samspill.bodies.models import Office, Role
from samspill.cases.calendars import invitation as calendar_of
from samspill.cases.models import AgendaItem, Call, Meeting
from samspill.common.addresses import address
from samspill.common.moments import in_full
from samspill.mail.actions import Letter, overtake, write
from samspill.mail.models import Message

SALT = "samspill.cases.answer"
PREFIX = "meeting/{meeting}/{who}/"
"""How the keys of the letters of a meeting to one reader begin."""
TO_GUESTS = r"^meeting/\d+/g\d+/"
"""How those to guests begin, of whatever meeting."""
ENDING = ("cancelled", "withdrawn")
WITH = ("seat", "guest", "person__user", "stands_in_for")


def token_of(call: Call) -> str:
    """What proves, without signing in, that a call is answered by who got it."""
    return signing.dumps(call.pk, salt=SALT)


def of_token(token: str) -> Call:
    """The call that a letter was about.

    Raises:
        signing.BadSignature: the token is none of ours, or is for something else.
        Call.DoesNotExist: of another helsefellesskap, or forgotten.
    """
    key = signing.loads(token, salt=SALT)
    return Call.objects.select_related("meeting", *WITH).get(pk=key)


def tell(
    meeting: Meeting,
    calls: Iterable[Call],
    *,
    what: str,
    reason: str | Promise = "",
    waits: datetime.timedelta = datetime.timedelta(),
) -> int:
    """Writes one letter to each reader, in the transaction of what it tells of.

    Each telling has a sequence of its own, so that calendars take the last one, and no letter is
    written twice. Letters that wait unsent are overtaken by it.

    Args:
        what: "called", "changed", "cancelled" (the meeting), or "withdrawn" (one's own place).
        waits: how long it may lie, for what may come in several parts.

    Returns:
        How many letters there were.
    """
    readers: dict[str, Call] = {}
    for one in calls:
        if one.reached_at:
            readers.setdefault(reader_of(one), one)
    if not readers:
        return 0
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
    meeting.refresh_from_db(fields=["sequence"])
    with translation.override(meeting.partnership.language):
        return write(_letters(meeting, readers, what, reason, waits))


def organizer_of(meeting: Meeting) -> tuple[str, str] | None:
    """The secretary of a body that meets, whom answers by calendar reach; None where nobody is.

    An address that nobody reads would swallow the answers.
    """
    bodies = {one.pk for one in meeting.bodies.all()}
    of_the_day = Office.objects.on(meeting.date)
    offices = of_the_day.filter(body__in=bodies, kind=Office.Kind.SECRETARY)
    seats = set(offices.values_list("seat", flat=True))
    for person, seat in holders_on(meeting.date):
        is_secretary = seat.pk in seats or (seat.role == Role.SECRETARY and seat.body in bodies)
        if is_secretary and person.reached_at:
            return person.reached_at, person.name
    return None


def _subject(what: str) -> str:
    return {
        "called": _("Call: %(who)s, %(date)s"),
        "changed": _("Changed: %(who)s, %(date)s"),
        "cancelled": _("Cancelled: %(who)s, %(date)s"),
        "withdrawn": _("No longer called: %(who)s, %(date)s"),
    }[what]


def reader_of(call: Call) -> str:
    """Who reads the letters of a call, as their keys name it."""
    of_a_guest = call.guest_id is not None
    return f"g{call.guest_id}" if of_a_guest else f"p{call.person_id}"


def _tells_of(item: AgendaItem, call: Call) -> bool:
    """Whether a letter names an item: to a guest what they are asked to, or what is open to all."""
    if call.guest is None:
        return True
    return call.guest.item == item if call.guest.item else bool(item.is_open)


def _letters(
    meeting: Meeting,
    readers: dict[str, Call],
    what: str,
    reason: str | Promise,
    waits: datetime.timedelta,
) -> Iterator[Letter]:
    prefetch_related_objects([meeting], "bodies")
    bodies = list(meeting.bodies.all())
    who = " + ".join(one.title for one in bodies)
    ends = what in ENDING
    organizer = organizer_of(meeting)
    every = AgendaItem.objects.filter(meeting=meeting).with_openness().select_related("case")
    items = [] if ends else list(every.order_by("position"))
    for reader, one in readers.items():
        prefix = PREFIX.format(meeting=meeting.pk, who=reader)
        overtake(prefix)
        is_new = not Message.objects.filter(key__startswith=prefix).exists()
        if is_new and ends:
            continue
        said = "called" if is_new else what
        name = one.person.name if one.person else str(one.guest)
        words = {
            "meeting": meeting,
            "name": name,
            "who": who,
            "what": said,
            "reason": reason,
            "stands_in_for": one.stands_in_for.label if one.stands_in_for else "",
            "items": [n for n in items if _tells_of(n, one)],
            "partnership": meeting.partnership,
            "address": address(meeting.partnership, "public:meeting", meeting.slug),
            "answer": address(meeting.partnership, "letterbox:answer_call", token_of(one)),
        }
        text = render_to_string("cases/email/call.txt", words)
        # Whoever shares a calendar shows its events: the link that answers is in the letter alone.
        told = render_to_string("cases/email/call.txt", {**words, "answer": ""})
        yield Letter(
            key=f"{prefix}{meeting.sequence}",
            to=one.reached_at,
            subject=_subject(said) % {"who": who, "date": in_full(meeting.date)},
            text=text,
            partnership=meeting.partnership,
            calendar=calendar_of(
                meeting,
                to=one.reached_at,
                name=name,
                organizer=organizer,
                text=told,
                cancelled=ends,
                optional=one.guest is not None
                or (one.seat is not None and one.seat.role == Role.OBSERVER),
            ),
            waits=datetime.timedelta() if is_new else waits,
        )
