"""Values that nobody means, sent to every form and asked of every address; the same ones each time.

schemathesis knows no forms, so this is ours. A value is chosen for each field of a form that the
page itself shows, the rest stands as it was, and what came of it is taken back.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from tests.everywhere.controls import Form, forms_of

NUMBERS = [
    "0",
    "-1",
    "1",
    "9" * 10,
    "9" * 23,
    "9" * 400,
    "1e400",
    "NaN",
    "Infinity",
    "²",
    "٣",
    "１",
]
DAYS = ["0001-01-01", "0000-00-00", "9999-12-31", "10000-01-01", "2026-02-30", "24:61", "99:99"]
SIGNS = [
    "", " ", "\0", "a\0b", "\r\n", "x\r\ny", "\u2028", "\u202e\u200b", "e\u0301", "\ufeff",
    "\ufffe", "\x1b", "_x000D_", "''", '"', "%", "%s", "\\", "../..", "/", "1.1.3/4", "[]", "{}",
    "None", "true",
]  # fmt: skip
WORDS = [
    "<script>x</script>", "{{ x }}", "🙂" * 50, "å" * 501, "a" * 5_000, "x@y",
    "javascript:alert(1)", "https://[", "https://example.no:99999/", "mailto:x", "1.5", "1,5", "nb",
    "secretariat",
]  # fmt: skip
HOSTILE = [*NUMBERS, *DAYS, *SIGNS, *WORDS]
"""What has broken systems like this one."""
ASKED = ["q", "side", "naar", "som", "dato", "fra", "til", "organ", "kommune", "status", "party"]
"""What addresses are asked besides what their own forms ask."""
TRIES = 3


@dataclass(frozen=True)
class Tried:
    """What was sent where, as it can be tried again."""

    who: str
    method: str
    address: str
    sent: dict[str, Any]
    status: int


def tried(who: str, client: Client, addresses: Iterable[str], by: random.Random) -> Iterator[Tried]:
    """Opens each address, asks it something, and sends each of its forms, spoilt."""
    for address in addresses:
        page = client.get(address)
        yield Tried(who, "get", address, {}, page.status_code)
        asked = {name: by.choice(HOSTILE) for name in by.sample(ASKED, TRIES)}
        yield Tried(who, "get", address, asked, _sent(client.get, address, asked))
        if page.streaming or "html" not in page.headers.get("Content-Type", ""):
            continue
        for form in forms_of(page.content, address):
            for data in spoilt(form, by):
                yield Tried(who, "post", form.address, data, _sent(client.post, form.address, data))


def spoilt(form: Form, by: random.Random) -> Iterator[dict[str, Any]]:
    """What a form would send, with something else in one field, in all of them, and in none."""
    one = by.choice(sorted(form.typed))
    yield {**form.sends, one: by.choice(HOSTILE)}
    yield {**form.sends, **{name: by.choice(HOSTILE) for name in form.typed}}
    hidden = sorted(set(form.sends) - set(form.typed))
    if hidden:
        yield {**form.sends, by.choice(hidden): by.choice(HOSTILE)}


def _sent(send: Any, address: str, data: dict[str, Any]) -> int:
    with transaction.atomic():
        status: int = send(address, data).status_code
        transaction.set_rollback(True)
    return status
