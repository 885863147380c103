"""What cases and meetings do by themselves."""

from samspill.cases.actions.approving import approve_unobjected
from samspill.cases.actions.represented import close_what_is_past
from samspill.common.everywhere import everywhere
from samspill.common.models import today
from samspill.jobs.periodic import periodic


@periodic("40 1 * * *")
def close_what_is_asked_of_past_meetings() -> None:
    """Closes what was asked before meetings that are over, every night."""
    close_what_is_past(today())


@periodic("10 4 * * *")
def approve_minutes() -> None:
    """Approves, every night, the minutes that nobody has objected to in time."""
    everywhere(lambda _partnership: approve_unobjected(today()))
