"""Who came, seat by seat, as it stands in the form and as it was sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.bodies.models import Seat
from samspill.cases.models import Attendance
from samspill.cases.writing import mark

Came = Attendance.Came
NOTE = 200


@dataclass(frozen=True)
class SeatRow:
    """A seat, how it is entered, and who may step in for it."""

    seat: Seat
    came: Attendance | None
    substitutes: list[Seat]

    @property
    def is_there(self) -> bool:
        return self.came is not None and self.came.came == Came.YES

    @property
    def choice(self) -> str:
        """What is chosen for one who is not ticked off as there."""
        if self.came is None or self.is_there:
            return ""
        if self.came.came == Came.NO:
            return "no"
        return f"sub:{self.came.substitute_id or ''}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What there is to choose; empty is that nothing is entered."""
        named = [(f"sub:{one.pk}", _("Substitute: %(seat)s") % {"seat": one.label})
                 for one in self.substitutes]  # fmt: skip
        return [("no", _("Was not there")), ("sub:", _("A substitute was there")), *named]

    @property
    def told(self) -> str:
        """How it is entered, in a word or two."""
        if self.came is None:
            return _("Not entered")
        if self.came.came == Came.SUBSTITUTE:
            by = next((s.label for s in self.substitutes if s.pk == self.came.substitute_id), "")
            return _("Substitute: %(seat)s") % {"seat": by} if by else _("A substitute was there")
        return self.came.get_came_display()

    @property
    def note(self) -> str:
        return self.came.note if self.came else ""

    @property
    def mark(self) -> str:
        """How the seat stands."""
        return stamp(self.is_there, self.choice, self.note)


def stamp(is_there: bool, choice: str, note: str) -> str:
    """A mark of what is said of a seat."""
    return mark(f"{is_there} {choice} {note.strip()}")


@dataclass(frozen=True)
class SentSeat:
    """What was sent of a seat."""

    is_there: bool
    choice: str
    note: str
    mark: str

    @property
    def stamp(self) -> str:
        return stamp(self.is_there, self.choice, self.note)

    @property
    def came(self) -> str:
        """How it is entered; empty where nothing is."""
        if self.is_there:
            return Came.YES.value
        return {"": "", "no": Came.NO.value}.get(self.choice, Came.SUBSTITUTE.value)


def sent_seat(seat: Seat, data: QueryDict) -> SentSeat:
    """What a form says of a seat."""
    name = f"seat-{seat.pk}"
    is_there = data.get(name, "") == "yes"
    choice = data.get(f"{name}-choice", "")
    note = data.get(f"{name}-note", "").strip()[:NOTE]
    return SentSeat(is_there, choice, note, data.get(f"{name}-mark", ""))
