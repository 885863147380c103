"""Markdown to HTML that is safe to show, and to plain lines that can be compared.

Raw HTML is shown as text, and what the parser makes is cleaned once more before it leaves here.
What is exempt from public access is left out (``common/exempt.py``), unless the whole is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from samspill.common.exempt import published, whole

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"(</?h)([1-6])(>)")


def parsed(text: str, *, in_full: bool = False) -> SyntaxTreeNode:
    """The text as a tree of blocks and spans; ``in_full`` also what is exempt."""
    return SyntaxTreeNode(_PARSER.parse(whole(text) if in_full else published(text)))


def to_html(text: str, *, top: int = 3, in_full: bool = False) -> SafeString:
    """The text as HTML; its highest heading becomes h``top``, so that it fits the page around it.

    Args:
        in_full: also what is exempt, for readers who may read it.

    A table stands in a group that can be scrolled with the keyboard, as it may be wider than a
    phone (WCAG 2.1.1).
    """
    return _html(whole(text) if in_full else published(text), top, _("Table"))


@lru_cache(maxsize=4096)
def _html(text: str, top: int, table: str) -> SafeString:
    html = _PARSER.render(text)
    levels = [int(match[2]) for match in _HEADING.finditer(html)]
    shift = top - min(levels, default=top)
    html = _HEADING.sub(lambda m: f"{m[1]}{min(max(int(m[2]) + shift, 2), 6)}{m[3]}", html)
    html = re.sub(r"<th[^>]*></th>", "<td></td>", html)
    html = re.sub(r"<th\b[^>]*>", '<th scope="col">', html)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    group = f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(table)}">'
    clean = clean.replace("<table>", f"{group}<table>").replace("</table>", "</table></div>")
    return mark_safe(clean)  # noqa: S308 - cleaned above


@lru_cache(maxsize=4096)
def to_lines(text: str) -> str:
    """The text as a reader sees it, in plain lines: how it was wrapped in its file is gone.

    List items keep their mark, cells of a row are parted by a bar, and a link shows its address.
    Bold and italic are not shown: they change no word.
    """
    return "\n".join(_lines(parsed(text).children)).strip()


def _lines(blocks: list[SyntaxTreeNode], indent: str = "") -> Iterator[str]:
    for block in blocks:
        if block.type in {"bullet_list", "ordered_list"}:
            yield from _items(block, indent)
        elif block.type == "table":
            for row in (row for part in block.children for row in part.children):
                yield indent + " | ".join(_plain(cell) for cell in row.children)
            yield ""
        elif block.type == "blockquote":
            yield from _lines(block.children, f"{indent}» ")
        elif block.type in {"fence", "code_block"}:
            yield from (indent + line for line in block.content.rstrip("\n").split("\n"))
            yield ""
        elif block.type == "hr":
            yield f"{indent}—"
        else:
            yield from (indent + line for line in _plain(block).split("\n"))
            yield ""


def _items(block: SyntaxTreeNode, indent: str) -> Iterator[str]:
    number = int(block.attrs.get("start", 1))
    for offset, item in enumerate(block.children):
        mark = "• " if block.type == "bullet_list" else f"{number + offset}. "
        inner = [line for line in _lines(item.children, indent + "  ") if line.strip()]
        first = inner[0].removeprefix(indent + "  ") if inner else ""
        yield f"{indent}{mark}{first}"
        yield from inner[1:]
    if not indent:
        yield ""


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in {"text", "code_inline"}:
        return node.content
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    words = "".join(_plain(child) for child in node.children)
    href = str(node.attrs.get("href", "")) if node.type == "link" else ""
    return f"{words} ({href})" if href and href != words else words
