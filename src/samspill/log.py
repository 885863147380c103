"""Logs: one line a request, readable here and JSON in production, without personal data.

A line never holds an IP address, a user, a cookie or the query string: what people search for
is their own business (personvernforordningen article 5: no more data than the purpose needs).
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from pythonjsonlogger.json import JsonFormatter

Handler = Callable[[HttpRequest], HttpResponseBase]

requests = logging.getLogger("samspill.requests")

KEY = re.compile(r"(/konto/(?:invitasjon|passord/nytt)/)[^/\s\"'?]+")
"""In the address of a link that was sent by mail: whoever has the key is let in."""
VISITOR = re.compile(r"\bip=[\w.:%]+(?<!:)")
QUERY = re.compile(r"\?\S*")
# Whoever has one of these addresses needs no other key.
SECRET = re.compile(r"(/(?:kalender|paminnelser)/)[^/\s.\"'?]+")
NEVER_LOGGED = ("request", "taskName", "color_message")


def without_keys(text: str) -> str:
    """A line or a traceback with no address in it that opens something."""
    return SECRET.sub(r"\1…", KEY.sub(r"\1…", text))


class PlainLines(logging.Formatter):
    """A line to read; whatever is logged, and by whom, holds no key."""

    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))


class JsonLines(JsonFormatter):
    """A line of JSON; leaves out the request object that Django attaches, query string and all."""

    def format(self, record: logging.LogRecord) -> str:
        line: str = super().format(record)
        return without_keys(line)

    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            json_ensure_ascii=False,
        )
        self._skip_fields.update(dict.fromkeys(NEVER_LOGGED, True))


@dataclass(frozen=True)
class KeptLine:
    """A warning or an error, as the operator's page shows it: never the traceback."""

    at: datetime
    level: str
    text: str


_latest: deque[KeptLine] = deque(maxlen=20)


def _kept(record: logging.LogRecord) -> KeptLine:
    said = without_keys(record.getMessage()).splitlines() or [""]
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    text = f"{said[0][:300]} ({kind})" if kind else said[0][:300]
    return KeptLine(datetime.fromtimestamp(record.created, UTC), record.levelname, text)


class Latest(logging.Handler):
    """Keeps the last warnings of this process in its memory."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            _latest.append(_kept(record))
        except Exception:
            self.handleError(record)


def latest() -> Iterator[KeptLine]:
    """The last warnings and errors of this process, newest first."""
    return reversed(_latest.copy())


class WithoutQuery(logging.Filter):
    """Cuts query strings and visitors' addresses off the web server's own complaints."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = VISITOR.sub("ip=…", QUERY.sub("", record.getMessage()))
        record.args = ()
        return True


class RequestLogMiddleware:
    """Logs method, path, status and milliseconds, with an id that the answer carries too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        # Taken before the portal moves the tenant's prefix from the path.
        path = without_keys(request.path)
        started = time.perf_counter()
        response = self.get_response(request)
        milliseconds = round((time.perf_counter() - started) * 1000)
        response.headers["X-Request-ID"] = request_id
        requests.info(
            "%s %s %s %s ms",
            request.method,
            path,
            response.status_code,
            milliseconds,
            extra={
                "method": request.method,
                "path": path,
                "status": response.status_code,
                "ms": milliseconds,
                "request_id": request_id,
            },
        )
        return response


def configuration(*, level: str, as_json: bool) -> dict[str, Any]:
    """The ``LOGGING`` setting: everything to standard error, the latest warnings to memory too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "samspill.log.JsonLines"},
            "plain": {
                "()": "samspill.log.PlainLines",
                "fmt": "{asctime} {levelname:<7} {message}",
                "style": "{",
            },
        },
        "filters": {"without_query": {"()": "samspill.log.WithoutQuery"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "plain",
            },
            "latest": {"class": "samspill.log.Latest", "level": "WARNING"},
        },
        "root": {"handlers": ["console", "latest"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["console", "latest"], "level": "WARNING", "propagate": False},
            # The request log has a line for each of these already.
            "django.request": {"level": "ERROR"},
            "samspill": {"handlers": ["console", "latest"], "level": level, "propagate": False},
            "gunicorn.error": {
                "handlers": ["console", "latest"],
                "level": "WARNING",
                "filters": ["without_query"],
                "propagate": False,
            },
        },
    }
