"""Measurements from inside: queries and processor time per page, and search against its bare SQL.

The processor time of the application, unlike the time on the clock, is much the same on a machine
that others use too; the database's own is not in it.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings


def main(default: str, addresses: list[str], words: list[str]) -> None:
    """Prints JSON: queries and milliseconds of the processor per address, and seconds per search
    with and without everything else."""
    django.setup()
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = default
    settings.ALLOWED_HOSTS = ["*"]
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"accept-encoding": "gzip"})
    queries, processor = {}, {}
    for address in ["/floor/", *addresses]:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries[address] = len(captured)
        processor[address] = _median(lambda at=address: client.get(at), clock=time.process_time)
    found = {"queries": queries, "processor": processor}
    print(json.dumps({**found, "search": [_search(default, word) for word in words]}))


def _search(default: str, text: str) -> dict[str, float | str]:
    from django.db import connection
    from django.utils import timezone
    from django_scopes import scope

    from samspill.common.models import Partnership
    from samspill.portal.search import results
    from samspill.portal.search.words import understand

    partnership = Partnership.objects.get(slug=default)
    with scope(partnership=partnership):
        date = timezone.localdate()
        query = understand(text, partnership)
        statement = results.finding(query)
        parameters = results.parameters_of(query, partnership, date=date)

        def bare() -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement, parameters)
                cursor.fetchall()

        def whole() -> None:
            results.find(understand(text, partnership), partnership, date=date)

        return {"word": text, "bare": _median(bare), "whole": _median(whole)}


def _median(work: Callable[[], Any], *, clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for _ in range(15):
        started = clock()
        work()
        times.append(clock() - started)
    return statistics.median(times)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    main(asked["default"], asked["addresses"], asked["words"])
