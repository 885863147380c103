"""Reminders by mail: before, on and after the due date, as each person has chosen.

The run goes person by person. Each person's letters and the day up to which the person has been
told are written in one transaction, with the person's row locked: a run that was broken off goes
on where it stopped, and two runs at once share the people between them. The keys of the letters
see to the rest: the same thing is not written twice for the same day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.commitments import processes, reach
from samspill.commitments.actions.choices import unsubscribe_token
from samspill.commitments.models import (
    Commitment,
    CommitmentQuerySet,
    Escalation,
    ReminderChoice,
)
from samspill.commitments.showing import due_in_words
from samspill.common.addresses import address
from samspill.common.everywhere import bit_by_bit_everywhere
from samspill.common.models import Partnership
from samspill.mail.actions import Letter, write

Pace = ReminderChoice.Pace
ONE_DAY = datetime.timedelta(days=1)
CATCH_UP = 14
"""Days: what fell due to be said longer ago, while nothing ran, is not said any more."""
WEEK = 7
MONDAY = 0
AHEAD = 14
LISTED = 50
AT_A_TIME = 500


@dataclass(frozen=True)
class ReminderLine:
    """One commitment in a letter."""

    title: str
    due: str
    late: bool
    why: str
    address: str


def remind(date: datetime.date) -> int:
    """Writes every reminder that is due up to ``date``, wherever. Returns how many were new.

    Raises:
        ExceptionGroup: it failed in some helsefellesskap; those of the others are written.
    """
    return bit_by_bit_everywhere(lambda partnership: _remind_here(partnership, date))


def _remind_here(partnership: Partnership, date: datetime.date) -> int:
    written = 0
    with translation.override(partnership.language):
        for reached in reach.reminded_on(date):
            written += remind_one(partnership, reached, date)
        for rule in Escalation.objects.select_related("body"):
            written += escalate(partnership, rule, date)
    return written


@transaction.atomic
def remind_one(partnership: Partnership, reached: reach.Reached, date: datetime.date) -> int:
    """Writes one person's reminders. Nothing when another run has the person in hand."""
    choice = _choice(reached)
    if choice is None or choice.pace == Pace.NEVER:
        return 0
    told = choice.reminded_on or date - ONE_DAY
    if choice.pace == Pace.AT_ONCE:
        since = max(min(told, date - ONE_DAY), date - ONE_DAY * CATCH_UP)
        letters = _one_each(partnership, reached, choice, since, date)
    elif told >= date:
        return 0
    elif choice.pace == Pace.DAILY:
        since = max(told, date - ONE_DAY * CATCH_UP)
        found = _chosen(reached.owed(), choice).filter(_to_be_said(since, date, date - ONE_DAY))
        letters = _digest(partnership, reached, found, date)
    elif date.weekday() == MONDAY or (date - told).days >= WEEK:
        found = _chosen(reached.owed(), choice).filter(due_on__lte=date + ONE_DAY * AHEAD)
        letters = _digest(partnership, reached, found, date)
    else:
        return 0
    written = write(letters)
    ReminderChoice.objects.filter(pk=choice.pk).update(reminded_on=max(date, told))
    return written


def _choice(reached: reach.Reached) -> ReminderChoice | None:
    """The person's choice, locked; None when another run has it."""
    person = reached.person
    choices = ReminderChoice.objects.filter(person=person)
    if not choices.exists():
        made = ReminderChoice(partnership_id=person.partnership_id, person=person)
        ReminderChoice.objects.bulk_create([made], ignore_conflicts=True)
    return choices.select_for_update(skip_locked=True).first()


def _chosen(found: CommitmentQuerySet, choice: ReminderChoice) -> CommitmentQuerySet:
    return found if choice.optional_too else found.filter(is_optional=False)


def _to_be_said(since: datetime.date, date: datetime.date, opened_to: datetime.date) -> Q:
    """What came to one of its days after ``since`` and up to ``date``, and what is newly asked.

    A digest is written early on its day, so what is opened later that day is in the next one.
    """
    days = [since + ONE_DAY * n for n in range(1, (date - since).days + 1)]
    asked = Q(opened_on__range=(since, opened_to))
    usual: set[str] = set()
    for process in processes.all_processes():
        if process.remind_on != processes.REMIND_ON:
            asked |= Q(process=process.slug, due_on__in=_due_dates(days, process.remind_on))
            usual.add(process.slug)
    return asked | (~Q(process__in=usual) & Q(due_on__in=_due_dates(days, processes.REMIND_ON)))


def _due_dates(days: Iterable[datetime.date], remind_on: Iterable[int]) -> list[datetime.date]:
    return sorted({day - ONE_DAY * offset for day in days for offset in remind_on})


def _one_each(
    partnership: Partnership,
    reached: reach.Reached,
    choice: ReminderChoice,
    since: datetime.date,
    date: datetime.date,
) -> Iterator[Letter]:
    found = _chosen(reached.owed(), choice).filter(_to_be_said(since, date, date))
    for commitment in found.order_by("pk").iterator(chunk_size=AT_A_TIME):
        stage = _stage(commitment, date)
        yield letter(
            partnership,
            reached,
            key=f"remind/{commitment.pk}/{commitment.due_on or '-'}/{stage}/{reached.person.pk}",
            subject=commitment.title,
            lines=[line(partnership, commitment, date)],
            more=0,
        )


def _stage(commitment: Commitment, date: datetime.date) -> str:
    """Which of its days a commitment has come to last; the same however often it is asked."""
    if commitment.due_on is None:
        return "new"
    remind_on = processes.process_of(commitment.process).remind_on
    come = [n for n in remind_on if commitment.due_on + ONE_DAY * n <= date]
    return str(max(come)) if come else "new"


def _digest(
    partnership: Partnership,
    reached: reach.Reached,
    found: CommitmentQuerySet,
    date: datetime.date,
) -> Iterator[Letter]:
    listed = list(found.by_due_date()[: LISTED + 1])
    if not listed:
        return
    count = len(listed) if len(listed) <= LISTED else found.count()
    lines = [line(partnership, commitment, date) for commitment in listed[:LISTED]]
    subject = lines[0].title if count == 1 else _("%(count)s things are asked of you") % {
        "count": count
    }  # fmt: skip
    yield letter(
        partnership,
        reached,
        key=f"remind/{partnership.pk}/{reached.person.pk}/{date}",
        subject=subject,
        lines=lines,
        more=count - len(lines),
    )


def line(partnership: Partnership, commitment: Commitment, date: datetime.date) -> ReminderLine:
    process = processes.process_of(commitment.process)
    name, arguments = process.answer_place(commitment)
    due = commitment.due_on
    return ReminderLine(
        title=commitment.title,
        due=due_in_words(commitment),
        late=due is not None and due < date,
        why=process.why(commitment),
        address=address(partnership, name, *arguments),
    )


def letter(
    partnership: Partnership,
    reached: reach.Reached,
    *,
    key: str,
    subject: str,
    lines: list[ReminderLine],
    more: int,
    template: str = "reminder",
    **words: Any,
) -> Letter:
    stop = address(partnership, "letterbox:unsubscribe", unsubscribe_token(reached.person))
    context = {
        "person": reached.person,
        "partnership": partnership,
        "lines": lines,
        "more": more,
        "inbox": address(partnership, "work:commitments:inbox"),
        "choices": address(partnership, "work:commitments:reminders"),
        "stop": stop,
        **words,
    }
    return Letter(
        key=key,
        to=reached.email,
        subject=f"{partnership.short_name}: {subject}",
        text=render_to_string(f"commitments/email/{template}.txt", context),
        partnership=partnership,
        unsubscribe=stop if template == "reminder" else "",
    )


def escalate(partnership: Partnership, rule: Escalation, date: datetime.date) -> int:
    """Tells those whom a rule names of what is so many days late. Returns how many were new.

    One letter for each person and due date: whenever it is run, and however often, the same.
    """
    last = date - ONE_DAY * rule.days_late
    first = max(rule.run_on or date - ONE_DAY, date - ONE_DAY * CATCH_UP) - ONE_DAY * (
        rule.days_late - 1
    )
    days = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    written = 0
    for reached in reach.escalated_on(rule, date) if days else []:
        written += write(_escalation(partnership, rule, reached, days, date))
    Escalation.objects.filter(pk=rule.pk).update(run_on=date)
    return written


def _escalation(
    partnership: Partnership,
    rule: Escalation,
    reached: reach.Reached,
    days: list[datetime.date],
    date: datetime.date,
) -> Iterator[Letter]:
    late = reached.owed().filter(is_optional=False)
    if rule.process:
        late = late.filter(process=rule.process)
    for due in days:
        found = late.filter(due_on=due)
        listed = list(found.order_by("pk")[: LISTED + 1])
        if listed:
            lines = [line(partnership, commitment, date) for commitment in listed[:LISTED]]
            yield letter(
                partnership,
                reached,
                key=f"escalate/{rule.pk}/{reached.person.pk}/{due}",
                subject=ngettext(
                    "late by %(days)s day: not answered",
                    "late by %(days)s days: not answered",
                    rule.days_late,
                )
                % {"days": rule.days_late},
                lines=lines,
                more=found.count() - len(lines) if len(listed) > LISTED else 0,
                template="escalation",
                days=rule.days_late,
            )
