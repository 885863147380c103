"""PDFs looked at and joined, in a process of its own that is bounded in memory, time and size.

What others sent may be broken, protected, or made to take all memory there is. So this is run apart
from the web (``apart.py``) as ``python -m samspill.common.files.joining``: it imports nothing of
ours, reads one job from its standard input, and tells line by line how far it has come.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pikepdf

MEMORY = 1_500_000_000
SECONDS = 60
LARGEST = 200_000_000
MOST_PAGES = 500
OPENS_A_PAGE = "/URI"
"""The only thing that pressing on a joined page may do."""


def main() -> int:
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST),
    ):
        resource.setrlimit(kind, (most, most))
    job = json.load(sys.stdin)
    if job["do"] == "look":
        for one in job["files"]:
            print(json.dumps(_looked_at(Path(one["path"]), Path(one["clean"]))), flush=True)
    else:
        _join(job)
        print(json.dumps({"done": True}), flush=True)
    return 0


def _looked_at(path: Path, clean: Path) -> dict[str, Any]:
    """A clean copy of a file's pages, or why there is none."""
    try:
        with pikepdf.open(path) as found, pikepdf.new() as copy:
            if found.is_encrypted:
                return {"why": "protected"}
            if len(found.pages) > MOST_PAGES:
                return {"why": "large"}
            for page in found.pages:
                copy.pages.append(page)
                _still(copy.pages[-1].obj)
            copy.save(clean, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            return {"pages": len(copy.pages)}
    except pikepdf.PasswordError:
        return {"why": "protected"}
    except MemoryError:
        return {"why": "large"}
    except Exception:  # a file from outside may be wrong in any way
        return {"why": "broken"}


def _still(page: Any) -> None:
    """Takes away what a page would do by itself, and what belongs to the document it came from."""
    for name in ("/AA", "/StructParents", "/Tabs"):
        if name in page:
            del page[name]
    for note in page.get("/Annots", []):
        for name in ("/AA", "/StructParent", "/Popup"):
            if name in note:
                del note[name]
        if "/A" in note and str(note["/A"].get("/S", "")) != OPENS_A_PAGE:
            del note["/A"]


def _join(job: dict[str, Any]) -> None:
    """Puts each file after the part of the base that it belongs to, with a bookmark."""
    with pikepdf.open(job["base"]) as base:
        begins = _begins(base)
        first: list[tuple[str, str, Any]] = []
        for one in reversed(job["files"]):
            with_file = pikepdf.open(one["path"])
            at = _end_of(begins, one["after"], len(base.pages))
            for offset, page in enumerate(with_file.pages):
                base.pages.insert(at + offset, page)
            first.append((one["after"], one["name"], base.pages[at].obj.objgen))
            begins = [(title, page + (len(with_file.pages) if page >= at else 0))
                      for title, page in begins]  # fmt: skip
        _bookmark(base, list(reversed(first)))
        with base.open_metadata(update_docinfo=False) as meta:
            # What others made is not checked: the whole is no longer PDF/UA.
            for name in [one for one in meta if "pdfua" in str(one)]:
                del meta[name]
        base.save(job["to"])


def _begins(base: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The parts of the base, each with the page that it begins on."""
    numbers = {page.obj.objgen: at for at, page in enumerate(base.pages)}
    with base.open_outline() as outline:
        found = []
        for item in outline.root:
            there: Any = item.destination
            if there is None and item.action is not None:
                there = item.action.get("/D")
            if isinstance(there, pikepdf.Array):
                found.append((item.title, numbers.get(there[0].objgen, 0)))
        return found


def _end_of(begins: list[tuple[str, int]], title: str, pages: int) -> int:
    """The page after the last one of a part."""
    titles = [one for one, _page in begins]
    if title not in titles:
        return pages
    at = titles.index(title)
    return begins[at + 1][1] if at + 1 < len(begins) else pages


def _bookmark(base: pikepdf.Pdf, first: list[tuple[str, str, Any]]) -> None:
    numbers = {page.obj.objgen: at for at, page in enumerate(base.pages)}
    with base.open_outline() as outline:
        parts = {item.title: item for item in outline.root}
        for after, name, page in first:
            made = pikepdf.OutlineItem(name, numbers[page])
            (parts[after].children if after in parts else outline.root).append(made)


if __name__ == "__main__":
    raise SystemExit(main())
