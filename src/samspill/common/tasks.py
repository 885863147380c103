"""What happens by itself to what is common to all."""

from samspill.common import submissions, unsaved
from samspill.jobs.periodic import periodic


@periodic("0 2 * * *")
def forget_old_drafts() -> None:
    """Removes what was typed and neither saved nor taken up again, every night."""
    unsaved.forget_old_drafts()


@periodic("50 1 * * *")
def forget_old_submissions() -> None:
    """Removes, every night, the notes of forms that were carried out more than a day ago."""
    submissions.forget_old()
