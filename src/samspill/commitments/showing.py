"""A commitment as the pages show it: how it stands, who owes it, and where it is answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.commitments import processes
from samspill.commitments.models import Commitment, LegendStatus, Scale, StatusReport
from samspill.commitments.recurring import in_words
from samspill.common.addresses import numbered
from samspill.common.moments import in_full

SHAPES = {Scale.NONE: "no", Scale.PARTLY: "partial", Scale.FULL: "ok", Scale.DROPPED: "withdrawn"}
SOON = datetime.timedelta(days=14)
ANSWERED = 10
"""How many of the latest answers a page shows."""
MADE_FROM = ("bodies", "commitments", "parties")
"""What a list of commitments with their owners is made from."""


@dataclass(frozen=True)
class Light:
    """A status as shape and words, in the words of its own legend."""

    kind: str
    label: str


def light_of(status: LegendStatus | None, *, is_late: bool = False) -> Light:
    """A reported status; that nothing is reported looks otherwise than not achieved."""
    if status is None and is_late:
        return Light("late", _("Late, not reported"))
    if status is None:
        return Light("none", _("Not reported"))
    return Light(SHAPES[Scale(status.scale)], status.label)


@dataclass(frozen=True)
class AnswerPress:
    """An answer by one press of a button."""

    status: str
    label: str
    is_first: bool


@dataclass(frozen=True)
class CommitmentShown:
    """One commitment in a list or on its page.

    Attributes:
        inside: how much it holds, in words, where it holds more than one thing.
        said: what was answered to it last, where that was when it was due.
    """

    commitment: Commitment
    process: str
    owners: str
    due: str
    is_late: bool
    light: Light
    url: str
    answer_url: str
    inside: str = ""
    said: StatusReport | None = None

    @property
    def presses(self) -> list[AnswerPress]:
        """The answers that need no more than a press, the usual one first.

        Reads prefetched statuses (``with_presses``).
        """
        usual = processes.process_of(self.commitment.process).one_press
        if usual is None:
            return []
        slug, words = usual
        legend = self.commitment.result_legend
        beside = list(legend.statuses.all()) if legend else []
        others = [
            AnswerPress(one.slug, one.label, is_first=False)
            for one in reversed(beside)
            if one.slug != slug and not one.needs_reason and one.scale != Scale.DROPPED
        ]
        return [AnswerPress(slug, str(words), is_first=True), *others]

    @property
    def owners_url(self) -> str:
        """Where it is given to others."""
        return numbered("work:commitments:owners", self.commitment.pk)


def shown(
    commitment: Commitment,
    date: datetime.date,
    inside: str = "",
    said: StatusReport | None = None,
) -> CommitmentShown:
    """Reads prefetched ``owners``, ``result`` and ``work``."""
    process = processes.process_of(commitment.process)
    name, arguments = process.answer_place(commitment)
    return CommitmentShown(
        commitment=commitment,
        process=str(process.label),
        owners=", ".join(str(owner) for owner in commitment.owners.all()),
        due=due_in_words(commitment),
        is_late=commitment.is_overdue_on(date),
        light=light_of(commitment.status),
        url=numbered("work:commitments:commitment", commitment.pk),
        answer_url=_address(name, *arguments),
        inside=inside,
        said=said,
    )


def _address(name: str, *arguments: object) -> str:
    if len(arguments) == 1 and isinstance(arguments[0], int):
        return numbered(name, arguments[0])
    return reverse(name, args=arguments)


def due_in_words(commitment: Commitment) -> str:
    """The due date, or why there is none, with the source's own words.

    «Høst 2025» is no day: the day that is counted from is then the last that the words may mean.
    Words that no day can be read of stand alone, as in the plan: a time is given, only in words.
    """
    if commitment.due_kind == Commitment.Due.NONE and commitment.due_as_written:
        return f"«{commitment.due_as_written}»"
    if commitment.due_on is None:
        words = str(commitment.get_due_kind_display())
    else:
        words = in_full(commitment.due_on)
    if commitment.recurrence:
        words = f"{words}, {in_words(commitment.recurrence)}"
    written = commitment.due_as_written
    says_more = written and written.casefold() != words.casefold()
    if not says_more:
        return words
    if commitment.due_on is None or commitment.recurrence:
        return f"{words} («{written}»)"
    return _("at the latest %(date)s («%(written)s»)") % {"date": words, "written": written}


@dataclass(frozen=True)
class DueGroup:
    """Commitments that fall due in the same time."""

    label: str
    rows: list[CommitmentShown]


def by_time(found: Iterable[Commitment], date: datetime.date) -> list[DueGroup]:
    """What is late, what is soon due, what is due later, and what has no date, in that order."""
    labels = [_("Late"), _("Due within two weeks"), _("Later"), _("Without a date")]
    rows: list[list[CommitmentShown]] = [[], [], [], []]
    for commitment in found:
        place = 2 if commitment.is_achieved else _place(commitment.due_on, date)
        rows[place].append(shown(commitment, date))
    return [DueGroup(label, some) for label, some in zip(labels, rows, strict=True) if some]


def to_answer(
    found: Sequence[Commitment], date: datetime.date, said: Mapping[int, StatusReport]
) -> list[DueGroup]:
    """The same for who is to answer: what is answered comes last.

    Args:
        said: what was answered last, by primary key.
    """
    labels = [
        _("Late"), _("Due within two weeks"), _("Later"), _("Without a date"),
        _("Answered, and may be changed"),
    ]  # fmt: skip
    rows: list[list[CommitmentShown]] = [[] for _label in labels]
    inside = processes.inside_of(found, date)
    for one in found:
        place = 4 if one.is_answered else _place(one.due_on, date)
        last = said.get(one.pk) if one.is_answered else None
        rows[place].append(shown(one, date, inside.get(one.pk, ""), last))
    return [DueGroup(label, some) for label, some in zip(labels, rows, strict=True) if some]


def _place(due: datetime.date | None, date: datetime.date) -> int:
    if due is None:
        return 3
    if due < date:
        return 0
    return 1 if due <= date + SOON else 2
