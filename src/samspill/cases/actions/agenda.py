"""An agenda put together: what stands on every one, cases that wait, each in its place and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.actions.meetings import add_item, held_unsent
from samspill.cases.models import AgendaItem, Case, Meeting, Practice, StandingItem
from samspill.cases.states import MeetingState, MinutesState
from samspill.cases.writing import Clash, Typed, merge
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.moments import in_full
from samspill.common.permissions import require

OPEN = (MeetingState.TENTATIVE, MeetingState.PLANNED)
"""Before the call the agenda may be put in another order."""
UNAPPROVED = (MinutesState.DRAFT, MinutesState.SENT)


def _unfrozen(meeting: Meeting) -> Meeting:
    found = held_unsent(meeting)
    if found.state not in OPEN:
        raise ValidationError(_("The meeting is called: the order of its agenda stays."))
    return found


@transaction.atomic
def put_in_standing(*, by: Actor, meeting: Meeting) -> int:
    """Puts in what stands on every agenda of those who meet; what is there already is let be.

    Where several meet together, what both have stands there once.

    Returns:
        how many were put in.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the agenda is frozen, or the bodies have no standing items.
    """
    found = _unfrozen(meeting)
    require(by, "change", found)
    bodies = list(found.bodies.all())
    wanted = list(_wanted(found, bodies))
    if not wanted:
        raise ValidationError(_("No standing items are entered for the body."))
    listed = list(found.items.order_by("position"))
    titles = {str(one).casefold() for one in listed}
    approved = {one.approves_id for one in listed if one.approves_id}
    first: list[AgendaItem] = []
    last: list[AgendaItem] = []
    for standing, body, title, approves in wanted:
        if title.casefold() in titles or (approves and approves.pk in approved):
            continue
        titles.add(title.casefold())
        made = add_item(
            by=by, meeting=found, title=title, type=standing.type, minutes=standing.minutes,
            text=standing.text, body=body if len(bodies) > 1 else None, approves=approves,
        )  # fmt: skip
        (last if standing.is_last else first).append(made)
    if first:
        _put(by, found, [*first, *listed, *last])
    return len(first) + len(last)


Wanted = tuple[StandingItem, Body, str, Meeting | None]


def _wanted(meeting: Meeting, bodies: list[Body]) -> Iterator[Wanted]:
    """The standing items of each body, with the minutes that one is to approve."""
    practices = Practice.objects.on(meeting.date).filter(body__in=bodies)
    every = StandingItem.objects.filter(practice__in=practices).select_related("practice")
    by_body = {body.pk: body for body in bodies}
    for one in every.order_by("practice__body__order", "position"):
        body = by_body[one.practice.body_id]
        if one.purpose != StandingItem.Purpose.MINUTES:
            yield one, body, one.title, None
            continue
        for earlier in unapproved_before(meeting, body):
            with translation.override(meeting.partnership.language):
                day = in_full(earlier.date)
            yield one, body, f"{one.title}, {day}"[:300], earlier


def unapproved_before(meeting: Meeting, body: Body) -> list[Meeting]:
    """The meetings of a body before this one whose minutes wait to be approved."""
    held = Meeting.objects.of(body).filter(date__lte=meeting.date, minutes__in=UNAPPROVED)
    return list(held.exclude(pk=meeting.pk).order_by("date"))


@transaction.atomic
def put_before(*, by: Actor, item: AgendaItem, before: AgendaItem | None) -> AgendaItem:
    """Puts an item before another, or last.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the agenda is frozen by the call, or the other is on another agenda.
    """
    found = _unfrozen(item.meeting)
    require(by, "change", item)
    others = [one for one in found.items.order_by("position") if one.pk != item.pk]
    at = next((n for n, one in enumerate(others) if before and one.pk == before.pk), len(others))
    others.insert(at, item)
    _put(by, found, others)
    return item


@transaction.atomic
def put_case(
    *, by: Actor, meeting: Meeting, case: Case, before: AgendaItem | None = None
) -> AgendaItem:
    """Puts a case that waits on an agenda, before another item or last.

    Raises:
        NotAllowed, ValidationError: as ``add_item``; after the call it stands last.
    """
    bodies = list(meeting.bodies.all())
    body = case.body if len(bodies) > 1 and case.body in bodies else None
    item = add_item(by=by, meeting=meeting, case=case, type=case.type, body=body)
    if before is not None and item.meeting.state in OPEN:
        put_before(by=by, item=item, before=before)
    return item


@transaction.atomic
def set_times(*, by: Actor, meeting: Meeting, typed: Mapping[str, Typed]) -> list[Clash]:
    """Says how long each item is to take, by its slug.

    What another has set since the page was shown stays.

    Returns:
        What two have set, each to its own.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the minutes of the meeting are approved.
    """
    found = held_unsent(meeting)
    clashes: list[Clash] = []
    for item in found.items.filter(slug__in=typed):
        stands = {"minutes": item.minutes}
        clashes += merge(item, stands, {"minutes": typed[item.slug]})
        if stands["minutes"] != item.minutes:
            item.minutes = stands["minutes"]
            actions.save(by=by, record=item)
    return clashes


@transaction.atomic
def take_off(*, by: Actor, item: AgendaItem) -> None:
    """Takes an item off an agenda that nobody is called to yet; a case waits again.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the agenda is frozen by the call.
    """
    _unfrozen(item.meeting)
    actions.remove(by=by, record=item)


def _put(by: Actor, meeting: Meeting, items: list[AgendaItem]) -> None:
    """Numbers the items as they stand in the list."""
    before = [one.slug for one in sorted(items, key=lambda one: one.position)]
    after = [one.slug for one in items]
    if before == after:
        return
    for place, one in enumerate(items):
        one.position = place
    with actions.refused_in_words():
        AgendaItem.objects.bulk_update(items, ["position"])
    audit.record_change(
        by=by, action="order", about=meeting, before={"items": before}, after={"items": after}
    )
    actions.touched(items[0])
