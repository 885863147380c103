"""Who came, as the page of minutes sends it: seat by seat, a wrong one keeps no other back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.forms.attendance import SeatRow, SentSeat, sent_seat
from samspill.cases.models import Meeting
from samspill.cases.views.minutes_page import MinutesPage
from samspill.cases.writing import Clash, Typed, clash
from samspill.common.actors import Actor


def write_seats(
    by: Actor, meeting: Meeting, page: MinutesPage, data: QueryDict
) -> tuple[list[Clash], list[str]]:
    """Writes what differs from how it stands.

    Returns:
        the seats that somebody else has changed meanwhile, and what was refused, in words.
    """
    clashes, wrong = [], []
    the_rest = data.get("rest", "") == "no"
    for row in [row for _side, rows in page.sides for row in rows]:
        sent = sent_seat(row.seat, data)
        if the_rest and not sent.came:
            sent = SentSeat(False, "no", sent.note, sent.mark)
        if f"seat-{row.seat.pk}-mark" not in data or sent.stamp in (sent.mark, row.mark):
            continue
        if sent.mark != row.mark and row.came is not None:
            typed = Typed(f"seat-{row.seat.pk}", row.seat.label, sent.came)
            found = clash(row.came, "came", typed, row.told)
            clashes.append(Clash(found.name, found.collision, row.mark))
            continue
        try:
            with transaction.atomic():
                _write(by, meeting, row, sent)
        except ValidationError as refused:
            wrong += [f"{row.seat.label}: {text}" for text in refused.messages]
    others = data.get("others", meeting.others)
    if others.strip() != meeting.others:
        try:
            with transaction.atomic():
                actions.set_others(by=by, meeting=meeting, others=others)
        except ValidationError as refused:
            wrong += refused.messages
    return clashes, wrong


def _write(by: Actor, meeting: Meeting, row: SeatRow, sent: SentSeat) -> None:
    if sent.is_there and sent.choice:
        raise ValidationError(_("Nobody steps in for someone who came."))
    key = sent.choice.removeprefix("sub:") if sent.choice.startswith("sub:") else ""
    substitute = next((one for one in row.substitutes if str(one.pk) == key), None)
    if key and substitute is None:
        raise ValidationError(_("Choose a substitute from the list."))
    if sent.choice not in ("", "no") and not sent.choice.startswith("sub:"):
        raise ValidationError(_("Choose a substitute from the list."))
    actions.set_attendance(
        by=by, meeting=meeting, seat=row.seat, came=sent.came, substitute=substitute, note=sent.note
    )
