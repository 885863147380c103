"""An edition as a tagged PDF, set by Typst.

All text goes to the template as data (JSON), never as markup, so nothing in a document can become
a command. Typst checks the result against PDF/UA-1 while it compiles.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from samspill.common.models import Partnership
from samspill.documents.contents import contents, flat
from samspill.documents.models import Edition

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def pdf_of(edition: Edition, *, partnership: Partnership, address: str) -> bytes:
    """The edition as PDF/UA-1.

    Args:
        edition: what to set.
        partnership: whose it is; an invented one is marked on every page.
        address: the lasting address of the edition, printed at the foot.
    """
    template = resources.files("samspill.documents") / "templates" / "documents" / "edition.typ"
    data = json.dumps(_data(edition, partnership, address), ensure_ascii=False)
    return typst.compile(
        template.read_bytes(),
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )


def _data(edition: Edition, partnership: Partnership, address: str) -> dict[str, Any]:
    period = ""
    if edition.valid_from:
        period = _("In force from %(date)s") % {"date": date_format(edition.valid_from, "j. F Y")}
    if edition.valid_to:
        period += " " + _("to %(date)s") % {"date": date_format(edition.valid_to, "j. F Y")}
    return {
        "language": (translation.get_language() or "nb")[:2],
        "title": edition.title or edition.document.label,
        "partnership": partnership.name,
        "invented": _("Invented, for demonstration") if partnership.is_invented else "",
        "status": str(edition.get_status_display()),
        "period": period,
        "address": address,
        "contents": _("Contents"),
        "missing": "" if edition.has_text else _("The text is not entered"),
        "preamble": _blocks(edition.preamble),
        "provisions": [
            {
                "number": node.text.number,
                "heading": node.text.heading or node.text.number or "–",
                "depth": node.text.depth,
                "blocks": _blocks(node.text.body),
            }
            for node in flat(contents(edition))
        ],
    }


def _blocks(text: str) -> list[dict[str, Any]]:
    return [_block(node) for node in SyntaxTreeNode(_PARSER.parse(text)).children]


def _block(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type in {"bullet_list", "ordered_list"}:
        items = [[_block(child) for child in item.children] for item in node.children]
        return {"kind": node.type, "items": items}
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return {"kind": "table", "rows": [[_inline(cell) for cell in r.children] for r in rows]}
    if node.type == "blockquote":
        return {"kind": "quote", "blocks": [_block(child) for child in node.children]}
    if node.type in {"fence", "code_block"}:
        return {"kind": "paragraph", "spans": [{"text": node.content, "style": "code"}]}
    return {"kind": "paragraph", "spans": _inline(node)}


def _inline(node: SyntaxTreeNode) -> list[dict[str, str]]:
    spans: list[dict[str, str]] = []
    _collect(node, "", spans)
    return spans


def _collect(node: SyntaxTreeNode, style: str, spans: list[dict[str, str]]) -> None:
    if node.type in {"text", "code_inline"}:
        spans.append(
            {"text": node.content, "style": "code" if node.type == "code_inline" else style}
        )
    elif node.type in {"softbreak", "hardbreak"}:
        spans.append({"text": " ", "style": ""})
    styles = {"strong": "strong", "em": "emph"}
    for child in node.children:
        _collect(child, styles.get(node.type, style), spans)
