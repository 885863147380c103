"""Who is behind what was refused: a mark in the log, and no name.

Several refusals of one user stand together by it, and who runs the installation can find whose it
is (``samspill whose``); who reads the log alone cannot.
"""

from __future__ import annotations

import logging

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SIGNS = 32
log = logging.getLogger("samspill.refused")


def mark_of(user: int | None) -> str:
    """The mark of a user; the same for as long as SECRET_KEY is."""
    return salted_hmac("samspill.refused", str(user), algorithm="sha256").hexdigest()[:SIGNS]


def note_refusal(request: HttpRequest) -> None:
    """Writes that somebody who is signed in was refused here."""
    log.warning("%s %s refused to %s", request.method, request.path_info, mark_of(request.user.pk))
