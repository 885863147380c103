"""The signed-in address of the outbox, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from samspill.mail.models import Message
from tests.everywhere.places import Filling, blank, plain

FILLED: dict[str, Filling] = {"work:mail:outbox": plain(("change", blank(Message)))}
NOTHING_TYPED = {"work:mail:outbox"}
