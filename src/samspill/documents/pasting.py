"""What is pasted from Word, a mail or a web page, made into clean Markdown.

Kept: paragraphs, headings, lists, tables, bold, italics, links. Dropped: styles, scripts, comments,
pictures, text that is hidden or struck out by tracked changes, tables of contents. Word writes its
lists as plain paragraphs with a mark of their own (``mso-list``); they become lists again.
"""

from __future__ import annotations

import re
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

LONGEST = 2_000_000
DEEPEST = 200
"""How deep elements may stand in each other; no text that somebody wrote comes near it."""

_TAGS = {
    "p", "div", "br", "ul", "ol", "li", "strong", "b", "em", "i", "a", "span", "blockquote", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "del", "s",
}  # fmt: skip
_GONE = {"script", "style", "title", "xml", "template", "textarea", "select", "object", "svg"}
_ATTRIBUTES = {"*": {"class", "style"}, "a": {"href"}, "ol": {"start"}, "td": {"colspan"}}
_HIDDEN = re.compile(r"display:none|mso-hide:all|visibility:hidden")
_ASIDE = re.compile(r"mso-element:(?:comment|field|header|footer)")
_NOT_TEXT = re.compile(r"^(?:MsoToc\w*|MsoComment\w*|MsoHeader|MsoFooter)$")
_LIST = re.compile(r"mso-list:l\d+level(\d+)")
_BOLD = re.compile(r"(?:^|;)font-weight:(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"(?:^|;)font-weight:normal")
_ITALIC = re.compile(r"(?:^|;)font-style:italic")
_COUNTED = re.compile(r"^\(?(?:\d+|[a-zæøå]|[ivxlc]+)[.)]$", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class TooDeep(ValueError):
    """The elements stand deeper in each other than any text does."""


def to_markdown(html: str) -> str:
    """The text of a piece of HTML as Markdown.

    Raises:
        TooDeep: it is nested as no text is.
    """
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    soup = BeautifulSoup(clean.replace("&nbsp;", " "), "html.parser")
    _refuse_depth(soup)
    _drop(soup)
    _make_plain(soup)
    _make_lists(soup)
    text = _Converter(
        heading_style="atx", bullets="-", autolinks=False, table_infer_header=True
    ).convert_soup(soup)
    lines = (line.rstrip() if line.strip() else "" for line in _with_breaks(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\0", "  ").strip()


def _with_breaks(text: str) -> str:
    """The two spaces that break a line, as a sign that stripping does not take."""
    return re.sub(r"(?<=\S) {2}\n(?=\S)", "\0\n", text)


class _Converter(MarkdownConverter):
    """Cells on one line, and no bar in them that would end the cell."""

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        flat = " ".join(text.split()).replace("|", "\\|")
        return str(super().convert_td(el, flat, parent_tags))  # type: ignore[misc]

    convert_th = convert_td


def _refuse_depth(soup: BeautifulSoup) -> None:
    level: list[Tag] = [soup]
    for _depth in range(DEEPEST):
        level = [child for tag in level for child in tag.find_all(True, recursive=False)]
        if not level:
            return
    raise TooDeep


def _style(tag: Tag) -> str:
    """An element's style without spaces, in small letters."""
    return "".join(str(tag.get("style", "")).split()).lower()


def _drop(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        classes = tag.get_attribute_list("class")
        is_aside = _HIDDEN.search(_style(tag)) or _ASIDE.search(_style(tag))
        if tag.name in {"del", "s"} or is_aside or any(_NOT_TEXT.match(str(c)) for c in classes):
            tag.decompose()


def _make_plain(soup: BeautifulSoup) -> None:
    """Bold and italics as elements of their own; titles as headings; headings without bold."""
    for tag in soup.find_all(["span", "b", "strong", "i", "em", "p"]):
        style = _style(tag)
        if tag.name in {"b", "strong"} and _NOT_BOLD.search(style):
            tag.unwrap()
        elif tag.name == "p" and "MsoTitle" in tag.get_attribute_list("class"):
            tag.name = "h1"
        elif tag.name == "span" and _BOLD.search(style):
            tag.name = "strong"
        elif tag.name == "span" and _ITALIC.search(style):
            tag.name = "em"
    for heading in soup.find_all(_HEADINGS):
        for mark in _marks(heading):
            mark.replace_with(f"{mark.get_text(strip=True)} ")
        for inner in heading.find_all(["b", "strong", "em", "i"]):
            inner.unwrap()
        if not heading.get_text(strip=True):
            heading.decompose()


def _marks(tag: Tag) -> list[Tag]:
    """What Word shows before a list item or numbered heading: the bullet or the number."""
    return [one for one in tag.find_all("span") if "mso-list:ignore" in _style(one)]


def _make_lists(soup: BeautifulSoup) -> None:
    """Word's list paragraphs become lists in lists; what is numbered 1.1 or § 1 stays as it is."""
    open_lists: list[tuple[int, Tag]] = []
    last: Tag | None = None
    for item in soup.find_all("p"):
        found = _LIST.search(_style(item))
        marks = _marks(item)
        words = "".join(mark.get_text(strip=True) for mark in marks)
        for mark in marks:
            mark.decompose()
        is_counted = bool(_COUNTED.match(words))
        if not found or (len(words) > 1 and not is_counted):
            if words:
                item.insert(0, f"{words} ")
            open_lists, last = [], None
            continue
        if last is None or _tag_before(item) is not last:
            open_lists = []
        level = int(found[1])
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        kind = "ol" if is_counted else "ul"
        if not open_lists or open_lists[-1][0] < level or open_lists[-1][1].name != kind:
            made = soup.new_tag(kind)
            if words[:-1].isdecimal():
                made["start"] = words[:-1]
            if open_lists and open_lists[-1][0] < level:
                open_lists[-1][1].find_all("li", recursive=False)[-1].append(made)
            else:
                open_lists = [one for one in open_lists if one[0] < level]
                if open_lists:
                    open_lists[-1][1].find_all("li", recursive=False)[-1].append(made)
                else:
                    item.insert_before(made)
            open_lists.append((level, made))
        item.extract()
        item.name = "li"
        open_lists[-1][1].append(item)
        last = open_lists[0][1]


def _tag_before(tag: Tag) -> Tag | None:
    """The element just before this one, unless words stand between."""
    before = tag.previous_sibling
    while before is not None and not isinstance(before, Tag) and not str(before).strip():
        before = before.previous_sibling
    return before if isinstance(before, Tag) else None
