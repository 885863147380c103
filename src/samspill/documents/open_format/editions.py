"""An edition's Markdown file: its provisions below its front matter."""

from __future__ import annotations

from typing import Any

from samspill.common.open_format.places import TextFile
from samspill.documents.markdown_source import read_markdown, write_heading, write_text


def read(text: str) -> TextFile:
    """Takes the file apart at its headings."""
    parts = read_markdown(text)
    provisions = [
        {"id": s.id, "number": s.number, "heading": s.heading, "depth": s.depth, "body": s.body}
        for s in parts.sections
    ]
    lines: dict[tuple[str | int, ...], int] = {
        ("provisions", index): section.line for index, section in enumerate(parts.sections)
    }
    return TextFile(
        front=parts.front,
        fields={"provisions": provisions, "preamble": parts.preamble},
        lines=lines,
    )


def write(edition: dict[str, Any]) -> str:
    """The preamble, and a heading for each provision with its text."""
    parts = [write_text(edition["preamble"])] if edition.get("preamble") else []
    for text in edition.get("provisions", []):
        parts.append(
            write_heading(
                depth=text.get("depth", 1),
                number=text.get("number", ""),
                heading=text.get("heading", ""),
                identity=text["id"],
            )
        )
        if text.get("body"):
            parts.append(write_text(text["body"]))
    return "\n\n".join(parts)
