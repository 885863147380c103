"""What the ledger does by itself."""

from samspill.commitments import reminding
from samspill.commitments.taking_over import take_over
from samspill.common.actors import program
from samspill.common.everywhere import everywhere
from samspill.common.files import storing
from samspill.common.models import today
from samspill.jobs.periodic import periodic


@periodic("20 4-19 * * *")
def remind() -> None:
    """Writes reminders, every hour of the day: digests once, and at once what is asked since."""
    reminding.remind(today())


@periodic("50 3 * * *")
def go_over_to_successors() -> None:
    """Gives, every night, what is owed by those who have ended to the ones who took over."""
    everywhere(lambda _partnership: take_over(by=program("ledger")))


@periodic("40 2 * * *")
def forget_unnamed_files() -> None:
    """Removes, every night, the files of reports that were never saved."""
    storing.forget_unnamed()
