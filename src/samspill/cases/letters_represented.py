"""Letters to those represented: the meeting is called, somebody asks, and this was decided."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.bodies.holders import holders_on
from samspill.cases.models import AgendaItem, FollowUp, Meeting
from samspill.cases.owed_represented import who_meets
from samspill.cases.represented import spoken_at
from samspill.commitments.reach import reminded_on
from samspill.common.addresses import address
from samspill.common.exempt import published
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.mail.actions import Letter, overtake
from samspill.mail.models import Message
from samspill.parties.models import Party, Person

Behind = Iterator[tuple[Person, list[int]]]


def before_the_meeting(meeting: Meeting) -> Iterator[Letter]:
    """To those who answer for a party that is represented: the agenda, and where to say something.

    Whoever sits in a body that meets has got the call.
    """
    called = {one.pk for one in meeting.bodies.all()}
    sits = {person.pk for person, seat in holders_on(meeting.date) if seat.body in called}
    spoken = {one.party.pk: one.party for one in spoken_at(meeting)}
    items = list(AgendaItem.objects.public().filter(meeting=meeting).select_related("case"))
    words = {"items": items, "asked_by": ""}
    subject = _("Agenda: %(who)s, %(date)s")
    for person, parties in _behind(spoken):
        if person.pk not in sits:
            mine = [spoken[party] for party in parties]
            yield _letter("agenda", meeting, person, subject, {**words, "mine": mine})


def asked_before(
    meeting: Meeting, parties: Collection[int], due_on: datetime.date, who: str, text: str
) -> Iterator[Letter]:
    """To those who answer for the parties: who speaks for them asks what they say."""
    found = Party.objects.in_bulk(list(parties))
    items = list(AgendaItem.objects.public().filter(meeting=meeting).select_related("case"))
    words = {"items": items, "asked_by": who, "text": text, "due_on": due_on}
    subject = _("What do you say? %(who)s, %(date)s")
    for person, theirs in _behind(found):
        mine = [found[party] for party in theirs]
        yield _letter(
            f"asked/{'-'.join(map(str, theirs))}", meeting, person, subject, {**words, "mine": mine}
        )


def cancelled(meeting: Meeting, reason: str) -> Iterator[Letter]:
    """To those who were told what it would treat, or asked: there is no meeting.

    Letters that wait unsent are taken back, and need no other.
    """
    ours = Message.objects.filter(
        key__regex=rf"^meeting/{meeting.pk}/[0-9]+/(agenda|asked/[0-9-]+)/[0-9]+$"
    )
    for key in ours.values_list("key", flat=True):
        overtake(key)
    told = {int(key.rpartition("/")[2]) for key in ours.values_list("key", flat=True)}
    people = Person.objects.filter(pk__in=told, erased_on=None).select_related("user")
    subject = _("Cancelled: %(who)s, %(date)s")
    for person in people.order_by("pk"):
        if person.reached_at:
            words, template = {"reason": reason}, "cases/email/cancelled.txt"
            yield _letter("cancelled", meeting, person, subject, words, template)


def after_the_meeting(meeting: Meeting, pages: Mapping[int, int]) -> Iterator[Letter]:
    """To those who answer for the parties: what was decided, and what each of them owes by it.

    Args:
        pages: the commitment by which each party confirms that it has read it.
    """
    every = AgendaItem.objects.public().filter(meeting=meeting).select_related("case")
    items = list(every.exclude(outcome=""))
    owed: dict[int, list[FollowUp]] = defaultdict(list)
    for one in FollowUp.objects.filter(item__in=items, party__in=list(pages)):
        owed[one.party_id or 0].append(one)
    told = [(one, published(one.decision)) for one in items]
    found = Party.objects.in_bulk(list(pages))
    subject = _("Decided: %(who)s, %(date)s")
    for person, theirs in _behind(found):
        mine = [
            (found[one], owed[one], address(meeting.partnership, "work:cases:decided", pages[one]))
            for one in theirs
        ]
        words = {"items": told, "mine": mine}
        yield _letter("decided", meeting, person, subject, words, "cases/email/decided.txt")


def _behind(parties: Collection[int]) -> Behind:
    """The people who are reminded of what the parties owe, with the parties of each."""
    for one in reminded_on(today()):
        theirs = [party for party in parties if party in one.parties]
        if theirs and not one.is_silent:
            yield one.person, theirs


def _letter(
    about: str,
    meeting: Meeting,
    person: Person,
    subject: Promise,
    words: Mapping[str, Any],
    template: str = "cases/email/say.txt",
) -> Letter:
    with translation.override(meeting.partnership.language):
        who = who_meets(meeting)
        told = {
            **words,
            "meeting": meeting,
            "who": who,
            "person": person,
            "partnership": meeting.partnership,
            "address": address(meeting.partnership, "work:cases:meeting", meeting.slug),
        }
        return Letter(
            key=f"meeting/{meeting.pk}/{meeting.sequence}/{about}/{person.pk}",
            to=person.reached_at,
            subject=str(subject) % {"who": who, "date": in_full(meeting.date)},
            text=render_to_string(template, told),
            partnership=meeting.partnership,
        )
