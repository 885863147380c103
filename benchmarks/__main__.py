"""``make bench``: nordre Trøndelag alone, then beside a national installation, in one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.server import ROOT, Measure, asked_inside, collect, measure, run, serving
from benchmarks.treated import treated

OURS = {
    "home": "/",
    "municipalities": "/kommuner/",
    "municipality": "/kommuner/lierne/",
    "bodies": "/organer/",
    "body": "/organer/fagrad-pasientsamarbeid/",
    "agreements": "/avtaler/",
    "document": "/avtaler/retningslinje-1/",
    "routines": "/rutiner/",
    "law": "/lovkrav/",
    "search": "/sok/?q=avtale",
}
Table = dict[str, dict[str, Measure]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--scale", default="national", choices=["national", "small"])
    parser.add_argument(
        "--partnerships", type=int, default=19, help="only so many of the made-up ones"
    )
    parser.add_argument("--requests", type=int, default=80)
    parser.add_argument("--entries", type=int, default=5_000_000, help="of the audit trail")
    parser.add_argument("--commitments", type=int, default=1_000_000, help="in the ledger")
    parser.add_argument("--meetings", type=int, default=15_000, help="of ten years")
    parser.add_argument(
        "--only", choices=["open", "ledger", "meetings"], help="nothing but this part"
    )
    parser.add_argument("--write", action="store_true", help="also write benchmarks/results.md")
    asked = parser.parse_args()
    lines: list[str] = []
    work = Path(tempfile.mkdtemp(prefix="samspill-bench-"))
    try:
        _everything(work, asked, lines)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.write:
        (ROOT / "benchmarks" / "results.md").write_text(f"# Results\n\n{text}", encoding="utf-8")


def _pages_of(folder: Path) -> dict[str, str]:
    """The same pages of a made-up helsefellesskap: a large body, and a document with much text."""
    prefix = f"/hf/{folder.name}"
    body = max((folder / "bodies").iterdir(), key=lambda file: file.stat().st_size).stem
    texts = (folder / "documents").glob("*/*.md")
    document = max(texts, key=lambda file: file.stat().st_size).parent.name
    ours = {"body": f"/organer/{body}/", "document": f"/avtaler/{document}/"}
    pages = {name: ours.get(name, address) for name, address in OURS.items()}
    del pages["municipality"]
    return {name: prefix + address for name, address in pages.items()}


def _everything(work: Path, asked: argparse.Namespace, lines: list[str]) -> None:
    home = work / "home"
    lines.append(f"Machine: {os.cpu_count()} cores, {_memory()} GB, {platform.platform()}")
    lines.append(f"Python {platform.python_version()}, {asked.requests} requests a page")
    started = time.monotonic()
    run(home, "migrate")
    run(home, "load", "--quiet", str(ROOT / "data" / "nordre-trondelag"))
    collect(home)
    lines.append(f"Empty database to loaded data: {time.monotonic() - started:.1f} s")
    if asked.only == "ledger":
        lines += _ledger(home, "nordre-trondelag", asked.requests, asked.commitments)
        return
    if asked.only == "meetings":
        lines += treated(home, "nordre-trondelag", asked.requests, asked.meetings)
        return
    alone = _measure_all(home, OURS, asked.requests)
    inside = _inside(home, "nordre-trondelag", OURS, ["avtale", "utskriving"])
    lines += _report("Nordre Trøndelag alone", OURS, alone, inside)
    lines += _load_national(home, work, asked.scale, asked.partnerships)
    beside = _measure_all(home, OURS, asked.requests)
    lines += _compared("Nordre Trøndelag beside the national set", alone, beside)
    made_up = sorted((work / "national").iterdir())[0]
    pages = _pages_of(made_up)
    large = _measure_all(home, pages, asked.requests)
    inside_large = _inside(home, made_up.name, pages, ["avtale", "pasientavtale"])
    lines += _report("One helsefellesskap of the national set", pages, large, inside_large)
    if asked.only != "open":
        lines += _signed_in(home, made_up.name, asked.requests, asked.entries)
        lines += _ledger(home, "nordre-trondelag", asked.requests, asked.commitments)
        lines += treated(home, "nordre-trondelag", asked.requests, asked.meetings)
    lines += ["", "| Search | bare SQL ms | whole ms | ratio |", "|---|---:|---:|---:|"]
    for found in [*inside["search"], *inside_large["search"]]:
        bare, whole = found["bare"] * 1000, found["whole"] * 1000
        lines.append(f"| {found['word']} | {bare:.1f} | {whole:.1f} | {whole / bare:.2f} |")


def _measure_all(home: Path, pages: dict[str, str], requests: int) -> Table:
    table: Table = {}
    for kind, keep in [("cold", False), ("kept", True)]:
        with serving(home, keep_pages=keep) as port:
            for clients in (1, 16):
                column = f"{kind} {clients}"
                for name, address in {"floor": "/floor/", **pages}.items():
                    found = measure(port, address, clients=clients, requests=requests)
                    table.setdefault(name, {})[column] = found
    return table


def _inside(home: Path, default: str, pages: dict[str, str], words: list[str]) -> dict[str, Any]:
    asked = json.dumps({"default": default, "addresses": list(pages.values()), "words": words})
    return asked_inside(home, "benchmarks.inside", asked)


def _signed_in(home: Path, slug: str, requests: int, entries: int) -> list[str]:
    """Signed-in pages as secretary and as member, and saves with a short and a long audit trail."""
    found = asked_inside(home, "benchmarks.signed_in", slug, str(entries))
    lines = []
    with serving(home, keep_pages=False) as port:
        for role, has in found["roles"].items():
            lines += ["", f"## Signed in as {role}, one helsefellesskap of the national set", ""]
            lines.append("| Page | ms (p95) | × floor | 16 clients ms (p95) | × floor |")
            lines.append("|---|---:|---:|---:|---:|")
            table = {
                name: [
                    measure(port, page, clients=n, requests=requests, cookie=has["cookie"])
                    for n in (1, 16)
                ]
                for name, page in {"floor": "/floor/", **has["pages"]}.items()
            }
            for name, row in table.items():
                cells = [
                    f"{one.median:.1f} ({one.p95:.1f}) | {one.median / floor.median:.2f}"
                    for one, floor in zip(row, table["floor"], strict=True)
                ]
                lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| Save | ms |", "|---|---:|"]
    lines += [f"| {name} | {seconds * 1000:.1f} |" for name, seconds in found["saves"].items()]
    return lines


def _ledger(home: Path, slug: str, requests: int, count: int) -> list[str]:
    """Pages of what is owed with a short and a long past, a round, and a run of reminders."""
    short, long = [_ledger_of(home, slug, requests, size) for size in (count // 20, count)]
    lines = ["", f"## The ledger, {short['size']:,} and {count:,} commitments", ""]
    lines += ["Cold: no part of a page is kept. Kept: what all see is, until content changes.", ""]
    lines += ["| Page | short, cold ms | × floor | long, cold ms | × floor | long / short "]
    lines[-1] += "| long, kept ms | × floor |"
    lines += ["|---|---:|---:|---:|---:|---:|---:|---:|"]
    for name, before in short["cold"].items():
        columns = [(short["cold"], before), *((long[c], long[c][name]) for c in ("cold", "kept"))]
        cells = [f"{one.median:.1f} | {one.median / of['floor'].median:.2f}" for of, one in columns]
        cells.insert(2, f"{columns[1][1].median / before.median:.2f}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    heat, opened, run_ = long["heat map"], long["round"], long["remind"]
    lines += [
        "",
        f"Heat map: {heat['whole'] * 1000:.1f} ms, bare SQL {heat['bare'] * 1000:.1f} ms, "
        f"ratio {heat['whole'] / heat['bare']:.2f}.",
        f"A round for {opened['owners']} owners: {opened['seconds']:.2f} s, "
        f"{opened['owners'] / opened['seconds']:.0f} owners/s.",
        f"Reminders over {run_['rows']:,} commitments: {run_['letters']} letters in "
        f"{run_['seconds']:.1f} s, {run_['rows'] / run_['seconds']:.0f} rows/s; memory "
        f"{run_['before']} MB before, {run_['after']} MB at most.",
    ]
    return lines


def _ledger_of(home: Path, slug: str, requests: int, size: int) -> dict[str, Any]:
    found = asked_inside(home, "benchmarks.owed", slug, str(size))
    for column, keep in (("cold", False), ("kept", True)):
        with serving(home, keep_pages=keep) as port:
            found[column] = {
                name: measure(port, page, clients=1, requests=requests, cookie=found["cookie"])
                for name, page in {"floor": "/floor/", **found["pages"]}.items()
            }
    return {"size": size, **found}


def _report(title: str, pages: dict[str, str], table: Table, inside: dict[str, Any]) -> list[str]:
    lines = ["", f"## {title}", ""]
    lines.append(
        "| Page | queries | processor ms | × floor | kB | cold ms (p95) | × floor "
        "| 16 clients ms (p95) | × floor | kept ms | × floor | kept, 16 clients ms | × floor |"
    )
    lines.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    floor, processor = table["floor"], inside["processor"]
    for name, row in table.items():
        address = pages.get(name, "/floor/")
        cells = [name, str(inside["queries"][address]), f"{processor[address] * 1000:.1f}"]
        cells.append(f"{processor[address] / processor['/floor/']:.2f}")
        cells.append(f"{row['cold 1'].size / 1000:.1f}")
        for column in ("cold 1", "cold 16"):
            one = row[column]
            cells.append(f"{one.median:.1f} ({one.p95:.1f})")
            cells.append(f"{one.median / floor[column].median:.2f}")
        for column in ("kept 1", "kept 16"):
            cells.append(f"{row[column].median:.1f}")
            cells.append(f"{row[column].median / floor[column].median:.2f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _compared(title: str, alone: Table, beside: Table) -> list[str]:
    lines = [
        "",
        f"## {title}",
        "",
        "| Page | alone ms | beside ms | ratio |",
        "|---|---:|---:|---:|",
    ]
    for name, row in beside.items():
        before, after = alone[name]["cold 1"].median, row["cold 1"].median
        lines.append(f"| {name} | {before:.1f} | {after:.1f} | {after / before:.2f} |")
    return lines


def _load_national(home: Path, work: Path, scale: str, partnerships: int) -> list[str]:
    national = work / "national"
    arguments = ["--scale", scale, "--partnerships", str(partnerships)]
    run(home, "synthesize", str(national), *arguments)
    folders = sorted(national.iterdir())
    started = time.monotonic()
    records = 0
    peaks = []
    for folder in folders:
        said = run(home, "load", "--quiet", str(folder))
        records += int(said.split(":")[1].split()[0])
        peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
    seconds = time.monotonic() - started
    return [
        "",
        f"Loading the {scale} set: {len(folders)} folders, {records} records in {seconds:.0f} s, "
        f"{records / seconds:.0f} records/s; peak memory {peaks[0]} MB after the first folder, "
        f"{peaks[-1]} MB after the last.",
    ]


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


if __name__ == "__main__":
    main()
