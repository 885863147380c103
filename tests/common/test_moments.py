"""Days and times of day are written one way."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from django.utils import timezone

import samspill
from samspill.common import moments

COLON = re.compile(r"""(?:date|time)(?::|_format\(.*)["'][^"']*H:i""")


def test_a_time_of_day_is_written_with_a_full_stop() -> None:
    at = datetime.datetime(2026, 11, 30, 9, 42, tzinfo=datetime.UTC)
    with timezone.override("Europe/Oslo"):
        assert moments.time_of_day(at) == "10.42"


def test_a_day_in_full_is_written_in_one_place() -> None:
    assert moments.in_full(datetime.date(2021, 1, 1)) == "1. januar 2021"
    found = [
        one.name
        for one in Path(samspill.__path__[0]).rglob("*.py")
        if re.search(r'date_format\([^()]*, "j. F Y"\)', one.read_text(encoding="utf-8"))
    ]
    assert found == ["moments.py"]


def test_and_so_does_every_page() -> None:
    files = [one for kind in ("*.html", "*.py") for one in Path(samspill.__path__[0]).rglob(kind)]
    assert len(files) > 500
    assert [one.name for one in files if COLON.search(one.read_text(encoding="utf-8"))] == []
