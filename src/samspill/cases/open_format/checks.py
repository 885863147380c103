"""What must hold of cases and meetings in a folder beyond the shape of its files."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.cases import models
from samspill.cases.numbering import USUAL, readings, wrong_in
from samspill.cases.open_format.types import Arena, Case, Facts, Meeting, Practice
from samspill.common.open_format.base import Where
from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import one_at_a_time
from samspill.documents.open_format.deciding import Decided, RulesInFolder


def check_practices(folder: Folder, faults: Faults) -> None:
    """Adds the faults of how bodies meet."""
    practices = folder.every(Practice)
    one_at_a_time(practices, lambda one: one.body, "practices of a body", faults)
    for practice in practices:
        for pattern in filter(None, [practice.number_pattern, *practice.other_patterns]):
            if wrong_in(pattern):
                faults.error(
                    practice.where, f"«{pattern}» gives no number and year", f"such as {USUAL}"
                )
        if practice.least and practice.most and practice.least > practice.most:
            faults.error(practice.where, "least is more than most", "turn them round")


def check_arenas(folder: Folder, faults: Faults) -> None:
    """Adds the faults of what meetings need."""
    arenas = folder.every(Arena)
    one_at_a_time(arenas, lambda one: (one.body, one.kind), "arenas of a body and kind", faults)


def check_cases(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the cases."""
    cases = folder.every(Case)
    complain_about_cycles({one.id: (one.follows, one.where) for one in cases}, "follows", faults)
    complain_about_cycles(
        {one.id: ([one.merged_into] if one.merged_into else [], one.where) for one in cases},
        "merged_into",
        faults,
    )
    taken: dict[tuple[str, int, int], Where] = {}
    for case in cases:
        _check_facts(case, models.Case.TOLD_APART, faults)
        for number in case.numbers:
            key = (number.body, number.year, number.number)
            first = taken.setdefault(key, number.where)
            if first != number.where:
                faults.error(
                    number.where,
                    f"{number.body} has no {number.number} of {number.year} twice",
                    f"give it another number; the first is at {first}",
                )
            for spelled in [number.written, *number.spelled]:
                read = [(one.year, one.number) for one in readings(spelled)]
                if (number.year, number.number) not in read:
                    faults.error(
                        number.where,
                        f"«{spelled}» is not number {number.number} of {number.year}",
                        "another way of writing the same",
                    )


def check_meetings(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the meetings."""
    check_decided(folder, faults)
    for meeting in folder.every(Meeting):
        _check_facts(meeting, models.Meeting.TOLD_APART, faults)
        for item in meeting.items:
            if item.body and item.body not in meeting.bodies:
                faults.error(
                    item.where,
                    f"{item.body} does not meet here",
                    f"one of {', '.join(meeting.bodies)}",
                )
        for came in meeting.attendance:
            if came.body not in meeting.bodies:
                faults.error(
                    came.where,
                    f"{came.body} does not meet here",
                    f"one of {', '.join(meeting.bodies)}",
                )


def check_decided(folder: Folder, faults: Faults) -> None:
    """Adds the faults of items that a meeting decided which may not, by the rule of their case."""
    rules = RulesInFolder(folder)
    by_case = {one.id: one.authority for one in folder.every(Case) if one.authority}
    for meeting in folder.every(Meeting):
        for item in meeting.items:
            rule = by_case.get(item.case or "")
            body = item.body or (meeting.bodies[0] if len(meeting.bodies) == 1 else None)
            if item.outcome == "decided" and rule and body:
                decided = Decided(
                    item.where, meeting.date, body, tells_recommendation=False,
                    otherwise=item.exception,
                )  # fmt: skip
                rules.refuse(decided, faults, rule=rule)


def _check_facts(record: Facts, told_apart: Sequence[str], faults: Faults) -> None:
    for field in ("unknown", "not_applicable"):
        for name in getattr(record, field):
            if name not in told_apart:
                faults.error(
                    record.where,
                    f"{field}: «{name}» is no fact that may be so",
                    nearest(name, told_apart) or f"one of {', '.join(told_apart)}",
                )
            elif getattr(record, name) not in (None, ""):
                faults.error(record.where, f"{field}: «{name}» is given", "take one of them away")
