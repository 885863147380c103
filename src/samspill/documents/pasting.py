"""What is pasted from Word, a mail or a web page, made into clean Markdown.

Kept: paragraphs, headings, lists, tables, bold, italics, links, raised and lowered numbers.
Dropped: styles, scripts, comments, pictures, hidden text, tables of contents. Struck text is
dropped too, however it is struck, and told of: without its line it would be read as if it held.
Word writes its lists as plain paragraphs with a mark of their own (``mso-list``); they become lists
again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from samspill.documents.pasted_lists import join_lists, tag_before
from samspill.documents.pasted_signs import lowered, raised
from samspill.documents.pasted_tables import TooWide, make_grids

LONGEST = 2_000_000
DEEPEST = 200
"""How deep elements may stand in each other; no text that somebody wrote comes near it."""

_TAGS = {
    "p", "div", "br", "ul", "ol", "li", "strong", "b", "em", "i", "a", "span", "blockquote", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "del", "s",
    "strike", "sup", "sub", "u", "font", "ins",
}  # fmt: skip
_GONE = {"script", "style", "title", "xml", "template", "textarea", "select", "object", "svg"}
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {
    "*": {"class", "style", "role", "aria-level", "data-aria-level"},
    "a": {"href"},
    "ol": {"start"},
    "td": _SPANS,
    "th": _SPANS,
}
_HIDDEN = re.compile(r"display:none|mso-hide:all|visibility:hidden")
_ASIDE = re.compile(r"mso-element:(?:comment|field|header|footer)")
_NOT_TEXT = re.compile(r"^(?:MsoToc\w*|MsoComment\w*|MsoHeader|MsoFooter)$")
_LIST = re.compile(r"mso-list:l\d+level(\d+)")
_BOLD = re.compile(r"(?:^|;)font-weight:(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"(?:^|;)font-weight:normal")
_ITALIC = re.compile(r"(?:^|;)font-style:italic")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_OUTLINE = re.compile(r"mso-outline-level:([1-6])(?!\d)")
_LEVEL = re.compile("[1-6]")
_RAISED = re.compile(r"vertical-align:super")
_LOWERED = re.compile(r"vertical-align:sub")
_FOOTNOTE = "MsoFootnoteReference"
_COUNTED = re.compile(r"^\(?(?:\d+|[a-zæøå]|[ivxlc]+)[.)]$", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class TooDeep(ValueError):
    """The elements stand deeper in each other, or fill more cells, than any text does."""


@dataclass(frozen=True)
class Pasted:
    """What was pasted as Markdown, and the struck texts that were left out."""

    text: str
    struck: list[str]


def pasted(html: str) -> Pasted:
    """The text of a piece of HTML as Markdown, and what was left out of it because it was struck.

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
    struck = _drop(soup)
    _make_headings(soup)
    _make_signs(soup)
    _make_plain(soup)
    _make_lists(soup)
    join_lists(soup)
    try:
        make_grids(soup)
    except TooWide as refused:
        raise TooDeep from refused
    text = _Converter(
        heading_style="atx", bullets="-", autolinks=False, table_infer_header=True
    ).convert_soup(soup)
    lines = (
        _GAP.sub(" ", line).rstrip() if line.strip() else ""
        for line in _with_breaks(text).split("\n")
    )
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\0", "  ").strip()
    return Pasted(text, struck)


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


def _drop(soup: BeautifulSoup) -> list[str]:
    """Takes away what is no text of its own; gives the struck texts among that."""
    struck = []
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        style, classes = _style(tag), tag.get_attribute_list("class")
        is_struck = tag.name in {"del", "s", "strike"} or _STRUCK.search(style)
        is_aside = _HIDDEN.search(style) or _ASIDE.search(style)
        if is_struck and (words := " ".join(tag.get_text().split())):
            struck.append(words)
        if is_struck or is_aside or any(_NOT_TEXT.match(str(c)) for c in classes):
            tag.decompose()
    return struck


def _make_headings(soup: BeautifulSoup) -> None:
    """What is a heading by its role (Word in the browser) or its place in the outline (Word)."""
    for tag in soup.find_all(["p", "div"]):
        outline = _OUTLINE.search(_style(tag)) if tag.name == "p" else None
        level = outline[1] if outline else str(tag.get("aria-level", "2"))
        is_heading = outline or tag.get("role") == "heading"
        if is_heading and _LEVEL.fullmatch(level) and not tag.find_parent(["td", "th", "li"]):
            tag.name = f"h{level}"


def _make_signs(soup: BeautifulSoup) -> None:
    """Raised and lowered numbers as signs of their own; «14¹» is no 141."""
    for tag in soup.find_all(["sup", "sub", "span"]):
        style, words = _style(tag), tag.get_text()
        if tag.find(["sup", "sub"]) or not words.strip():
            continue
        is_note = _FOOTNOTE in tag.get_attribute_list("class")
        if is_note or tag.name == "sup" or _RAISED.search(style):
            tag.replace_with(raised(words, after=_before(tag)))
        elif tag.name == "sub" or _LOWERED.search(style):
            tag.replace_with(lowered(words))
    for link in soup.find_all("a"):
        if str(link.get("href", "")).startswith("#"):
            link.unwrap()


def _before(tag: Tag) -> str:
    """The letter just before an element."""
    found = tag.find_previous(string=True)
    return str(found)[-1:] if found else ""


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
        if last is None or tag_before(item) is not last:
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
