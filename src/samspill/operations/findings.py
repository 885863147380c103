"""What ``samspill doctor`` finds: one line each, and never a secret in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum

from django.conf import settings

SHORTEST_SECRET = 4


class Level(IntEnum):
    """How bad it is; the worst one is the command's exit code."""

    OK = 0
    WARNING = 1
    WRONG = 2


@dataclass(frozen=True)
class Finding:
    """How one thing stands, and what to do about it."""

    check: str
    level: Level
    said: str
    remedy: str = ""

    def as_line(self) -> str:
        text = f"{self.level.name.lower():<8} {self.check:<13} {self.said}"
        return f"{text} → {self.remedy}" if self.remedy else text

    def as_json(self) -> dict[str, str]:
        return {**asdict(self), "level": self.level.name.lower()}

    def without_secrets(self) -> Finding:
        return Finding(self.check, self.level, redacted(self.said), redacted(self.remedy))


def ok(check: str, said: str) -> Finding:
    return Finding(check, Level.OK, said)


def warning(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, Level.WARNING, said, remedy)


def wrong(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, Level.WRONG, said, remedy)


def redacted(text: str) -> str:
    """The text without any of the installation's secrets.

    No check writes one; this holds also for what a server or a library says in an error.
    """
    for secret in _secrets():
        text = text.replace(secret, "•••")
    return text


def _secrets() -> list[str]:
    if not settings.configured:
        return []
    values = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS, settings.EMAIL_HOST_PASSWORD]
    values += [database.get("PASSWORD", "") for database in settings.DATABASES.values()]
    # Longest first, as one may hold another; a very short one would tear up ordinary words.
    found = {str(value) for value in values if value and len(str(value)) >= SHORTEST_SECRET}
    return sorted(found, key=len, reverse=True)
