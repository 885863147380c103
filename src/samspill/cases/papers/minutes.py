"""The minutes of a meeting: who came, what was decided, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Attendance, FollowUp
from samspill.cases.papers.gathered import Gathered
from samspill.cases.papers.parts import (
    facts,
    named,
    note,
    nothing_entered,
    said,
    when_and_where,
    written,
)
from samspill.cases.states import MinutesState
from samspill.cases.withheld import Withheld
from samspill.common.moments import in_full
from samspill.documents.written.blocks import (
    Block,
    Grid,
    Heading,
    Markdown,
    NoteBlock,
    NoteWords,
    Paragraph,
)


def minutes_of(of: Gathered) -> NoteBlock:
    """The minutes, as they stand: those that are not approved say so first."""
    blocks: list[Block] = [Paragraph(_how_they_stand(of))]
    blocks.append(facts(when_and_where(of)))
    blocks.append(Heading(1, _("Who came")))
    blocks += _attendance(of)
    blocks.append(Heading(1, _("Items")))
    for one in of.places:
        if isinstance(one, Withheld):
            blocks.append(Heading(2, f"{one.number}. {one.words}"))
        else:
            blocks += _item(of, one)
    if not of.places:
        blocks.append(nothing_entered())
    blocks += _corrections(of)
    return note(of, _("Minutes: %(about)s") % {"about": of.about}, blocks)


def _how_they_stand(of: Gathered) -> str:
    meeting = of.meeting
    if meeting.minutes == MinutesState.APPROVED:
        if meeting.approved_on:
            return _("Approved %(date)s.") % {"date": in_full(meeting.approved_on)}
        return _("Approved.")
    if meeting.minutes == MinutesState.ELSEWHERE:
        return _("Only what the sources tell of the meeting is entered here.")
    return _("Not approved: %(state)s.") % {"state": meeting.get_minutes_display().lower()}


def _attendance(of: Gathered) -> list[Block]:
    if not of.attendance:
        return [Paragraph(_("Who came is not entered."))]
    blocks: list[Block] = []
    for side, group in groupby(of.attendance, key=lambda one: one.seat.side):
        name = side.name if side else _("Others")
        rows = [[NoteWords(one.seat.label), NoteWords(_came(one))] for one in group]
        blocks.append(Grid(name, [_("Seat"), _("Attendance")], rows, [5, 6]))
    return blocks


def _came(one: Attendance) -> str:
    words = str(one.get_came_display())
    if one.substitute:
        words = f"{words}: {one.substitute.label}"
    return f"{words}. {one.note}" if one.note else words


def _item(of: Gathered, item: AgendaItem) -> Iterator[Block]:
    """An item as it was treated."""
    yield Heading(2, f"{item.number}. {named(of, item)}")
    if item.text:
        yield written(of, item.text)
    for recusal in item.recusals.all():
        words = _("%(seat)s left because of a conflict of interest.") % {"seat": recusal.seat.label}
        yield Paragraph(f"{words} {recusal.reason if of.reader.all else ''}".strip())
    yield from said(of, _("What was said"), item.discussion)
    for proposal in item.proposals.all():
        by = proposal.seat.label if proposal.seat else _("the meeting")
        yield from said(of, _("Proposal from %(seat)s") % {"seat": by}, proposal.text)
    if item.decision:
        yield Heading(3, str(item.get_outcome_display()) if item.outcome else _("Decision"))
        yield _set_apart(written(of, item.decision))
    elif item.outcome:
        yield Paragraph(f"{item.get_outcome_display()}.")
    else:
        yield Paragraph(_("What came of it is not entered."))
    if item.mode:
        yield Paragraph(_how_decided(item))
    yield from said(of, _("Reason"), item.reason)
    if item.exception:
        words = _("Decided otherwise than the rules of authority say:")
        yield Paragraph(f"{words} {item.exception}")
    if item.follow_ups.all():
        yield _to_do(list(item.follow_ups.all()))


def _set_apart(text: Markdown) -> Markdown:
    return Markdown([{"kind": "quote", "blocks": text.blocks}], text.language)


def _how_decided(item: AgendaItem) -> str:
    """How it was decided; votes are told only where votes were counted."""
    words = f"{item.get_mode_display()}."
    if item.votes_for is None:
        return words
    against = "?" if item.votes_against is None else item.votes_against
    counted = _("%(for)s for, %(against)s against") % {"for": item.votes_for, "against": against}
    by_side = [
        _("%(side)s: %(for)s for, %(against)s against")
        % {"side": one.side, "for": one.votes_for, "against": one.votes_against}
        for one in item.side_votes.all()
    ]
    return " ".join([words, *(f"{one}." for one in (counted, *by_side))])


def _to_do(follow_ups: list[FollowUp]) -> Grid:
    rows = [
        [
            NoteWords(one.text),
            NoteWords(one.owner_in_words or _("Nobody is named")),
            NoteWords(in_full(one.due_on) if one.due_on else _("No date set")),
        ]
        for one in follow_ups
    ]
    head = [_("What"), _("Who does it"), _("Due")]
    return Grid(_("What is to be done"), head, rows, [6, 4, 3])


def _corrections(of: Gathered) -> Iterator[Block]:
    if of.corrections:
        yield Heading(1, _("Corrections after the approval"))
    for one in of.corrections:
        yield Heading(2, in_full(one.on))
        yield written(of, one.text)
