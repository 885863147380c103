"""Calendar feeds (iCalendar, RFC 5545): due dates, and a body's meetings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import icalendar
from django.utils.translation import gettext as _

from samspill.commitments import processes, reach
from samspill.commitments.actions.choices import digest_of, may_follow
from samspill.commitments.models import Commitment, FeedAddress
from samspill.common import house
from samspill.common.actors import Actor
from samspill.common.addresses import address
from samspill.common.models import Partnership, today
from samspill.common.permissions import which
from samspill.common.roles import actor_of

BACK = datetime.timedelta(days=60)
AHEAD = datetime.timedelta(days=730)
MOST = 1000
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Feed:
    """A feed that may be read today, as its person."""

    feed: FeedAddress
    actor: Actor


def of_token(token: str) -> Feed | None:
    """The feed behind a secret; None when there is none, it is revoked, or the role is over."""
    found = FeedAddress.objects.filter(digest=digest_of(token), revoked_at=None)
    feed = found.select_related("partnership", "person__user", "party", "body").first()
    if feed is None or feed.person.user is None or not feed.person.user.is_active:
        return None
    actor = actor_of(feed.person.user, feed.partnership, today())
    if not actor.roles or not may_follow(actor, feed.party, feed.body):
        return None
    return Feed(feed, actor)


def as_ical(found: Feed) -> bytes:
    """The feed as a calendar program reads it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Samspill//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{found.feed.partnership.short_name}: {found.feed}")
    calendar.add("refresh-interval", datetime.timedelta(hours=6), {"value": "DURATION"})
    partnership = found.feed.partnership
    for commitment in _commitments(found):
        calendar.add_component(_due(partnership, commitment))
    if found.feed.body is not None:
        days = (today() - BACK, today() + AHEAD)
        for make in filter(None, (one.events for one in house.brought())):
            for event in make(partnership, found.actor, found.feed.body, *days):
                calendar.add_component(event)
    return calendar.to_ical()


def _commitments(found: Feed) -> list[Commitment]:
    feed = found.feed
    if feed.party is not None:
        owed = Commitment.objects.open_owed_by(parties=[feed.party.pk])
    elif feed.body is not None:
        owed = Commitment.objects.open_owed_by(bodies=[feed.body.pk])
    else:
        owed = reach.asked_of(found.actor)
    soon = owed.filter(due_on__range=(today() - BACK, today() + AHEAD))
    return list(which(found.actor, soon).by_due_date()[:MOST])  # type: ignore[attr-defined]


def _due(partnership: Partnership, commitment: Commitment) -> icalendar.Event:
    process = processes.process_of(commitment.process)
    name, arguments = process.answer_place(commitment)
    link = address(partnership, name, *arguments)
    event = _event(f"commitment-{commitment.pk}@{partnership.slug}.samspill", commitment.title)
    event.add("dtstart", commitment.due_on)
    if commitment.due_on is not None:
        event.add("dtend", commitment.due_on + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    event.add("url", link)
    event.add("description", f"{_('Why')}: {process.why(commitment)}\n{_('Answer here:')} {link}")
    return event


def _event(identity: str, summary: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", identity)
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("summary", summary)
    return event
