"""What plans do by themselves."""

from samspill.jobs.periodic import periodic
from samspill.plans import following


@periodic("10 * * * *")
def bring_measures_in_line() -> None:
    """Sees every hour that the ledger asks what the running plans ask; a merger changes owners."""
    following.bring_all_in_line()
