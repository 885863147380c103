"""What a status note says, in blocks that Word and PDF both write."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from samspill.common.models import Partnership
from samspill.common.moments import in_full
from samspill.documents.typesetting import blocks_of
from samspill.documents.written.blocks import (
    Block,
    Grid,
    Heading,
    Markdown,
    NoteBlock,
    NoteWords,
    Paragraph,
)
from samspill.plans.how_it_stands import PlanStanding
from samspill.plans.public.region_page import CommonGoal, RegionShown
from samspill.plans.public.status_page import RowShown, TableShown


@dataclass(frozen=True)
class PlanTold:
    """The plan that the note tells of, and how it stands."""

    title: str
    state: str
    standing: PlanStanding


def note_of(
    shown: RegionShown,
    partnership: Partnership,
    date: datetime.date,
    plan: PlanTold | None = None,
) -> NoteBlock:
    """The note on what a region or one helsefellesskap has reported, in the reader's language.

    Args:
        shown: what was reported.
        partnership: whose reader asks; an invented one is marked.
        date: the day that is told of.
        plan: the plan of the one whose note it is, where there is one.
    """
    blocks: list[Block] = [Paragraph(_lead())]
    if plan is not None:
        blocks += _of_plan(plan)
    if shown.goals:
        blocks.append(Heading(1, _("Goals that several hold")))
        blocks.append(Paragraph(_how_alike()))
        for goal in shown.goals:
            blocks += _common(goal)
    blocks.append(Heading(1, _("Goals and status of each")))
    for column in shown.columns:
        for table in column.tables:
            blocks += _table(table, column.language)
    blocks.append(Heading(1, _("Unsolved challenges")))
    for column, texts in shown.unsolved:
        blocks.append(Heading(2, column.label))
        blocks += [Markdown(blocks_of(text), column.language) for text in texts]
        if not texts:
            blocks.append(Paragraph(_("Not reported")))
    return NoteBlock(
        title=_("Status note: collaboration"),
        about=shown.name,
        day=_("As it stood on %(date)s") % {"date": in_full(date)},
        language=translation.get_language() or "nb",
        invented=_("Invented, for demonstration") if partnership.is_invented else "",
        blocks=blocks,
    )


def _of_plan(plan: PlanTold) -> list[Block]:
    """How the plan stands, counted as on its page: each measure once."""
    standing = plan.standing
    rows = [
        [NoteWords(str(part.standing.label)), NoteWords(str(part.count))] for part in standing.parts
    ]
    rows.append([NoteWords(_("All measures")), NoteWords(str(standing.total))])
    blocks: list[Block] = [
        Heading(1, _("How the plan goes")),
        Paragraph(f"{plan.title}. {plan.state}."),
        Grid(_("Measures by how they stand"), [_("Status"), _("Measures")], rows, [5, 1]),
    ]
    if standing.is_silent:
        blocks.append(
            Paragraph(_("No report is entered. It does not mean that nothing has been done."))
        )
    if not standing.by_day:
        blocks.append(
            Paragraph(_("As it had been reported by that day. What was late then is not known."))
        )
    return blocks


def _lead() -> str:
    return _(
        "What was reported stands here as it was reported, each in its own legend, and beside it "
        "on one scale for all. Not reported is something else than not achieved."
    )


def _how_alike() -> str:
    return _(
        "That two goals are the same is noted by those who entered the tables; the tables "
        "themselves number their goals each for itself."
    )


def _common(goal: CommonGoal) -> list[Block]:
    rows = []
    for cell in goal.cells:
        language = cell.column.language
        if not cell.rows:
            rows.append([NoteWords(cell.column.label), NoteWords(absent()), *[NoteWords("–")] * 3])
        for item in cell.rows:
            rows.append([NoteWords(cell.column.label), *_status(item, language, goal=True)])
    head = [_("Reported by"), _("The goal in own words"), *_status_head()]
    return [
        Heading(2, goal.heading, goal.language),
        Grid(_("Status of each: %(goal)s") % {"goal": goal.heading}, head, rows, [3, 6, 3, 3, 6]),
    ]


def absent() -> str:
    """What is told where a goal is not among a reporter's goals."""
    return _("Not among its goals")


def _status_head() -> list[str]:
    return [_("Status as reported"), _("On the common scale"), _("Comment")]


def _status(item: RowShown, language: str, *, goal: bool) -> list[NoteWords]:
    reported = NoteWords(item.label, language if item.row.status else "")
    comment = item.row.comment
    if item.row.note:
        comment = f"{comment} [{_('Note:')} {item.row.note}]".strip()
    own = [NoteWords(item.row.text, language)] if goal else []
    return [*own, reported, NoteWords(item.scale), NoteWords(comment or "–", language)]


def _table(shown: TableShown, language: str) -> list[Block]:
    table = shown.table
    facts = [table.plan_title]
    if table.as_of:
        facts.append(f"{_('Reported:')} {table.as_of}")
    blocks: list[Block] = [
        Heading(2, table.title, language),
        Paragraph(". ".join(fact for fact in facts if fact) + "."),
    ]
    if table.note:
        blocks.append(Paragraph(table.note, language))
    legend = "; ".join(
        f"{level.in_words} = {level.get_scale_display()}" for level, _kind in shown.levels
    )
    legend = f"{_('Legend:')} {legend}." if legend else _("The source gives no legend.")
    blocks.append(Paragraph(legend))
    rows = [
        [NoteWords(item.row.number), *_status(item, language, goal=True)] for item in shown.rows
    ]
    head = [_("No."), _("Goal"), *_status_head()]
    blocks.append(Grid(_("Goals with status: %(table)s") % {"table": table.title}, head, rows,
                       [1, 7, 3, 3, 7]))  # fmt: skip
    if table.source:
        note = f", {table.source_note}" if table.source_note else ""
        blocks.append(Paragraph(f"{_('Source:')} {table.source.title}{note}"))
    return blocks
