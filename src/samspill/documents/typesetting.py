"""An edition as a tagged PDF, set by Typst.

All text goes to the template as data (JSON), never as markup, so nothing in a document can become
a command. Typst checks the result against PDF/UA-1 while it compiles.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Collection
from importlib import resources
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from samspill.common.loose_words import end_in_words
from samspill.common.markdown import parsed
from samspill.common.models import Partnership
from samspill.common.moments import in_full
from samspill.documents.adoption import adopted_in_words
from samspill.documents.contents import contents, flat
from samspill.documents.models import Edition
from samspill.documents.setting_apart import NotSetApart, compiled, compiled_apart
from samspill.documents.standing import Stand, stand_of

Block = dict[str, Any]
Spans = list[dict[str, str]]
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_UNSURE = re.compile(
    r"[^\n\t -~\u00a0-\u024f\u0370-\u04ff\u200b\u2010-\u203a\u20ac\u2190-\u2193\u2260-\u2265]"
)
_LACKING = re.compile(r"the text `\"((?:[^\"\\]|\\.)*)\"` could not be displayed")
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_TRIES = 5
LONG = 100_000
"""So much data, some 30 pages, is set in a process of its own."""
_TOLD_OF = 10
_LONG = re.compile(r"\S{36,}")
_STAND_IN = "\N{WHITE SQUARE}"
_ADDRESS = re.compile(r"(https?|mailto):", re.IGNORECASE)


def pdf_of(
    edition: Edition, *, partnership: Partnership, address: str, date: datetime.date
) -> bytes:
    """The edition as PDF/UA-1, in the edition's own language.

    Args:
        edition: what to set, with its document and the document's kind.
        partnership: whose it is; an invented one is marked on every page.
        address: the lasting address of the edition, printed at the foot.
        date: the day that is told of, as "in force" is true of a day.
    """
    with in_words_of(edition.language):
        data = _data(edition, partnership, address, date)
    template = resources.files("samspill.documents") / "templates" / "documents" / "edition.typ"
    return set_as_pdf(data, template.read_bytes())


def set_as_pdf(data: dict[str, Any], template: bytes) -> bytes:
    """Data set by a template as PDF/UA-1.

    Args:
        data: what the template reads as ``sys.inputs.data``; plain values only.
        template: the source of a Typst template that evaluates no text as markup. What all files
            look like stands before it (``house.typ``).
    """
    looks = resources.files("samspill.documents") / "templates" / "documents" / "house.typ"
    template = looks.read_bytes() + template
    lacking: dict[str, None] = {}
    for _try in range(_TRIES):
        text = _as_text(data, lacking)
        try:
            return _compiled(text, template)
        except NotSetApart as refused:
            found = _lacked(refused)
            if not found - lacking.keys():
                break
            lacking |= dict.fromkeys(sorted(found))
    return _compiled(_UNSURE.sub(_STAND_IN, _as_text(data, lacking)), template)


def in_words_of(language: str) -> translation.override:
    """The pages' language that is nearest to a text's."""
    return translation.override(language if language in dict(settings.LANGUAGES) else "nb")


def _as_text(data: dict[str, Any], lacking: Collection[str]) -> str:
    """The data as the template reads it, with a square for what the fonts lack, and a word of it.

    PDF/UA wants every character shown.
    """
    text = json.dumps(data, ensure_ascii=False)
    for signs in lacking:
        text = text.replace(signs, _STAND_IN)
    with in_words_of(data["language"]):
        more = {"lacking": _told(lacking), "page_of": _("Page {page} of {pages}")}
        told = json.dumps(more, ensure_ascii=False)
    text = f"{text[:-1]}, {told[1:]}"
    return _UNPRINTABLE.sub("", text.replace("\\u0000", ""))


def _lacked(refused: NotSetApart) -> set[str]:
    """The characters that the fonts lack; Typst names them all at once."""
    found = _LACKING.findall(refused.diagnostic)
    return {_CODE.sub(lambda code: chr(int(code[1], 16)), signs) for signs in found}


def _told(lacking: Collection[str]) -> str:
    if not lacking:
        return ""
    codes = ["+".join(f"U+{ord(sign):04X}" for sign in signs) for signs in lacking]
    shown = ", ".join(codes[:_TOLD_OF]) + (" …" if len(codes) > _TOLD_OF else "")
    told = _("%(square)s stands for a character that this file cannot show (%(codes)s).")
    return told % {"square": _STAND_IN, "codes": shown}


def _compiled(data: str, template: bytes) -> bytes:
    return compiled_apart(data, template) if len(data) > LONG else compiled(data, template)


def _data(
    edition: Edition, partnership: Partnership, address: str, date: datetime.date
) -> dict[str, Any]:
    document = edition.document
    title = edition.title or document.label
    return {
        "language": edition.language,
        "title": title if title.strip() else document.slug,
        "document": document.label if document.label != title else "",
        "partnership": partnership.name,
        "invented": _("Invented, for demonstration") if partnership.is_invented else "",
        "facts": _facts(edition, date),
        "address": address,
        "lasting": _("Lasting link to this edition"),
        "told_of": _("As it stood on %(date)s") % {"date": in_full(date)},
        "contents": _("Contents"),
        "missing": _missing(edition),
        "preamble": blocks_of(edition.preamble),
        "provisions": _provisions(edition),
    }


def _facts(edition: Edition, date: datetime.date) -> list[str]:
    """What holds, in lines: the status on the date with its period, and who adopted it when."""
    stand = stand_of(edition, date)
    if stand is Stand.IN_FORCE and getattr(edition, "is_outlived", False):
        stand = Stand.OUTLIVED
    labels = {
        Stand.IN_FORCE: _("In force"),
        Stand.OUTLIVED: _("The period is over, not replaced"),
        Stand.NOT_KNOWN: _("Not known whether it was in force"),
        Stand.COMING: _("Not in force yet"),
        Stand.ADOPTED: _("Adopted"),
        Stand.NOT_YET: _("Not in force yet"),
        Stand.ENDED: _("No longer in force"),
        Stand.HEARING: _("On hearing"),
        Stand.HEARD: _("The hearing is over"),
        Stand.NOT_TOLD: _("Proposed; the outcome is not entered"),
        Stand.PROPOSED: edition.get_status_display(),
        Stand.WITHDRAWN: _("Withdrawn"),
    }
    period = [str(labels[stand])]
    if begun := end_in_words(edition.from_written, edition.valid_from):
        period.append(_("from %(date)s") % {"date": begun})
    if ended := end_in_words(edition.to_written, edition.valid_to):
        period.append(_("to and including %(date)s") % {"date": ended})
    return [line for line in (" ".join(period), adopted_in_words(edition)) if line]


def _missing(edition: Edition) -> str:
    if edition.has_text:
        return ""
    missing = _("The text is not entered")
    if edition.url:
        where = _("The text lies here: %(address)s") % {"address": edition.url}
    else:
        where = _("Ask the secretariat, or those who answer for the document.")
    return f"{missing}. {where}"


def _provisions(edition: Edition) -> list[Block]:
    return [
        {
            "number": node.text.number,
            "heading": breakable(node.text.heading) or ("" if node.text.number else "–"),
            "level": node.level,
            "blocks": blocks_of(node.text.body),
        }
        for node in flat(contents(edition))
    ]


def blocks_of(text: str, *, in_full: bool = False) -> list[Block]:
    """Markdown as the blocks that the templates know; ``in_full`` also what is exempt."""
    return [_block(node) for node in parsed(text, in_full=in_full).children]


def _block(node: SyntaxTreeNode) -> Block:
    if node.type in {"bullet_list", "ordered_list"}:
        items = [[_block(child) for child in item.children] for item in node.children]
        return {"kind": node.type, "items": items, "start": int(node.attrs.get("start", 1))}
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return {"kind": "table", "rows": [[_inline(cell) for cell in r.children] for r in rows]}
    if node.type == "blockquote":
        return {"kind": "quote", "blocks": [_block(child) for child in node.children]}
    if node.type in {"fence", "code_block"}:
        return {"kind": "code", "text": breakable(node.content)}
    if node.type == "hr":
        return {"kind": "rule"}
    return {"kind": node.type, "spans": _inline(node)}


def breakable(text: str) -> str:
    """The text with places to break inside words that are wider than a line may be."""
    return _LONG.sub(lambda match: "\u200b".join(match[0]), text)


def _inline(node: SyntaxTreeNode) -> Spans:
    spans: Spans = []
    _collect(node, "", "", spans)
    return spans


def _collect(node: SyntaxTreeNode, style: str, url: str, spans: Spans) -> None:
    if node.type in {"text", "code_inline"}:
        kind = "code" if node.type == "code_inline" else style
        spans.append({"text": breakable(node.content), "style": kind, "url": url})
    elif node.type in {"softbreak", "hardbreak"}:
        spans.append({"text": " ", "style": node.type, "url": ""})
    style = {"strong": "strong", "em": "emph"}.get(node.type, style)
    if node.type == "link":
        href = str(node.attrs.get("href", ""))
        url = href if _ADDRESS.match(href) else ""
    for child in node.children:
        _collect(child, style, url, spans)
