"""How templates are read: their layout is for those who read the source, and is not sent.

A template has a tag a line, indented; in the pages that would be almost half of what is sent. A
line break beside a block (``<p>``, ``</td>``) is not seen in a browser and goes; elsewhere it is
one space.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Origin
from django.template.loaders import app_directories

OURS = Path(__file__).resolve().parents[1]

DJANGO = r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
TAG = re.compile(rf"""(</?[a-zA-Z!](?:{DJANGO}|"(?:{DJANGO}|[^"])*+"|[^>"])*+>)""")
BLOCK = re.compile(
    r"</?(?:!doctype|html|head|body|title|meta|link|script|header|footer|nav|main|aside|section|div"
    r"|h[1-6]|p|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|form|fieldset|legend"
    r"|details|summary|figure|figcaption|option|optgroup|br|hr)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"\s*\n\s*")


class Loader(app_directories.Loader):
    """Leaves the layout out of our own pages."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        path = Path(origin.name)
        is_our_page = path.suffix == ".html" and path.is_relative_to(OURS)
        return without_layout(contents) if is_our_page else contents


def without_layout(template: str) -> str:
    """A template that shows the same, without the line breaks and indentation of its source."""
    parts = TAG.split(template)
    for number, part in enumerate(parts):
        if number % 2:
            parts[number] = BREAK.sub(" ", re.sub(r"\s*\n\s*>\Z", ">", part))
            continue
        if number and BLOCK.match(parts[number - 1]):
            part = re.sub(r"\A\s*\n\s*", "", part)
        if number + 1 < len(parts) and BLOCK.match(parts[number + 1]):
            part = re.sub(r"\s*\n\s*\Z", "", part)
        parts[number] = BREAK.sub(" ", part)
    return "".join(parts)
