"""What differs between two editions: provision by provision, and word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from samspill.documents.models import Edition, ProvisionText

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
WRAPPED = re.compile(r"(?<=[^\n|])\n(?=[^\n\s\-*+|>#\d])")
"""A line break inside a paragraph, which CommonMark shows as a space."""
MAX_TOKENS = 6000
"""Texts longer than this are compared line by line, which keeps the time bounded."""


class Change(StrEnum):
    """What happened to a provision from one edition to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Span:
    """A stretch of text that is the same in both ("same"), or only in one ("old", "new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One provision in two editions."""

    change: Change
    old: ProvisionText | None
    new: ProvisionText | None
    heading: list[Span]
    body: list[Span]

    @property
    def slug(self) -> str:
        return next(text.provision.slug for text in (self.new, self.old) if text)


def words(old: str, new: str) -> list[Span]:
    """The two texts as one, with what was taken out and what was put in.

    The "same" and "old" spans together are ``old`` unwrapped; "same" and "new" are ``new``.
    """
    old, new = unwrapped(old), unwrapped(new)
    before, after = _tokens(old), _tokens(new)
    if len(before) + len(after) > MAX_TOKENS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    spans: list[Span] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            spans.append(Span("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            spans.append(Span("old", "".join(before[i1:i2])))
        if j2 > j1:
            spans.append(Span("new", "".join(after[j1:j2])))
    return spans


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, so that where a line broke is no difference."""
    return WRAPPED.sub(" ", text)


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def difference(old: Edition, new: Edition) -> list[Difference]:
    """Every provision of the two editions in reading order, with what happened to it.

    A provision keeps its identity when it is renumbered, renamed or moved; "moved" means that only
    its number or its place in the tree changed.
    """
    before = _by_provision(old)
    after = _by_provision(new)
    found = []
    for provision, text in after.items():
        found.append(
            _compare(before[provision], text) if provision in before else _only(None, text)
        )
    order = list(after)
    for provision, text in before.items():
        if provision not in after:
            index = _place_of_removed(provision, list(before), order)
            order.insert(index, provision)
            found.insert(index, _only(text, None))
    return found


def _by_provision(edition: Edition) -> dict[int, ProvisionText]:
    texts = edition.texts.select_related("provision", "parent").order_by("position")
    return {text.provision_id: text for text in texts}


def _place_of_removed(provision: int, before: list[int], order: list[int]) -> int:
    """Right after the nearest earlier provision that is still listed."""
    for earlier in reversed(before[: before.index(provision)]):
        if earlier in order:
            return order.index(earlier) + 1
    return 0


def _compare(old: ProvisionText, new: ProvisionText) -> Difference:
    heading = words(old.heading, new.heading)
    body = words(old.body, new.body)
    if old.heading != new.heading or unwrapped(old.body) != unwrapped(new.body):
        change = Change.CHANGED
    elif old.number != new.number or _parent(old) != _parent(new):
        change = Change.MOVED
    else:
        change = Change.UNCHANGED
    return Difference(change, old, new, heading, body)


def _only(old: ProvisionText | None, new: ProvisionText | None) -> Difference:
    change, kind = (Change.ADDED, "new") if new else (Change.REMOVED, "old")
    heading, body = next((text.heading, text.body) for text in (new, old) if text)
    return Difference(change, old, new, [Span(kind, heading)], [Span(kind, body)])


def _parent(text: ProvisionText) -> int | None:
    return text.parent.provision_id if text.parent else None
