"""What the ledger does by itself."""

from samspill.commitments import reminding
from samspill.common.models import today
from samspill.jobs.periodic import periodic


@periodic("20 4-19 * * *")
def remind() -> None:
    """Writes reminders, every hour of the day: digests once, and at once what is asked since."""
    reminding.remind(today())
