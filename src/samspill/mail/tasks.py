"""What the outbox does by itself."""

from samspill.jobs.periodic import periodic
from samspill.mail import actions


@periodic("* * * * *")
def send() -> None:
    """Sends what waits, every minute."""
    actions.send_waiting()


@periodic("15 2 * * *")
def forget() -> None:
    """Removes old texts, every night."""
    actions.forget()
