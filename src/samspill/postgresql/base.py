"""Connections that are kept between requests, at less than a question to the server each."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL


class DatabaseWrapper(PostgreSQL):
    """Whether a kept connection still works is asked of the server only when there is a reason.

    Before its first query each request makes sure that the server is there (CONN_HEALTH_CHECKS).
    Django asks it, and waits as long as for a real question. A server that ends a connection, or
    ends itself, says so on the way: then something stands to be read where nobody asked.
    """

    def is_usable(self) -> bool:
        is_suspect = self.errors_occurred or self.connection is None or self.connection.closed
        if not is_suspect and _is_quiet(self.connection):
            return True
        return bool(super().is_usable())


def _is_quiet(connection: Any) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    return not waiting.poll(0)
