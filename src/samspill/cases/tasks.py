"""What cases and meetings do by themselves."""

import datetime

from samspill.cases.actions import calling
from samspill.cases.actions.approving import approve_unobjected
from samspill.cases.actions.forgetting import forget_before
from samspill.cases.actions.represented import close_what_is_past
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common.everywhere import everywhere
from samspill.common.models import Partnership, today
from samspill.jobs.periodic import periodic

KEPT = datetime.timedelta(days=90)
"""How long after a meeting it is kept who was asked as a guest, and who answered what."""


@periodic("5,35 * * * *")
def keep_calls_right() -> None:
    """Tells whoever left a seat after the call, and calls whoever came, twice an hour."""
    everywhere(_keep_calls_right)


def _keep_calls_right(_partnership: Partnership) -> int:
    called = Meeting.objects.filter(state=MeetingState.CALLED, date__gte=today())
    return sum(calling.keep_right(meeting=one) for one in called)


@periodic("25 2 * * *")
def forget_calls() -> None:
    """Removes who was asked as a guest and who answered what, every night."""
    everywhere(lambda one: forget_before(partnership=one, date=today() - KEPT))


@periodic("40 1 * * *")
def close_what_is_asked_of_past_meetings() -> None:
    """Closes what was asked before meetings that are over, every night."""
    close_what_is_past(today())


@periodic("10 4 * * *")
def approve_minutes() -> None:
    """Approves, every night, the minutes that nobody has objected to in time."""
    everywhere(lambda _partnership: approve_unobjected(today()))
