"""Days in the calendar of a body, which are short for meetings of it alone."""

from __future__ import annotations

from samspill.bodies.open_format.types import Body, CalendarDay
from samspill.cases.open_format.types import Meeting
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder


def write_out_calendars(folder: Folder, faults: Faults) -> None:
    """Adds a meeting for each day that stands in the calendar of a body."""
    taken = {one.id for one in folder.every(Meeting)}
    for body in folder.every(Body):
        for day in body.calendar:
            if Meeting not in folder.partial:
                meeting = _meeting(body, day, taken)
                taken.add(meeting.id)
                folder.lists.setdefault(Meeting, []).append(meeting)
        body.calendar = []


def _meeting(body: Body, day: CalendarDay, taken: set[str]) -> Meeting:
    plain = f"{day.date}-{body.id}"
    number, identity = 2, plain
    while identity in taken:
        identity, number = f"{plain}-{number}", number + 1
    facts = day.model_dump(exclude={"tentative"}, exclude_unset=True)
    state = "tentative" if day.tentative else "planned"
    made = Meeting.model_validate({**facts, "id": identity, "bodies": [body.id], "state": state})
    made.stand_at(day.where, {})
    return made
