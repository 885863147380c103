"""How many statements a page asks of the database, cold: nothing kept, and all of them counted."""

from __future__ import annotations

import re

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 10
TEXT = re.compile(r"'(?:[^']|'')*'")
NUMBER = re.compile(r"\b\d+\b")
LIST = re.compile(r"\(\?(?:, ?\?)*\)")


def asked_by(client: Client, address: str) -> list[str]:
    """The statements that a page asks the database, savepoints apart."""
    cache.clear()
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


def shape_of(statement: str) -> str:
    """The statement whatever it is asked about: the same for each thing of a list."""
    return LIST.sub("(?)", NUMBER.sub("?", TEXT.sub("?", statement)))
