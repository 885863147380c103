"""What differs between two editions, provision by provision.

Provisions are matched by their identity, so one that was renumbered, renamed or moved is still the
same. Texts are compared as a reader sees them (``markdown.to_lines``): how lines were wrapped in a
file, and bold or italic, make no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from samspill.common.markdown import to_lines
from samspill.common.ready import ready
from samspill.documents.models import Edition, ProvisionText
from samspill.documents.wording import Mark, Span, words


class Change(StrEnum):
    """What happened to a provision from one edition to the next; the first that fits counts."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """One provision in two editions.

    ``is_moved`` (it has another parent, or another place among those it stood beside) and
    ``is_renumbered`` can hold beside a change of its words.
    """

    change: Change
    old: ProvisionText | None
    new: ProvisionText | None
    heading: tuple[Span, ...]
    body: tuple[Span, ...]
    is_moved: bool = False
    is_renumbered: bool = False

    @property
    def text(self) -> ProvisionText:
        """The provision in the newer of the editions that it stands in."""
        return next(text for text in (self.new, self.old) if text)

    @property
    def slug(self) -> str:
        return self.text.provision.slug


@dataclass(frozen=True)
class Comparison:
    """Two editions set against each other, in reading order."""

    preamble: tuple[Span, ...]
    provisions: tuple[Difference, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        return tuple(d for d in self.provisions if d.change is not Change.UNCHANGED)

    @property
    def unchanged(self) -> tuple[Difference, ...]:
        return tuple(d for d in self.provisions if d.change is Change.UNCHANGED)

    @property
    def preamble_differs(self) -> bool:
        return any(span.kind is not Mark.SAME for span in self.preamble)

    def count(self, change: Change) -> int:
        return sum(1 for difference in self.provisions if difference.change is change)


def compare(old: Edition, new: Edition) -> Comparison:
    """Every provision of the two editions, with what happened to it. Two queries.

    A provision that was taken out stands where it stood: after the one before it.
    """
    return compare_texts(_by_provision(old), _by_provision(new), old.preamble, new.preamble)


def compare_texts(
    before: dict[int, ProvisionText],
    after: dict[int, ProvisionText],
    old_preamble: str,
    new_preamble: str,
) -> Comparison:
    """As :func:`compare`, of texts by their provision's key; they need not be saved."""
    moved = _moved(before, after)
    found = [
        _both(before[key], text, is_moved=key in moved) if key in before else _only(text, new=True)
        for key, text in after.items()
    ]
    removed = [text for key, text in before.items() if key not in after]
    return Comparison(
        preamble=words(to_lines(old_preamble), to_lines(new_preamble)),
        provisions=tuple(_with_removed(found, removed, list(before))),
    )


def changed_since(old: Edition, texts: Iterable[ProvisionText]) -> dict[int, Change]:
    """Which of ``texts`` were added or worded otherwise than in ``old``; one query."""
    before = {text.provision_id: text for text in _worded(edition=old.pk)}
    found: dict[int, Change] = {}
    for text in texts:
        earlier = before.get(text.provision_id)
        if earlier is None:
            found[text.provision_id] = Change.ADDED
        elif _differs(earlier, text):
            found[text.provision_id] = Change.CHANGED
    return found


@ready
def _worded(edition: Any) -> QuerySet:
    return ProvisionText.objects.filter(edition=edition).only("provision", "heading", "body")


def _by_provision(edition: Edition) -> dict[int, ProvisionText]:
    return {text.provision_id: text for text in _texts(edition=edition.pk)}


@ready
def _texts(edition: Any) -> QuerySet:
    found = ProvisionText.objects.filter(edition=edition).select_related("provision", "parent")
    return found.order_by("position")


def _both(old: ProvisionText, new: ProvisionText, *, is_moved: bool) -> Difference:
    is_renumbered = old.number != new.number
    if _differs(old, new):
        change = Change.CHANGED
    elif is_moved:
        change = Change.MOVED
    else:
        change = Change.RENUMBERED if is_renumbered else Change.UNCHANGED
    heading = words(old.heading, new.heading)
    body = words(to_lines(old.body), to_lines(new.body))
    return Difference(change, old, new, heading, body, is_moved, is_renumbered)


def _differs(old: ProvisionText, new: ProvisionText) -> bool:
    if old.heading != new.heading:
        return True
    return old.body != new.body and to_lines(old.body) != to_lines(new.body)


def _only(text: ProvisionText, *, new: bool) -> Difference:
    mark = Mark.NEW if new else Mark.OLD
    heading, body = (
        (Span(mark, words),) if words else () for words in (text.heading, to_lines(text.body))
    )
    if new:
        return Difference(Change.ADDED, None, text, heading, body)
    return Difference(Change.REMOVED, text, None, heading, body)


def _with_removed(
    found: list[Difference], removed: list[ProvisionText], before: list[int]
) -> list[Difference]:
    """Puts what was taken out after the provision that it followed in the old edition."""
    following: dict[int | None, list[Difference]] = {}
    gone = {text.provision_id for text in removed}
    anchor: int | None = None
    texts = {text.provision_id: text for text in removed}
    for key in before:
        if key in gone:
            following.setdefault(anchor, []).append(_only(texts[key], new=False))
        else:
            anchor = key
    placed = list(following.get(None, []))
    for difference in found:
        placed += [difference, *following.get(difference.text.provision_id, [])]
    return placed


def _moved(before: dict[int, ProvisionText], after: dict[int, ProvisionText]) -> set[int]:
    """Provisions under another parent, and those that changed places with their siblings.

    Of siblings that changed order as few as possible count as moved: all but a longest run that
    still stands in order.
    """
    common = [key for key in after if key in before]
    moved = {key for key in common if _parent(before[key]) != _parent(after[key])}
    place = {key: index for index, key in enumerate(before)}
    siblings: dict[int | None, list[int]] = {}
    for key in common:
        if key not in moved:
            siblings.setdefault(_parent(after[key]), []).append(key)
    for group in siblings.values():
        kept = _longest_in_order(group, lambda key: place[key])
        moved |= set(group) - kept
    return moved


def _longest_in_order(keys: list[int], place: Callable[[int], int]) -> set[int]:
    """A longest subsequence of ``keys`` whose places ascend (patience sorting)."""
    tops: list[int] = []
    last_of: list[int] = []
    before: dict[int, int | None] = {}
    for key in keys:
        at = bisect_left(tops, place(key))
        before[key] = last_of[at - 1] if at else None
        tops[at : at + 1] = [place(key)]
        last_of[at : at + 1] = [key]
    kept: set[int] = set()
    step = last_of[-1] if last_of else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _parent(text: ProvisionText) -> int | None:
    return text.parent.provision_id if text.parent else None
