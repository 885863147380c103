"""Many who save the same of a case or a meeting at once: no gap, no twin, nothing half."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from sys import __stderr__
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django_scopes import scope

from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, CaseNumber, FollowUp, Meeting
from samspill.cases.states import ApprovedHow, CaseState, MeetingState, MinutesState, Outcome
from samspill.cases.writing import Typed, mark
from samspill.commitments.models import Commitment
from samspill.common.actors import program
from samspill.common.models import AuditEntry, today
from tests.cast import secretariat
from tests.everywhere.crashing.stage import Stage, staged
from tests.everywhere.world import World

pytestmark = [pytest.mark.forks, pytest.mark.once]
MANY = 100
IN_A_ROUND = 20
"""As many processes at a time, of the connections that the tests' server has."""
WAITS_AT_MOST_SECONDS = 60
BY = program("test")
DONE, FAILED = 0, 1


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), staged(tmp_path_factory.mktemp("cases")) as made:
        yield made


@pytest.fixture
def world(stage: Stage, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), scope(partnership=stage.world.partnership):
        yield stage.world
        connection.close()
        stage.bring_back()


def together(*saves: Callable[[], Any]) -> list[int]:
    """Each in a process and on a connection of its own, let off at once; how each of them ended."""
    connection.close()
    goes, may_go = os.pipe()
    children = [_process(save, goes, may_go) for save in saves]
    os.close(goes)
    os.close(may_go)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def _process(save: Callable[[], Any], goes: int, may_go: int) -> int:
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        signal.alarm(WAITS_AT_MOST_SECONDS)
        os.close(may_go)
        connection.ensure_connection()
        os.read(goes, 1)
        save()
        code = DONE
    except Exception:
        traceback.print_exc(file=__stderr__)
    finally:
        os._exit(code)


def a_case(world: World, number: int = 0) -> Case:
    return Case.objects.create(
        partnership=world.partnership, slug=f"samtidig-{number}", title=f"Samtidig {number}",
        year=today().year, question="Hva nå?", body=world.body, state=CaseState.ACCEPTED,
    )  # fmt: skip


def a_meeting(world: World, slug: str = "samtidig", **more: Any) -> Meeting:
    made = Meeting.objects.create(partnership=world.partnership, slug=slug, date=today(), **more)
    made.bodies.add(world.body)
    return made


def test_a_hundred_at_once_take_a_hundred_numbers_in_a_row(world: World) -> None:
    cases = [a_case(world, number) for number in range(MANY)]
    of_year = CaseNumber.objects.filter(body=world.body, year=today().year)
    before = max([0, *of_year.values_list("number", flat=True)])
    for start in range(0, MANY, IN_A_ROUND):
        ended = together(
            *(
                lambda case=case: actions.give_number(by=BY, case=case, body=world.body)
                for case in cases[start : start + IN_A_ROUND]
            )
        )
        assert ended == [DONE] * IN_A_ROUND
    taken = sorted(of_year.filter(case__in=cases).values_list("number", flat=True))
    assert taken == list(range(before + 1, before + MANY + 1))


def test_one_case_that_many_give_a_number_has_one(world: World) -> None:
    case = a_case(world)
    give = lambda: actions.give_number(by=BY, case=case, body=world.body)  # noqa: E731
    assert together(*[give] * 8) == [DONE] * 8
    assert CaseNumber.objects.filter(case=case).count() == 1


def held(world: World) -> Meeting:
    """Sent minutes with something to be done."""
    meeting = a_meeting(world, state=MeetingState.HELD, minutes=MinutesState.SENT)
    item = AgendaItem.objects.create(
        partnership=world.partnership, meeting=meeting, slug="en", position=1, title="En",
        outcome=Outcome.NOTED,
    )  # fmt: skip
    FollowUp.objects.create(
        partnership=world.partnership,
        item=item,
        slug="gjor",
        position=1,
        text="Gjør det",
        party=world.party,
    )
    return meeting


def opened() -> list[str]:
    """What is owed because of it."""
    return list(Commitment.objects.filter(title="Gjør det").values_list("title", flat=True))


def test_minutes_that_two_approve_at_once_are_approved_once(world: World) -> None:
    meeting = held(world)
    by = secretariat(world.partnership)
    approve = lambda: actions.approve(by=by, meeting=meeting, how=ApprovedHow.MEETING)  # noqa: E731
    assert together(approve, approve) == [DONE, DONE]
    assert Meeting.objects.get(pk=meeting.pk).minutes == MinutesState.APPROVED
    assert opened() == ["Gjør det"]
    said = AuditEntry.objects.filter(action="approve minutes", object_id=meeting.pk)
    assert said.count() == 1


def test_of_two_who_write_the_same_item_one_is_told(world: World) -> None:
    meeting = a_meeting(world, state=MeetingState.HELD, minutes=MinutesState.DRAFT)
    item = AgendaItem.objects.create(
        partnership=world.partnership, meeting=meeting, slug="en", position=1, title="En"
    )
    by = secretariat(world.partnership)

    def write(discussion: str) -> Callable[[], None]:
        def act() -> None:
            typed = {"discussion": Typed("en-discussion", "Drøfting", discussion, mark(""))}
            if actions.write_item(by=by, item=item, typed=typed).clashes:
                raise ValidationError("both have written")

        return act

    assert sorted(together(write("Den ene"), write("Den andre"))) == [DONE, FAILED]
    item.refresh_from_db()
    assert item.discussion in {"Den ene", "Den andre"}


def test_of_two_cases_that_are_merged_into_each_other_at_once_one_goes_on(world: World) -> None:
    one, other = a_case(world, 1), a_case(world, 2)
    by = secretariat(world.partnership)

    def merge(case: Case, into: Case) -> Callable[[], Any]:
        return lambda: actions.move_case(by=by, case=case, name="merge", merged_into=into)

    assert sorted(together(merge(one, other), merge(other, one))) == [DONE, FAILED]
    stand = Case.objects.filter(pk__in=[one.pk, other.pk]).values_list("state", flat=True)
    assert sorted(stand) == [CaseState.ACCEPTED, CaseState.MERGED]


def test_a_case_that_two_put_on_an_agenda_stands_there_once(world: World) -> None:
    case, meeting = a_case(world), a_meeting(world)
    by = secretariat(world.partnership)
    put = lambda: actions.put_case(by=by, meeting=meeting, case=case)  # noqa: E731
    assert DONE in together(put, put)
    assert AgendaItem.objects.filter(meeting=meeting, case=case).count() == 1


def test_an_approval_that_is_killed_anywhere_leaves_all_or_nothing(
    world: World, stage: Stage
) -> None:
    meeting = held(world)
    by = secretariat(world.partnership)
    before = Commitment.objects.count()
    killed = 0
    for step in range(1, 10_000, 17):

        def approve(step: int = step) -> None:
            steps = iter(range(1, 10_000))

            def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
                if next(steps) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(stop):
                actions.approve(by=by, meeting=meeting, how=ApprovedHow.MEETING)

        killed += together(approve) != [DONE]
        is_approved = Meeting.objects.get(pk=meeting.pk).minutes == MinutesState.APPROVED
        said = AuditEntry.objects.filter(action="approve minutes", object_id=meeting.pk).count()
        assert (len(opened()), said) == ((1, 1) if is_approved else (0, 0))
        assert is_approved or Commitment.objects.count() == before
        if is_approved:
            break
    assert killed >= 3
