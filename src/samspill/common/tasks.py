"""What happens by itself to what is common to all."""

from samspill.common import unsaved
from samspill.jobs.periodic import periodic


@periodic("0 2 * * *")
def forget_old_drafts() -> None:
    """Removes what was typed and neither saved nor taken up again, every night."""
    unsaved.forget_old_drafts()
