"""A draft's whole text worked on at once: what would change, and the carrying out.

What the text says is held against the draft as it stands and as it stood when the text was opened,
so that nobody's words are lost: what only someone else has changed is kept, and what both have
changed is shown before anything is written over.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from rapidfuzz import fuzz

from samspill.common import actions as records
from samspill.common import audit, content
from samspill.common.actors import Actor
from samspill.common.collisions import Wordings
from samspill.common.permissions import require
from samspill.documents.actions import in_draft_alone, locked, new_identity
from samspill.documents.difference import Comparison, compare_texts
from samspill.documents.doubts import Doubt, doubts_of
from samspill.documents.models import Edition, Provision, ProvisionText
from samspill.documents.whole_text import (
    Section,
    WholeText,
    in_one_line,
    normal,
    parents,
    read_whole,
    write_whole,
)

ALIKE = 60
"""From how alike two texts are (of 100) one is taken for the other when only the number agrees."""


class OthersMeanwhile(records.ChangedMeanwhile):
    """Someone else has saved the same provisions since the text was opened."""

    def __init__(self, edition: Edition, found: Rewriting) -> None:
        super().__init__(edition, found.collided)
        self.theirs = found.theirs


Lost = tuple[Wordings, Edition | ProvisionText | None]
"""What this text would write over, and the record where it stands; none where it is taken out."""


@dataclass
class Rewriting:
    """What a text would do to a draft.

    Attributes:
        texts: one for each section, as it is to stand; a new one has no primary key.
        stood: how those that stay stand now, by primary key.
        removed: those that the text no longer has.
        doubts: what is wrong or doubtful, by line.
        lost: what someone else has saved meanwhile and this text would write over.
    """

    preamble: str
    texts: list[ProvisionText]
    stood: dict[int, ProvisionText]
    removed: list[ProvisionText]
    comparison: Comparison
    doubts: list[Doubt] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    @property
    def theirs(self) -> list[Wordings]:
        return [wordings for wordings, _record in self.lost]

    @property
    def collided(self) -> list[Edition | ProvisionText]:
        """The records that someone else has saved; none where one is gone, as who took it is not
        known by it, and someone else would be named."""
        records = [record for _wordings, record in self.lost]
        return [] if None in records else [record for record in records if record is not None]

    @property
    def is_wrong(self) -> bool:
        return any(doubt.is_wrong for doubt in self.doubts)

    @property
    def changes_nothing(self) -> bool:
        same_depth = all(self.stood[t.pk].depth == t.depth for t in self.texts if t.pk)
        differs = self.comparison.changes or self.comparison.preamble_differs
        return same_depth and not differs


def text_of(edition: Edition) -> str:
    """The draft as one text."""
    return write_whole(edition.preamble, (_section_of(text) for text in _texts(edition)))


def base_of(edition: Edition) -> str:
    """How the draft stands, in short: what a text is held against when it comes back."""
    texts = [[text.provision.slug, text.depth, _mark(text)] for text in _texts(edition)]
    return json.dumps({"preamble": _digest(normal(edition.preamble)), "texts": texts})


def planned(edition: Edition, typed: str, base: str) -> Rewriting:
    """What the text would change in the draft as it stands now; writes nothing.

    Args:
        typed: the whole text.
        base: :func:`base_of` when the text was opened; where it cannot be read, as it is now.
    """
    whole = read_whole(typed)
    stands = _texts(edition)
    opened = _opened(base) or _opened(base_of(edition))
    found, by_heading = _recognised(whole.sections, stands)
    lost = _structure_changed(opened, stands)
    preamble, over = _merged_preamble(whole, edition, opened["preamble"])
    lost += over
    texts: list[ProvisionText] = []
    for index, section in enumerate(whole.sections):
        text = found.get(index)
        if text is not None:
            section, over = _merged(section, text, opened["texts"].get(text.provision.slug))
            lost += over
        texts.append(_wanted(edition, section, text, index))
    for text, parent in zip(texts, parents(text.depth for text in texts), strict=True):
        text.parent = None if parent is None else texts[parent]
    kept = {text.pk for text in found.values()}
    removed = [text for text in stands if text.pk not in kept]
    for text in removed:
        opened_at = opened["texts"].get(text.provision.slug)
        if opened_at is not None and opened_at != _mark(text):
            lost.append((Wordings(str(text), text.body), text))
    comparison = compare_texts(
        {text.provision_id: text for text in stands},
        {text.provision_id: text for text in texts},
        edition.preamble,
        preamble,
    )
    return Rewriting(
        preamble=preamble,
        texts=texts,
        stood={text.pk: text for text in stands if text.pk in kept},
        removed=removed,
        comparison=comparison,
        doubts=doubts_of(whole.sections, by_heading, typed),
        lost=lost,
    )


@transaction.atomic
def rewrite(*, by: Actor, edition: Edition, typed: str, base: str) -> Rewriting:
    """Makes the draft say what the text says: all of it, or nothing.

    Returns:
        what was done.

    Raises:
        NotAllowed: the actor may not, or the edition is no draft.
        OthersMeanwhile: someone else has changed the same provisions, or their order, since.
        ValidationError: the text has lines that are wrong, or the database refuses it.
    """
    in_draft_alone(edition)
    require(by, "change", edition)
    locked(edition)
    edition = Edition.objects.select_related("document", "partnership").get(pk=edition.pk)
    done = planned(edition, typed, base)
    if done.lost:
        raise OthersMeanwhile(edition, done)
    if done.is_wrong:
        raise ValidationError([doubt.text for doubt in done.doubts if doubt.is_wrong])
    with content.told_once(), records.refused_in_words():
        has_text = edition.has_text or bool(done.texts)
        if normal(edition.preamble) != done.preamble or edition.has_text != has_text:
            edition.preamble, edition.has_text = done.preamble, has_text
            records.save(by=by, record=edition)
        _remove(by, done.removed)
        _write(by, edition, done)
        content.changed(edition.partnership_id, only=[edition])
    return done


def _remove(by: Actor, gone: list[ProvisionText]) -> None:
    """Takes provisions out; what stood under them is put in its new place afterwards."""
    for text in gone:
        require(by, "change", text)
        audit.record_change(by=by, action="remove", about=text, before=audit.state_of(text))
    keys = [text.pk for text in gone]
    ProvisionText.objects.filter(parent__in=keys).update(parent=None)
    ProvisionText.objects.filter(pk__in=keys).delete()


def _write(by: Actor, edition: Edition, done: Rewriting) -> None:
    """Writes each provision in its place; one entry for each that is new or says something else."""
    moved = {one.text.provision_id for one in done.comparison.changes if one.is_moved}
    renumbered = [t.pk for t in done.texts if t.pk and done.stood[t.pk].number != t.number]
    # A number that two provisions change between them is free in no order but this.
    ProvisionText.objects.filter(pk__in=renumbered).update(number="")
    first = min((text.position for text in done.stood.values()), default=1)
    for position, text in enumerate(done.texts, start=first):
        old = done.stood.get(text.pk or 0)
        before = audit.state_of(old) if old is not None else {}
        if old is None and text.provision.pk < 0:
            text.provision = new_identity(edition, text.provision.slug)
        text.position = position
        text.parent = text.parent  # has its primary key by now
        if old is not None and not _differs(old, text):
            continue
        require(by, "change", text)
        text.full_clean(validate_constraints=False)
        text.save()
        after = audit.state_of(text)
        if old is not None and text.provision_id not in moved:
            after["position"] = before["position"]
        if after != before:
            audit.record_change(
                by=by, action="change" if old else "add", about=text, before=before, after=after
            )


def _differs(old: ProvisionText, new: ProvisionText) -> bool:
    names = ("position", "depth", "parent_id", "number", "heading", "body")
    return any(getattr(old, name) != getattr(new, name) for name in names)


def _texts(edition: Edition) -> list[ProvisionText]:
    texts = ProvisionText.objects.filter(edition=edition).order_by("position")
    return list(texts.select_related("provision", "parent", "edition__document"))


def _section_of(text: ProvisionText) -> Section:
    return Section(
        depth=text.depth,
        number=in_one_line(text.number),
        heading=in_one_line(text.heading),
        id=text.provision.slug,
        body=normal(text.body),
    )


def _wanted(
    edition: Edition, section: Section, text: ProvisionText | None, index: int
) -> ProvisionText:
    """The provision as the section words it; not saved. A new one has a key below zero."""
    if text is not None and _mark_of(section) == _mark(text):
        number, heading, body = text.number, text.heading, text.body
    else:
        number, heading, body = section.number, section.heading, section.body
    provision = text.provision if text else _identity(edition, section, index)
    wanted = ProvisionText(
        pk=text.pk if text else None,
        partnership_id=edition.partnership_id,
        edition=edition,
        provision=provision,
        position=index + 1,
        depth=section.depth,
        number=number,
        heading=heading,
        body=body,
    )
    wanted._state.adding = text is None
    return wanted


def _identity(edition: Edition, section: Section, index: int) -> Provision:
    """The document's provision of that identity, where another edition has it; else a new one."""
    document = edition.document_id
    known = Provision.objects.filter(document=document, slug=section.id).first()
    taken = section.id and ProvisionText.objects.filter(edition=edition, provision=known).exists()
    if known is not None and not taken:
        return known
    slug = section.id or section.heading or section.number
    return Provision(
        pk=-1 - index, partnership_id=edition.partnership_id, document_id=document, slug=slug
    )


def _recognised(
    sections: tuple[Section, ...], stands: list[ProvisionText]
) -> tuple[dict[int, ProvisionText], set[int]]:
    """Which provision each section is; and which of them were known by number or heading alone."""
    found: dict[int, ProvisionText] = {}
    left = {text.pk: text for text in stands}
    ids = {text.provision.slug: text for text in stands}
    for index, section in enumerate(sections):
        text = ids.get(section.id)
        if text is not None and text.pk in left:
            found[index] = left.pop(text.pk)
    without = {index: one for index, one in enumerate(sections) if not one.id}
    by_heading: set[int] = set()
    keys: list[Callable[[Any], Any]] = [
        lambda one: (in_one_line(one.number), in_one_line(one.heading).casefold()),
        lambda one: in_one_line(one.heading).casefold(),
        lambda one: in_one_line(one.number),
    ]
    for turn, key in enumerate(keys):
        here = Counter(key(one) for one in without.values())
        there = Counter(key(text) for text in left.values())
        known = {key(text): text for text in left.values()}
        for index, section in list(without.items()):
            asked = key(section)
            if not asked or here[asked] != 1 or there[asked] != 1:
                continue
            text = known[asked]
            if turn == 2 and fuzz.ratio(section.body, normal(text.body)) < ALIKE:
                continue
            found[index] = left.pop(text.pk)
            del without[index]
            by_heading.add(index)
    return found, by_heading


def _opened(base: str) -> dict[str, Any]:
    """How the draft stood when the text was opened; empty when that cannot be read."""
    try:
        read = json.loads(base)
        texts = {str(slug): str(mark) for slug, _depth, mark in read["texts"]}
        order = [(str(slug), int(depth)) for slug, depth, _mark in read["texts"]]
        return {"preamble": str(read["preamble"]), "texts": texts, "order": order}
    except (ValueError, KeyError, TypeError):
        return {}


def _structure_changed(opened: dict[str, Any], stands: list[ProvisionText]) -> list[Lost]:
    """What others have added, moved or taken out since; an order is not merged with another."""
    now = [(text.provision.slug, text.depth) for text in stands]
    if now == opened["order"]:
        return []
    added = [t for t in stands if t.provision.slug not in opened["texts"]]
    left = {slug for slug, _depth in now}
    gone = [slug for slug in opened["texts"] if slug not in left]
    told: list[Lost] = [(Wordings(str(text), text.body), text) for text in added]
    told += [(Wordings(slug, ""), None) for slug in gone]
    if told:
        return told
    before = set(opened["order"])
    places = dict(enumerate(opened["order"]))
    moved = [t for n, t in enumerate(stands) if places.get(n) != now[n] or now[n] not in before]
    return [(Wordings(str(text), ""), text) for text in moved]


def _merged(
    section: Section, text: ProvisionText, opened: str | None
) -> tuple[Section, list[Lost]]:
    """The section; with the words of someone else where only that one has changed them."""
    mine, theirs = _mark_of(section), _mark(text)
    if opened is None or theirs in (opened, mine):
        return section, []
    if mine == opened:
        return replace(_section_of(text), depth=section.depth, line=section.line), []
    return section, [(Wordings(str(text), text.body, section.body), text)]


def _merged_preamble(whole: WholeText, edition: Edition, opened: str) -> tuple[str, list[Lost]]:
    mine, theirs = whole.preamble, normal(edition.preamble)
    if _digest(theirs) == opened or theirs == mine:
        return mine, []
    if _digest(mine) == opened:
        return theirs, []
    return mine, [(Wordings("", theirs, mine), edition)]


def _mark(text: ProvisionText) -> str:
    return _mark_of(_section_of(text))


def _mark_of(section: Section) -> str:
    return _digest("\0".join((section.number, section.heading, section.body)))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
