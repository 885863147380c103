"""Files for tests: as small as they can be and still be of their kind."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from samspill.commitments.models import ReportFile
from samspill.common.files.accepting import Accepted, accept

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


def packed(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def office(main: str, kind: str, **more: bytes) -> bytes:
    types = f'<Types><Override ContentType="{OFFICE}{kind}.main+xml"/></Types>'.encode()
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"[Content_Types].xml": types, main: b"<x/>", **extra})


def from_the_web(main: str, at: str = "") -> bytes:
    """As Word and Excel on the web pack it: the file itself says which part is its main one."""
    relation = (
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/officeDocument" Target="/{at or main}"/>'
    )
    said = f"<Relationships>{relation}</Relationships>".encode()
    return packed(
        {"[Content_Types].xml": b"<x>openxmlformats</x>", "_rels/.rels": said, main: b"<x/>"}
    )


def opendocument(kind: str, **more: bytes) -> bytes:
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"mimetype": f"{ODF}{kind}".encode(), "content.xml": b"<x/>", **extra})


def word(**more: bytes) -> bytes:
    return office("word/document.xml", "wordprocessingml.document", **more)


def excel(**more: bytes) -> bytes:
    return office("xl/workbook.xml", "spreadsheetml.sheet", **more)


def taken(name: str = "referat.pdf", content: bytes = PDF) -> Accepted:
    return accept(name, io.BytesIO(content))


def lying(media: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in media.rglob("*") if path.is_file()]


def place(file: ReportFile, slug: str = "prove") -> str:
    return f"/hf/{slug}/arbeid/forpliktelser/filer/{file.pk}/"
