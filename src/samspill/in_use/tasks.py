"""What routines in use do by themselves."""

from samspill.common.models import today
from samspill.in_use.actions import close_what_lapsed
from samspill.jobs.periodic import periodic


@periodic("30 1 * * *")
def close_routines_that_lapsed() -> None:
    """Closes what is asked of routines that no longer hold, every night."""
    close_what_lapsed(today())
