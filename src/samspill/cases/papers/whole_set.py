"""All papers of a meeting as one PDF, with the PDFs that go with its items and bookmarks to each.

What we write ourselves is set first, as PDF/UA. Files of others are looked at and put in by a
process apart (``common/files/apart.py``), so that none of them can take the web along: what cannot
be put in is told by its name, with the reason.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import cast

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from samspill.cases.papers.attached import Attachment
from samspill.cases.papers.case_papers import all_papers_of, heading_of
from samspill.cases.papers.gathered import Gathered
from samspill.common.files.apart import Joined, Looked, join, look_at
from samspill.documents.written.pdf import as_pdf

AT_ONCE = BoundedSemaphore(1)
"""One set at a time in each process of the web: it takes seconds, and a process of its own."""
PATIENCE = 30


def whole_set(of: Gathered, name: str) -> HttpResponse:
    """The set as a file that is sent as it is read from the disk.

    Args:
        of: the meeting.
        name: what the file is called.
    """
    if not AT_ONCE.acquire(timeout=PATIENCE):
        words = _("Others are getting their papers just now. Try again in a minute.")
        return HttpResponse(words, status=503, headers={"Retry-After": "60"})
    try:
        with tempfile.TemporaryDirectory(prefix="samspill-papers-") as folder:
            made = _made(of, Path(folder))
            # The file is read on after its folder is gone, until it is sent.
            sent = FileResponse(made.open("rb"), as_attachment=True, filename=name)
            return cast(HttpResponse, sent)
    finally:
        AT_ONCE.release()


def _made(of: Gathered, folder: Path) -> Path:
    pdfs = [(item, one) for item in of.items for one in of.files[item.pk] if one.is_pdf]
    looked = look_at([one.file.path for _item, one in pdfs], folder)
    found = {(item.pk, one.file.pk): seen for (item, one), seen in zip(pdfs, looked, strict=True)}
    base, whole = folder / "own.pdf", folder / "whole.pdf"
    base.write_bytes(as_pdf(all_papers_of(_with(of, found))))
    if join(base, _to_join(of, found), whole):
        return whole
    refused = {key: Looked(seen.clean, why=seen.why or "large") for key, seen in found.items()}
    base.write_bytes(as_pdf(all_papers_of(_with(of, refused))))
    return base


def _with(of: Gathered, found: dict[tuple[int, int], Looked]) -> Gathered:
    """The meeting, with what became of each file."""
    files: dict[int, list[Attachment]] = {}
    for key, attached in of.files.items():
        files[key] = [_seen(one, found.get((key, one.file.pk))) for one in attached]
    return replace(of, files=files)


def _seen(one: Attachment, seen: Looked | None) -> Attachment:
    return one if seen is None else replace(one, pages=seen.pages, why=seen.why)


def _to_join(of: Gathered, found: dict[tuple[int, int], Looked]) -> Sequence[Joined]:
    return [
        Joined(heading_of(of, item), one.file.name, found[item.pk, one.file.pk].clean)
        for item in of.items
        for one in of.files[item.pk]
        if one.is_pdf and found[item.pk, one.file.pk].pages
    ]
