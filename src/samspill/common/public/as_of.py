"""The date that a page is read as of: ``?dato=YYYY-MM-DD`` on every address, else today."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

PARAMETER = "dato"
WRITTEN = re.compile(r"\d{4}-\d\d-\d\d")
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


class BadDate(ValueError):
    """``?dato=`` holds no date; ``given`` is what it held, cut short."""

    def __init__(self, given: str) -> None:
        self.given = given[:40]
        super().__init__(self.given)


@dataclass(frozen=True)
class AsOf:
    """The date of a request, and the addresses to the same page today."""

    date: datetime.date
    is_today: bool
    today_url: str

    @property
    def explicit(self) -> bool:
        """Whether another day than today was asked for."""
        return not self.is_today

    @property
    def query(self) -> str:
        """What to put after an address so that the next page shows the same day."""
        return "" if self.is_today else f"?{PARAMETER}={self.date.isoformat()}"

    @classmethod
    def of(cls, request: HttpRequest) -> AsOf:
        """The date that the request asks for.

        Raises:
            BadDate: the parameter is no date, or one outside 1900–2199.
        """
        given = request.GET.get(PARAMETER, "").strip()
        if not given:
            return cls.now(request)
        try:
            date = datetime.date.fromisoformat(given)
        except ValueError as error:
            raise BadDate(given) from error
        if not WRITTEN.fullmatch(given) or not FIRST <= date <= LAST:
            raise BadDate(given)
        return cls(date, date == timezone.localdate(), _without_date(request))

    @classmethod
    def now(cls, request: HttpRequest) -> AsOf:
        """Today."""
        return cls(timezone.localdate(), True, _without_date(request))


def _without_date(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
