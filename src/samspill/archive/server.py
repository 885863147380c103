"""eInnsyn's API over HTTP. Nothing is followed to another address, and nothing is tried twice."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlsplit

SECONDS = 30
LARGEST = 20_000_000
NEAR = ("localhost", "127.0.0.1", "::1")


class NotAnswered(Exception):
    """The server refused what it was told, or could not be reached; says what it answered."""


class _StaysThere(urllib.request.HTTPRedirectHandler):
    """A server that sends us on might send the key to somebody else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class InnsynServer:
    """Where eInnsyn is, and the key that says who publishes.

    Raises:
        ValueError: the address is neither https nor on this machine.
    """

    address: str
    key: str = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in NEAR):
            raise ValueError("the address must begin with https://")

    def get(self, path: str) -> dict[str, Any] | None:
        """What lies there; None where there is nothing."""
        status, found = self._ask("GET", path, None)
        return None if status in (404, 410) else found

    def post(self, path: str, fields: dict[str, Any]) -> None:
        self._ask("POST", path, fields)

    def patch(self, path: str, fields: dict[str, Any]) -> None:
        self._ask("PATCH", path, fields)

    def delete(self, path: str) -> None:
        self._ask("DELETE", path, None)

    def _ask(
        self, method: str, path: str, fields: dict[str, Any] | None
    ) -> tuple[int, dict[str, Any]]:
        content = None if fields is None else json.dumps(fields).encode()
        request = urllib.request.Request(  # noqa: S310 - the scheme is looked at above
            f"{self.address.rstrip('/')}{path}",
            data=content,
            method=method,
            headers={"API-KEY": self.key, "Content-Type": "application/json"},
        )
        opener = urllib.request.build_opener(_StaysThere)
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                return answer.status, json.loads(answer.read(LARGEST) or b"{}")
        except urllib.error.HTTPError as refused:
            if method == "GET" and refused.code in (404, 410):
                return refused.code, {}
            told = refused.read(2000).decode(errors="replace")
            _refused(f"{method} {path}: {refused.code} {told}", refused)
        except (OSError, ValueError) as problem:
            _refused(f"{method} {path}: {problem}", problem)


def _refused(told: str, problem: Exception) -> NoReturn:
    raise NotAnswered(told) from problem
