"""The minutes of a meeting as plain texts under headings: what a version that was sent keeps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Meeting
from samspill.common.moments import in_full

Part = tuple[str, str]
"""A heading, and what stands under it."""


def parts_of(meeting: Meeting) -> list[Part]:
    """Who came, and then each item, in their order."""
    items = meeting.items.select_related("case").prefetch_related(
        "proposals__seat", "recusals__seat", "recusals__substitute",
        "follow_ups__party", "follow_ups__body",
    )  # fmt: skip
    treated = [
        (f"{place}. {item}", "\n\n".join(_of_item(item)))
        for place, item in enumerate(items.order_by("position"), start=1)
    ]
    came = "\n".join(_who_came(meeting)) or _("Not entered")
    return [(_("Who came"), came), *treated]


def _who_came(meeting: Meeting) -> Iterator[str]:
    found = meeting.attendance.select_related("seat", "substitute")
    for one in found.order_by("seat__body__order", "seat__order"):
        by = f" ({one.substitute.label})" if one.substitute else ""
        told = f"{one.seat.label}: {one.get_came_display()}{by}"
        yield f"{told}, {one.note}" if one.note else told
    if meeting.others:
        yield f"{_('Others who were there')}: {meeting.others}"


def _of_item(item: AgendaItem) -> Iterator[str]:
    for one in item.recusals.all():
        told = f"{_('Conflict of interest')}: {one.seat.label}"
        yield f"{told} ({one.substitute.label})" if one.substitute else told
    yield from filter(None, [item.discussion])
    for proposal in item.proposals.all():
        by = f" ({proposal.seat.label})" if proposal.seat else ""
        yield f"{_('Proposal')}{by}: {proposal.text}"
    if item.outcome:
        yield f"{item.get_outcome_display()}."
    yield from filter(None, [item.decision, _how(item)])
    if item.reason:
        yield f"{_('Reason')}: {item.reason}"
    if item.exception:
        yield f"{_('Decided otherwise than the rules of authority say:')} {item.exception}"
    for duty in item.follow_ups.all():
        due = in_full(duty.due_on) if duty.due_on else _("No date set")
        yield f"– {duty.text}: {duty.owner_in_words or _('Nobody is named')}, {due}"


def _how(item: AgendaItem) -> str:
    if not item.mode:
        return ""
    if item.votes_for is None:
        return f"{item.get_mode_display()}."
    against = "?" if item.votes_against is None else item.votes_against
    votes = {"for": item.votes_for, "against": against}
    return f"{item.get_mode_display()}: {_('%(for)s for, %(against)s against') % votes}."
