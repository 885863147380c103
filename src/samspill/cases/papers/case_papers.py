"""All papers of a meeting in one: the call, the agenda, and the paper of each case."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Case
from samspill.cases.papers.agenda import blocks_of_call
from samspill.cases.papers.gathered import Gathered
from samspill.cases.papers.parts import facts, named, note, type_of, written
from samspill.common.moments import in_full
from samspill.documents.written.blocks import Block, Heading, NoteBlock, Paragraph


def all_papers_of(of: Gathered) -> NoteBlock:
    """The set: what the case's paper says of each item begins on a new page."""
    blocks = blocks_of_call(of)
    for item in of.items:
        if item.case or of.files[item.pk]:
            blocks.append(Heading(1, heading_of(of, item), new_page=True))
            blocks += _paper(of, item, item.case) if item.case else ()
            blocks += _attached(of, item)
    return note(of, _("Papers: %(about)s") % {"about": of.about}, blocks)


def heading_of(of: Gathered, item: AgendaItem) -> str:
    """The heading of an item's paper; attachments are put in after it by this name."""
    return _("Item %(place)s: %(item)s") % {"place": item.number, "item": named(of, item)}


def _paper(of: Gathered, item: AgendaItem, case: Case) -> Iterator[Block]:
    """What is laid before the meeting."""
    yield facts(
        [
            (_("For what"), type_of(item)),
            (_("Raised by"), _raised_by(case)),
            (_("Raised on"), in_full(case.raised_on) if case.raised_on else ""),
            (_("Who can decide this"), _authority(case)),
        ]
    )
    texts = [
        (_("Question"), case.question),
        (_("Background"), case.background),
        (_("Assessment"), case.assessment),
        (_("Proposed decision"), case.proposal),
    ]
    for heading, text in texts:
        if text:
            yield Heading(2, heading)
            yield written(of, text, case)
    if not any(text for _heading, text in texts):
        yield Paragraph(_("No text is entered for the case."))
    documents = [
        f"{one.document.label}{f', {one.note}' if one.note else ''}" for one in _links(case)
    ]
    if documents:
        yield Heading(2, _("Documents that it is about"))
        yield from (Paragraph(one) for one in documents)


def _attached(of: Gathered, item: AgendaItem) -> Iterator[Block]:
    """The files that go with it, each with its pages or with why they are not here."""
    if of.files[item.pk]:
        yield Heading(2, _("Attachments"))
    for one in of.files[item.pk]:
        yield Paragraph(one.told)


def _links(case: Case) -> list:
    return list(case.links.all())


def _raised_by(case: Case) -> str:
    who = case.proposer or case.proposing_body or case.proposed_by
    return str(who) if who else case.why_empty("proposed_by")


def _authority(case: Case) -> str:
    rule = case.authority
    if rule is None:
        return ""
    clause = f"{rule.document.title} {rule.clause}".strip() if rule.document else rule.clause
    return f"{rule.subject} ({clause})" if clause else str(rule.subject)
