"""What the ledger does by itself."""

from samspill.commitments import reminding
from samspill.common.files import storing
from samspill.common.models import today
from samspill.jobs.periodic import periodic


@periodic("20 4-19 * * *")
def remind() -> None:
    """Writes reminders, every hour of the day: digests once, and at once what is asked since."""
    reminding.remind(today())


@periodic("40 2 * * *")
def forget_unnamed_files() -> None:
    """Removes, every night, the files of reports that were never saved."""
    storing.forget_unnamed()
