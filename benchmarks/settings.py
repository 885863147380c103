"""Settings of the measured server: as locally, with the floor's address, pages kept or not."""

import os

from samspill.settings.local import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
SAMSPILL_KEEP_PAGES = os.environ.get("BENCHMARK_KEEP_PAGES") == "1"

# One machine plays everybody.
SAMSPILL_SEARCHES_A_MINUTE = 10**9
