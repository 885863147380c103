"""Requests that are sent at the same moment, each by a process with a connection of its own."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

from tests.everywhere.filling import Data, filled, form_of

WAITS_AT_MOST_SECONDS = 60
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Answer:
    """What a process was answered."""

    status: int
    location: str
    text: str


@dataclass
class Opened:
    """A form as somebody has it before them, filled in but not sent."""

    client: Client
    path: str
    data: Data

    def but(self, **changed: Any) -> Opened:
        return Opened(self.client, self.path, self.data | changed)


def opened(client: Client, path: str, **changed: Any) -> Opened:
    """Opens a page with a form and fills it in, with the page's own token."""
    page = client.get(path)
    token = TOKEN.search(page.content.decode())
    form = form_of(page)
    data = filled(form) if form is not None else {}
    if token:
        data["csrfmiddlewaretoken"] = token[1]
    return Opened(client, path, data | changed)


def sent_together(*forms: Opened) -> list[Answer]:
    """Sends the forms at the same moment; returns the answers in the same order."""
    connection.close()
    goes, may_go = os.pipe()
    told = [_process(form, goes, may_go) for form in forms]
    os.close(goes)
    os.close(may_go)
    answers = []
    for child, reads in told:
        with os.fdopen(reads) as said:
            text = said.read()
        os.waitpid(child, 0)
        answers.append(Answer(**json.loads(text)))
    return answers


def _process(form: Opened, goes: int, may_go: int) -> tuple[int, int]:
    reads, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(tells)
        return child, reads
    try:
        # Whatever it waits for, it does not wait for ever.
        signal.alarm(WAITS_AT_MOST_SECONDS)
        logging.disable()
        os.close(may_go)
        connection.ensure_connection()
        os.read(goes, 1)
        answer: Any = form.client.post(form.path, form.data)
        location = answer.headers.get("Location", "")
        said = {"status": answer.status_code, "location": location, "text": answer.content.decode()}
        with os.fdopen(tells, "w") as writes:
            json.dump(said, writes)
    finally:
        os._exit(0)
