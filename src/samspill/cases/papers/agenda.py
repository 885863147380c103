"""The call to a meeting, with its agenda and who is called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.bodies.models import Seat
from samspill.cases.models import AgendaItem
from samspill.cases.papers.gathered import Gathered
from samspill.cases.papers.parts import (
    facts,
    named,
    note,
    nothing_entered,
    type_of,
    when_and_where,
    written,
)
from samspill.cases.states import AGENDAS_OPEN, MeetingState
from samspill.cases.withheld import Withheld
from samspill.common.moments import in_full
from samspill.documents.written.blocks import (
    Block,
    Grid,
    Heading,
    NoteBlock,
    NoteWords,
    Paragraph,
)


def call_of(of: Gathered) -> NoteBlock:
    """The call: when and where, the agenda, and the seats of the day."""
    return note(of, title_of(of), blocks_of_call(of))


def title_of(of: Gathered) -> str:
    """«Call», or only «Agenda» where nobody has entered that it was called."""
    words = _("Call: %(about)s") if of.meeting.state in AGENDAS_OPEN else _("Agenda: %(about)s")
    return words % {"about": of.about}


def blocks_of_call(of: Gathered) -> list[Block]:
    """What the call tells, without its title."""
    meeting = of.meeting
    rows = when_and_where(of)
    if meeting.cases_by:
        rows.append((_("Last day for cases"), in_full(meeting.cases_by)))
    blocks: list[Block] = []
    if meeting.title:
        blocks.append(Paragraph(meeting.title))
    if meeting.state == MeetingState.CANCELLED:
        blocks.append(Paragraph(_("The meeting is cancelled.")))
    blocks.append(facts(rows))
    if meeting.note:
        blocks.append(written(of, meeting.note))
    blocks.append(Heading(1, _("Agenda")))
    blocks += _agenda(of)
    blocks.append(Heading(1, _("Who sits there on the day of the meeting")))
    blocks += _seats(of)
    return blocks


def _agenda(of: Gathered) -> list[Block]:
    if not of.places:
        return [nothing_entered()]
    rows = [[NoteWords(str(one.number)), *map(NoteWords, _told(of, one))] for one in of.places]
    blocks: list[Block] = [
        Grid(_("Items in order"), [_("No."), _("Item"), _("For what")], rows, [1, 8, 4])
    ]
    for item in of.items:
        if item.text:
            blocks.append(Heading(2, f"{item.number}. {named(of, item)}"))
            blocks.append(written(of, item.text))
    return blocks


def _told(of: Gathered, one: AgendaItem | Withheld) -> tuple[str, str]:
    """What an item is called, and what it is there for."""
    return (one.words, "–") if isinstance(one, Withheld) else (named(of, one), _about(one))


def _about(item: AgendaItem) -> str:
    """What it is there for, how long it is to take, and whether it came late."""
    said = [type_of(item)]
    if item.minutes:
        count = item.minutes
        said.append(ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count})
    if item.is_late:
        said.append(_("Put up after the call"))
    return ". ".join(one for one in said if one) or "–"


def _seats(of: Gathered) -> list[Block]:
    """The seats, by the body and side that they are of; nobody is named, a seat is a role."""
    if not of.seats:
        return [Paragraph(_("No seat is entered."))]
    blocks: list[Block] = []
    for body in of.bodies:
        rows = [_seat(one) for one in of.seats if one.body_id == body.pk]
        if rows:
            head = [_("Seat"), _("Side"), _("Role")]
            blocks.append(
                Grid(_("Seats in %(body)s") % {"body": body.title}, head, rows, [6, 3, 3])
            )
        if not body.all_seats_entered:
            told = _("Not all seats in %(body)s are entered.") % {"body": body.title}
            blocks.append(Paragraph(told))
    return blocks


def _seat(seat: Seat) -> list[NoteWords]:
    side = seat.side.name if seat.side else "–"
    return [NoteWords(seat.label), NoteWords(side), NoteWords(str(seat.get_role_display()))]
