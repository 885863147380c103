"""A page's forms as a browser has them: what can be typed in, filled in, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

NOT_TYPED = {"hidden", "submit", "button", "image", "reset", "file"}
FILLED = {
    "date": "2031-02-03",
    "time": "10:11",
    "number": "7",
    "email": "skrevet@example.no",
    "url": "https://example.no/skrevet",
}
Sent = dict[str, list[str]]


@dataclass(frozen=True)
class Form:
    """A form of a page: where it is sent, what it sends untouched, and what was typed in it."""

    address: str
    sends: Sent
    typed: Sent


def forms_of(html: bytes, address: str) -> list[Form]:
    """The forms of a page that are posted and have something to type, filled in anew."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").select("main form[method=post]"):
        typed = {name: _anew(group) for name, group in _groups(tag)}
        if typed:
            untouched = {name: values for one in _hidden(tag) for name, values in [one]}
            to = urljoin(address, str(tag.get("action") or ""))
            found.append(Form(to, {**untouched, **typed}, typed))
    return found


def standing(html: bytes) -> dict[str, list[list[str]]]:
    """What stands in all forms of a page that are posted, hidden fields too: name → values."""
    found: dict[str, list[list[str]]] = {}
    for tag in BeautifulSoup(html, "html.parser").select("main form[method=post]"):
        hidden: Sent = {}
        for name, values in _hidden(tag):
            hidden.setdefault(name, []).extend(values)
        for name, values in hidden.items():
            found.setdefault(name, []).append(values)
        for name, group in _groups(tag):
            found.setdefault(name, []).append([value for one in group for value in _values(one)])
    return found


def _groups(form: Tag) -> Iterator[tuple[str, list[Tag]]]:
    """The controls that can be typed in or chosen, those of one name together."""
    groups: dict[str, list[Tag]] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        if control.get("type") not in NOT_TYPED and not control.has_attr("disabled"):
            groups.setdefault(str(control["name"]), []).append(control)
    yield from groups.items()


def _hidden(form: Tag) -> Iterator[tuple[str, list[str]]]:
    for control in form.select("input[type=hidden][name]"):
        if control["name"] != "csrfmiddlewaretoken":
            yield str(control["name"]), [str(control.get("value", ""))]


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        chosen = list(control.select("option[selected]"))
        if not chosen and not control.has_attr("multiple"):
            chosen = list(control.select("option")[:1])
        return [str(one.get("value", "")) for one in chosen]
    if control.get("type") in {"checkbox", "radio"}:
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    return [str(control.get("value", ""))]


def _anew(group: list[Tag]) -> list[str]:
    """Something else than what stands there, of the kind that the control takes."""
    first: Any = group[0]
    kind = str(first.get("type", "text"))
    if kind == "checkbox":
        return [str(one.get("value", "on")) for one in group if not one.has_attr("checked")]
    if kind == "radio":
        return [str(group[-1].get("value", ""))]
    if first.name == "select":
        return [str(first.select("option")[-1].get("value", ""))]
    if first.name == "textarea":
        return [f"{_values(first)[0]} skrevet\r\nog mer".strip()]
    return [FILLED.get(kind, f"{_values(first)[0]} skrevet".strip())]
