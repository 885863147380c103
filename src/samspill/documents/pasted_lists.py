"""Lists of what is pasted, put together again where the program took them apart.

Word in the browser gives each item as a list of its own, which says its level; Google's editor puts
a list straight into a list.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

LISTS = ["ul", "ol"]


def join_lists(soup: BeautifulSoup) -> None:
    """Lists within lists stand in an item, and those that follow each other are one."""
    for one in soup.find_all(LISTS):
        wrapping = one.parent
        if wrapping and wrapping.name == "div" and len(wrapping.find_all(recursive=False)) == 1:
            if wrapping.get_text(strip=True) == one.get_text(strip=True):
                wrapping.unwrap()
    for one in soup.find_all(LISTS):
        before = tag_before(one)
        if before is None:
            continue
        if one.parent and one.parent.name in LISTS and before.name == "li":
            before.append(one)
        elif before.name in LISTS and (level := _level(one)):
            _join(before, one, level)


def _join(before: Tag, one: Tag, level: int) -> None:
    """Puts a list into or beneath the one before, by the level that its items say."""
    while _level(before) < level:
        items = before.find_all("li", recursive=False)
        if not items:
            return
        last = items[-1]
        inner = last.find_all(LISTS, recursive=False)
        if not inner:
            last.append(one)
            return
        before = inner[-1]
    if before.name == one.name:
        before.extend(one.find_all("li", recursive=False))
        one.decompose()
    else:
        before.insert_after(one)


def _level(one: Tag) -> int:
    """Which level the first item says that it is on; 0 where it says none."""
    item = one.find("li", recursive=False)
    said = str((item and (item.get("data-aria-level") or item.get("aria-level"))) or "")
    return int(said) if re.fullmatch("[1-9]", said) else 0


def tag_before(tag: Tag) -> Tag | None:
    """The element just before this one, unless words stand between."""
    before = tag.previous_sibling
    while before is not None and not isinstance(before, Tag) and not str(before).strip():
        before = before.previous_sibling
    return before if isinstance(before, Tag) else None
