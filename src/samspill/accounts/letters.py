"""Letters about signing in, by the outbox: a mail server that is away stops nobody.

They are written with what they tell of, and go out as soon as that is committed. Their text is kept
no longer: it may hold a key.
"""

from __future__ import annotations

from uuid import uuid4

from samspill.common.models import Partnership
from samspill.jobs.periodic import soon
from samspill.mail.actions import Letter, write

SENDING = "mail.tasks.send"


def send(*, to: str, subject: str, text: str, partnership: Partnership | None = None) -> None:
    """Puts a letter in the outbox.

    Args:
        partnership: whose secretariat sees whether it came out; None for what concerns nobody but
            the reader.
    """
    key = f"signing in/{uuid4().hex}"
    letter = Letter(
        key=key, to=to, subject=subject, text=text, partnership=partnership, is_secret=True
    )
    write([letter])
    soon(SENDING)
