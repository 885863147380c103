"""Cases and meetings with a short and a long past, members who open one agenda at once, papers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.server import asked_inside, fetch, measure, serving


def treated(home: Path, slug: str, requests: int, count: int) -> list[str]:
    """The lines of the report; ``count`` meetings of ten years, with ten cases each."""
    short, long = [_with(home, slug, requests, size) for size in (count // 20, count)]
    lines = [
        "",
        f"## Cases and meetings, {short['cases']:,} and {long['cases']:,} cases of "
        f"{short['meetings']:,} and {long['meetings']:,} meetings",
        "",
        "| Page | short, cold ms | long, cold ms (p95) | × floor | long / short |",
        "|---|---:|---:|---:|---:|",
    ]
    floor = long["times"]["floor"].median
    for name, before in short["times"].items():
        after = long["times"][name]
        lines.append(
            f"| {name} | {before.median:.1f} | {after.median:.1f} ({after.p95:.1f}) "
            f"| {after.median / floor:.2f} | {after.median / before.median:.2f} |"
        )
    at_once = long["at once"]
    lines += [
        "",
        f"{at_once['members']} members open one agenda at once: {at_once['errors']} errors, "
        f"median {at_once['median']:.0f} ms, 95th percentile {at_once['p95']:.0f} ms.",
        "",
        "| A set of papers, pages | seconds | pages/s | memory at most, MB |",
        "|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['pages']} | {one['seconds']:.1f} | {one['pages'] / one['seconds']:.0f} "
        f"| {one['memory']} |"
        for one in long["papers"]
    ]
    return lines


def _with(home: Path, slug: str, requests: int, size: int) -> dict[str, Any]:
    found = asked_inside(home, "benchmarks.meetings", slug, str(size))
    mine = found["signed in"]
    with serving(home, keep_pages=False) as port:
        times = {
            name: measure(port, page, clients=1, requests=requests)
            for name, page in {"floor": "/floor/", **found["pages"]}.items()
        }
        for name, page in mine["pages"].items():
            times[f"signed in: {name}"] = measure(
                port, page, clients=1, requests=requests, cookie=mine["cookie"]
            )
        return {**found, "times": times, "at once": _at_once(port, mine["agenda"], mine["members"])}


def _at_once(port: int, page: str, cookies: list[str]) -> dict[str, float]:
    """Every member asks for the page in the same moment."""

    def ask(cookie: str) -> float | None:
        try:
            return fetch(port, page, cookie)[0]
        except (OSError, RuntimeError):
            return None

    with ThreadPoolExecutor(len(cookies)) as pool:
        answers = list(pool.map(ask, cookies))
    times = sorted(one for one in answers if one is not None)
    return {
        "members": len(cookies),
        "errors": answers.count(None),
        "median": times[len(times) // 2],
        "p95": times[min(len(times) - 1, int(len(times) * 0.95))],
    }
