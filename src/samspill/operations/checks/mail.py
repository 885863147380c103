"""Whether mail can be sent: the same connection that the site uses, up to signing in."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from samspill.operations.findings import Finding, ok, wrong

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SILENT = ("does not answer in time", "See that a firewall lets this machine through.")


def server(*, send_to: str = "") -> Iterator[Finding]:
    """Connects, says EHLO, starts TLS and signs in. Sends a message only when told to whom."""
    if not settings.EMAIL_HOST:
        # Production does not start without one.
        yield ok("mail", "No mail server is set: mail is written to the log.")
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(backend=SMTP)
    try:
        connection.open()
        if send_to:
            _message(send_to, connection).send()
    except (OSError, smtplib.SMTPException) as problem:
        said, remedy = _explained(problem)
        yield wrong("mail", f"{place} {said}.", remedy)
        return
    finally:
        connection.close()
    security = "over TLS" if settings.EMAIL_USE_TLS else "without TLS"
    signed_in = ", signed in" if settings.EMAIL_HOST_USER else ""
    yield ok("mail", f"{place} answers {security}{signed_in}.")
    if send_to:
        yield ok("mail", f"A message to {send_to} was taken. See that it arrives.")


def _message(address: str, connection: object) -> EmailMessage:
    return EmailMessage(
        subject="Samspill kan sende e-post",
        body="Denne meldingen ble sendt med «samspill doctor --send-mail-to».\n",
        to=[address],
        connection=connection,
    )


def _explained(problem: Exception) -> tuple[str, str]:
    """What is wrong and what to do, in our own words: a server's may quote what it was sent."""
    match problem:
        case ssl.SSLCertVerificationError():
            return "has a certificate that can't be trusted", (
                f"Mend it on the mail server ({problem.verify_message}), or set EMAIL_HOST to the "
                "name that it stands for."
            )
        case ssl.SSLError():
            return "does not agree on TLS", "See which TLS versions the mail server speaks."
        case smtplib.SMTPNotSupportedError():
            return "offers no STARTTLS or no sign-in", (
                "Use another EMAIL_PORT (587 is usual). Without TLS, passwords travel in the open."
            )
        case smtplib.SMTPAuthenticationError():
            return f"refuses the sign-in ({problem.smtp_code})", (
                "Set EMAIL_HOST_USER and EMAIL_HOST_PASSWORD anew."
            )
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPSenderRefused():
            return "refuses the message", "See that DEFAULT_FROM_EMAIL may send from there."
        case smtplib.SMTPResponseException():
            return f"answers {problem.smtp_code}", "Ask who runs the mail server."
        case smtplib.SMTPServerDisconnected() if isinstance(problem.__context__, TimeoutError):
            return SILENT
        case smtplib.SMTPServerDisconnected():
            return "hangs up", "See that EMAIL_PORT is that of STARTTLS (587 is usual)."
        case TimeoutError():
            return SILENT
        case OSError() if problem.strerror:
            return f"can't be reached ({problem.strerror})", (
                "See that EMAIL_HOST and EMAIL_PORT are right and that the server runs."
            )
    return f"can't be used ({type(problem).__name__})", "See that it is a mail server."
