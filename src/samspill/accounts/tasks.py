"""What happens by itself to sign-ins."""

from django.utils import timezone

from samspill.accounts import actions
from samspill.jobs.periodic import periodic


@periodic("30 1 * * *")
def forget() -> None:
    """Removes counted tries and sessions that are over, every night."""
    actions.forget_old_attempts(timezone.now())
