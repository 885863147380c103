"""What happens by itself to people and parties."""

from samspill.common.models import today
from samspill.jobs.periodic import periodic
from samspill.parties import actions


@periodic("45 1 * * *")
def erase_what_is_over() -> None:
    """Removes personal data whose time is over, every night."""
    actions.erase_what_is_over(today())


@periodic("0 6 * * 1-5")
def ask_to_confirm() -> None:
    """Asks contact persons for the yearly check, on weekday mornings."""
    actions.ask_to_confirm(today())
