"""What happens by itself to sign-ins."""

from django.utils import timezone

from samspill.accounts import actions, idle
from samspill.jobs.periodic import periodic


@periodic("30 1 * * *")
def forget() -> None:
    """Removes counted tries and sessions that are over, every night."""
    actions.forget_old_attempts(timezone.now())


@periodic("*/15 * * * *")
def end_idle() -> None:
    """Ends the sessions that nobody uses any longer, also where nobody comes back to them."""
    idle.end_idle_sessions(timezone.now())
