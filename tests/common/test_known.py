"""Which day it is, and from when something without a first day is known: Python and database."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.db import connection

from samspill.common.loose import known_since

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 6, 1)


def asked(sql: str, *given: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-30 22:30+00", "2026-11-30"),
        ("2026-11-30 23:30+00", "2026-12-01"),
        ("2026-07-31 21:30+00", "2026-07-31"),
        ("2026-07-31 22:30+00", "2026-08-01"),
        ("2026-07-31 23:30+00", "2026-08-01"),
    ],
)
def test_the_day_is_norways_whatever_the_connections_time_zone(moment: str, day: str) -> None:
    assert settings.TIME_ZONE == "Europe/Oslo"
    for zone in ("UTC", "America/New_York"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
            cursor.execute("SELECT samspill_day(%s::timestamptz)", [moment])
            assert cursor.fetchone()[0] == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("first", [None, DAY])
@pytest.mark.parametrize("last", [None, datetime.date(2018, 3, 1), datetime.date(2100, 1, 1)])
@pytest.mark.parametrize("year", [None, 2017, 2090])
def test_the_rule_is_the_same_in_python_and_in_the_database(
    first: datetime.date | None, last: datetime.date | None, year: int | None
) -> None:
    found = asked("SELECT samspill_known_from(%s, %s, %s)", first, last, year)
    if first is None and year is None and last is None:
        assert found == asked("SELECT samspill_today()")
    else:
        assert found == known_since(first, last, year)


def test_no_other_sql_asks_which_day_it_is() -> None:
    from pathlib import Path

    import samspill

    source = Path(samspill.__file__).parent
    others = [
        file.name
        for file in source.rglob("*.py")
        if "CURRENT_DATE" in file.read_text(encoding="utf-8") and file.name != "0004_days.py"
    ]
    assert others == []
