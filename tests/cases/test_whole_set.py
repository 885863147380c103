"""All papers of a meeting as one PDF: what can be put in is, and what cannot is told by name."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, CaseFile, Meeting
from samspill.cases.models.files import FOLDER
from samspill.common.files import storing
from samspill.common.models import Partnership, today

PAGES = 300


def pdf(pages: int, password: str | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _page in range(pages):
            made.add_blank_page()
        lock = pikepdf.Encryption(owner="eier", user=password) if password else False
        made.save(out, encryption=lock)
    return out.getvalue()


def bomb() -> bytes:
    """Some kB that unpack to more memory than the process may take."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"0" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + block * 200
    body, places = b"%PDF-1.7\n", {}
    for number, content in (
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (4, b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
            % (len(packed), packed)),
    ):  # fmt: skip
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = [
        (0, 0, 0),
        (1, places[1], 0),
        (2, 4, 0),
        (0, 0, 0),
        (1, places[4], 0),
        (1, len(body), 0),
    ]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    start = len(body)
    return body + b"5 0 obj\n%bstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (
        head, table, start,
    )  # fmt: skip


def test_what_can_be_put_in_is_and_what_cannot_is_told_by_name(
    partnership: Partnership, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    frame = {"partnership": partnership}
    body = Body.objects.create(**frame, slug="psu", name="PSU")
    meeting = Meeting.objects.create(**frame, slug="mote", date=today(), state="called")
    meeting.bodies.add(body)
    for place, slug in enumerate(("forste", "andre")):
        case = Case.objects.create(**frame, slug=slug, title=f"Sak {slug}", state="accepted")
        AgendaItem.objects.create(**frame, meeting=meeting, slug=slug, position=place, case=case)
    files = {
        "lang.pdf": ("forste", pdf(PAGES)), "kort.pdf": ("andre", pdf(2)),
        "last.pdf": ("forste", pdf(1, "hemmelig")), "odelagt.pdf": ("forste", b"%PDF-1.7 hei"),
        "bombe.pdf": ("forste", bomb()), "notat.docx": ("forste", b"PK"),
        "hemmelig.pdf": ("andre", pdf(7)),
    }  # fmt: skip
    assert len(files["bombe.pdf"][1]) < 3_000_000
    for name, (slug, content) in files.items():
        exempt = name == "hemmelig.pdf"
        CaseFile.objects.create(
            **frame, case=Case.objects.get(slug=slug), name=name, size=len(content), sha256=name,
            media_type="application/pdf" if name.endswith("pdf") else "application/msword",
            stored_as=storing.write(FOLDER, io.BytesIO(content)), is_public=not exempt,
            exempt_statute="offl. § 13" if exempt else "",
        )  # fmt: skip
    answer: Any = Client().get("/hf/prove/moter/mote/papirer/sakspapirer/pdf/")
    assert answer.streaming
    content = b"".join(answer.streaming_content)
    document = pypdfium2.PdfDocument(content)
    ours = [document[at].get_textpage().get_text_range() for at in (0, 1, 2 + PAGES)]
    assert len(document) == 3 + PAGES + 2
    assert "Sak forste" in ours[1]
    for told in (
        "lang.pdf: 300 sider, følger her", "last.pdf: har passord", "odelagt.pdf: er skadet",
        "bombe.pdf: er", "notat.docx: ligger ved saken",
    ):  # fmt: skip
        assert told in ours[1], told
    assert "kort.pdf: 2 sider, følger her" in ours[2]
    with pikepdf.open(io.BytesIO(content)) as whole:
        with whole.open_outline() as outline:
            parts = {item.title: [child.title for child in item.children] for item in outline.root}
        assert "lang.pdf" in parts["Punkt 1: Sak forste"]
        assert "kort.pdf" in parts["Punkt 2: Sak andre"]
        with whole.open_metadata() as meta:
            assert "pdfuaid:part" not in meta
    assert b"hemmelig.pdf" not in content
    word = Client().get("/hf/prove/moter/mote/papirer/sakspapirer/docx/")
    assert not word.streaming
