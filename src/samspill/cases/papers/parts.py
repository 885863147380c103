"""What the papers of a meeting have in common: facts, headings of items, and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Case
from samspill.cases.papers.gathered import Gathered
from samspill.common import moments
from samspill.common.models import Partnership, today
from samspill.documents.typesetting import blocks_of
from samspill.documents.written.blocks import (
    Block,
    Heading,
    Markdown,
    NoteBlock,
    Paragraph,
)

_DAY = re.compile(r"(?<=\d)\. (?=[a-z])")
"""«10. september»: no line is broken within it."""


def note(of: Gathered, title: str, blocks: list[Block]) -> NoteBlock:
    """A paper with its frame: whose it is, and of which day it tells."""
    partnership: Partnership = of.meeting.partnership
    told = _("Written out on %(date)s") % {"date": moments.in_full(today())}
    if of.reader.all:
        told = "{}. {}".format(told, _("For the members: may hold what is exempt"))
    return NoteBlock(
        title=_DAY.sub(".\u00a0", title),
        about=partnership.name,
        day=told,
        language=translation.get_language() or "nb",
        invented=_("Invented, for demonstration") if partnership.is_invented else "",
        blocks=blocks,
    )


def facts(rows: Sequence[tuple[str, str]]) -> Markdown:
    """What is known, a line each: its name, then the fact."""
    spans: list[dict[str, str]] = []
    for name, value in rows:
        if value:
            if spans:
                spans.append({"text": " ", "style": "hardbreak", "url": ""})
            spans.append({"text": f"{name}: ", "style": "strong", "url": ""})
            spans.append({"text": value, "style": "", "url": ""})
    return Markdown([{"kind": "paragraph", "spans": spans}])


def when_and_where(of: Gathered) -> list[tuple[str, str]]:
    """Who meets, when and where; what is not entered is said so."""
    meeting = of.meeting
    return [
        (_("Who meets"), of.who),
        (_("When"), of.when),
        (_("Where"), meeting.place or meeting.why_empty("place")),
        (_("Kind"), str(meeting.get_kind_display())),
    ]


def named(of: Gathered, item: AgendaItem) -> str:
    """What an item is called: its number with the body whose item it is, then its title."""
    bodies = {item.body_id} if item.body_id else {one.pk for one in of.bodies}
    given = item.case.numbers.all() if item.case else ()
    numbers = ", ".join(one.written for one in given if one.body_id in bodies)
    title = item.title or (item.case.title if item.case else "")
    return f"{numbers}: {title}" if numbers else title


def type_of(item: AgendaItem) -> str:
    """What an item is there for: as the agenda says, else as the case says."""
    if item.type:
        return str(item.get_type_display())
    return str(item.case.get_type_display()) if item.case and item.case.type else ""


def said(of: Gathered, heading: str, text: str) -> Iterator[Block]:
    """A text under its heading; nothing where it is empty."""
    if text:
        yield Heading(3, heading)
        yield written(of, text)


def written(of: Gathered, text: str, case: Case | None = None) -> Markdown:
    """A text as the reader may read it, in the language that it is written in.

    Args:
        case: whose text it is, where it is not the meeting's own.
    """
    language = of.meeting.partnership.language
    in_full = of.reader.all if case is None else of.reader.reads_whole(of.meeting, case)
    return Markdown(blocks_of(text, in_full=in_full), language)


def nothing_entered() -> Paragraph:
    return Paragraph(_("Not entered."))
