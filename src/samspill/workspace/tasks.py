"""What the signed-in pages' processes do by themselves."""

from samspill.common.models import today
from samspill.jobs.periodic import periodic
from samspill.workspace import in_use


@periodic("30 1 * * *")
def close_routines_that_lapsed() -> None:
    """Closes what is asked of routines that no longer hold, every night."""
    in_use.close_what_lapsed(today())
