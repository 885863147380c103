"""Markdown to HTML that is safe to show: no raw HTML, no script, no styling."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_HEADING = re.compile(r"(</?h)([1-6])(>)")


@lru_cache(maxsize=4096)
def to_html(text: str, *, top: int = 3) -> SafeString:
    """The text as HTML; its highest heading becomes h``top``, to fit the page around it."""
    html = _PARSER.render(text)
    levels = [int(match[2]) for match in _HEADING.finditer(html)]
    shift = top - min(levels, default=top)
    html = _HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + shift, 6)}{m[3]}", html)
    html = html.replace("<th>", '<th scope="col">')
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={**_ATTRIBUTES, "th": {"scope"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned on the line above
