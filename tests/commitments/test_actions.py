"""Opening, moving, answering and closing what is owed."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from typing import Any
from unittest.mock import ANY

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.bodies.models import Office
from samspill.commitments import actions, processes
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.legends import STANDARD, legend_of
from samspill.commitments.models import (
    Commitment,
    LegendStatus,
    Owner,
    Scale,
    StatusLegend,
    StatusReport,
)
from samspill.common.actions import ChangedMeanwhile
from samspill.common.actors import ANYONE, Actor, Held
from samspill.common.models import AuditEntry, Source, today
from samspill.common.permissions import NotAllowed, may, which
from tests.commitments.asking import ASKED, asks, thing
from tests.commitments.conftest import BY, World, acting, day

pytestmark = pytest.mark.django_db
NAMES = itertools.count()
State, ClosedAs = Commitment.State, Commitment.ClosedAs


def status(commitment: Commitment, slug: str) -> LegendStatus:
    return LegendStatus.objects.get(
        slug=slug, legend__in=[commitment.result_legend, commitment.work_legend]
    )


def audited(about: Commitment) -> list[str]:
    entries = AuditEntry.objects.filter(model="commitments.commitment", object_id=about.pk)
    return [entry.action for entry in entries.order_by("pk")]


def test_the_same_is_opened_once(world: World) -> None:
    first = world.asks("Do it")
    assert world.asks("Do it, worded anew", about="Do it").pk == first.pk
    other = world.asks("Do it", Owes(party=world.litlevik))
    shared = world.asks("Do it", Owes(party=world.litlevik), Owes(party=world.storvik))
    turned = world.asks("Do it", Owes(party=world.storvik), Owes(party=world.litlevik))
    assert len({first.pk, other.pk, shared.pk}) == 3
    assert turned.pk == shared.pk
    assert audited(first) == ["open"]
    assert sorted(str(owner) for owner in shared.owners.all()) == ["Litlevik", "Storvik"]


def test_a_closed_one_is_given_as_it_is(world: World) -> None:
    first = world.asks()
    actions.close(by=BY, commitment=first)
    assert world.asks().state == State.CLOSED


def test_who_may_open(world: World, secretary: Actor, process: processes.Process) -> None:
    wanted = Wanted(ASKED, thing(world.partnership, "x"), "X")
    for actor in (ANYONE, Actor("K", roles=(Held("contact", "party", world.storvik.pk),))):
        with pytest.raises(NotAllowed):
            actions.open_commitment(by=actor, partnership=world.partnership, wanted=wanted)
        with pytest.raises(NotAllowed):
            actions.open_many(by=actor, partnership=world.partnership, wanted=[wanted])
    assert actions.open_commitment(by=secretary, partnership=world.partnership, wanted=wanted).pk
    chair = Actor("L", partnership=world.partnership.pk, roles=(Held("chair", "body", 1),))
    asks(may=lambda actor, _about: actor.holds("chair"))
    opened = actions.open_commitment(
        by=chair,
        partnership=world.partnership,
        wanted=Wanted(ASKED, thing(world.partnership, "y"), "Y"),
    )
    assert actions.close(by=chair, commitment=opened).state == State.CLOSED


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "  "}, "Say what is owed"),
        ({"thing": Source()}, "Say what is owed"),
        ({"process": "unheard"}, "No process"),
        (
            {"due": Due.date(day("2020-01-01")), "source_on": day("2021-01-01")},
            "its source is from",
        ),
    ],
)
def test_what_cannot_be_opened(world: World, wrong: dict[str, Any], said: str) -> None:
    right = Wanted(ASKED, thing(world.partnership, "x"), "X")
    wanted = replace(right, **wrong)
    with pytest.raises(ValidationError, match=said):
        actions.open_commitment(by=BY, partnership=world.partnership, wanted=wanted)
    with pytest.raises(ValidationError, match=said):
        actions.open_many(by=BY, partnership=world.partnership, wanted=[right, wanted])
    assert Commitment.objects.count() == 0


def test_many_are_opened_at_once_and_again_none(
    world: World, django_assert_max_num_queries
) -> None:
    def wanted(count: int) -> list[Wanted]:
        owners = [[Owes(party=world.storvik)], [Owes(body=world.council, role="chair")], []]
        return [Wanted(ASKED, things[n], f"S{n}", owners[n % 3]) for n in range(count)]

    things = [thing(world.partnership, f"s{n}") for n in range(610)]
    world.asks("S0", about="s0")
    with django_assert_max_num_queries(24):
        made = actions.open_many(by=BY, partnership=world.partnership, wanted=wanted(600))
    assert made == 599
    assert Owner.objects.count() == 400
    assert actions.open_many(by=BY, partnership=world.partnership, wanted=wanted(610)) == 10
    assert Owner.objects.count() == 407 - (610 % 3 == 0)
    entries = AuditEntry.objects.filter(action="open", model="common.partnership")
    assert [entry.detail["opened"] for entry in entries.order_by("pk")] == [599, 10]


def test_moving(world: World) -> None:
    asked = world.asks(due=Due.date(day("2026-03-01"), "våren 2026"), source_on=day("2025-01-01"))
    moved = actions.move(by=BY, commitment=asked, due=Due.date(day("2026-06-01")), reason="Late")
    assert (moved.due_on, moved.due_as_written) == (day("2026-06-01"), "våren 2026")
    with pytest.raises(ValidationError, match="its source is from"):
        actions.move(by=BY, commitment=asked, due=Due.date(day("2024-01-01")))
    assert actions.move(by=BY, commitment=asked, due=Due.continuous()).due_on is None
    with pytest.raises(NotAllowed):
        actions.move(by=ANYONE, commitment=asked, due=Due.none())
    actions.close(by=BY, commitment=asked)
    with pytest.raises(ValidationError, match="closed"):
        actions.move(by=BY, commitment=asked, due=Due.none())
    assert audited(asked) == ["open", "move", "move", "close"]


def test_closing_withdrawing_and_reopening(world: World) -> None:
    asked = world.asks()
    with pytest.raises(ValidationError, match="Say why"):
        actions.withdraw(by=BY, commitment=asked, reason=" ")
    closed = actions.withdraw(by=BY, commitment=asked, reason="A mistake")
    assert (closed.state, closed.closed_as, closed.closed_reason, closed.closed_on) == (
        State.CLOSED, ClosedAs.WITHDRAWN, "A mistake", today())  # fmt: skip
    again = actions.close(by=BY, commitment=asked, reason="Other")
    assert again.closed_reason == "A mistake"
    opened = actions.reopen(by=BY, commitment=asked)
    assert (opened.state, opened.closed_as, opened.closed_on) == (State.OPEN, "", None)
    assert audited(asked) == ["open", "close", "reopen"]


def test_only_what_was_taken_back_is_asked_anew(world: World) -> None:
    due = Due.date(day("2027-03-01"))
    for kept in (world.asks(), actions.close(by=BY, commitment=world.asks("Done"))):
        state = (kept.state, kept.due_on)
        with pytest.raises(ValidationError, match="was not taken back"):
            actions.ask_again(by=BY, commitment=kept, due=due)
        kept.refresh_from_db()
        assert (kept.state, kept.due_on) == state
    withdrawn = actions.withdraw(by=BY, commitment=world.asks("Wrong"), reason="A mistake")
    again = actions.ask_again(by=BY, commitment=withdrawn, due=due)
    assert (again.state, again.closed_as, again.due_on) == (State.OPEN, "", day("2027-03-01"))


def test_many_are_closed_at_once(world: World) -> None:
    for name in "abc":
        world.asks(name)
    found = Commitment.objects.of_process(ASKED).exclude(title="c")
    closed = {"by": BY, "partnership": world.partnership, "commitments": found}
    assert actions.close_many(**closed, reason="Over") == 2
    assert actions.close_many(**closed) == 0
    assert [one.title for one in Commitment.objects.open()] == ["c"]
    with pytest.raises(NotAllowed):
        actions.close_many(
            by=ANYONE, partnership=world.partnership, commitments=Commitment.objects.all()
        )


def test_what_somebody_owes_now_follows_the_state(world: World) -> None:
    kept, over = world.asks("kept"), world.asks("over")
    storvik = [world.storvik.pk]
    assert Commitment.objects.open_owed_by(storvik).count() == 2
    actions.close(by=BY, commitment=over)
    assert list(Commitment.objects.open_owed_by(storvik)) == [kept]
    assert Commitment.objects.owed_by(storvik).count() == 2
    Commitment.objects.filter(pk=kept.pk).update(
        state="closed", closed_as="done", closed_on=today()
    )
    assert not Owner.objects.filter(is_open=True).exists()
    actions.reopen(by=BY, commitment=over)
    assert list(Commitment.objects.open_owed_by(storvik)) == [over]
    late = Owner.objects.create(
        partnership=world.partnership, commitment=kept, party=world.litlevik
    )
    late.refresh_from_db()
    assert late.is_open is False


def test_when_it_is_due_and_was_reported_on_follows_to_its_owners(world: World) -> None:
    asked = world.asks(
        "shared", Owes(party=world.storvik), Owes(party=world.litlevik), due=world.due(3)
    )

    def dates() -> set[tuple[datetime.date | None, datetime.date | None]]:
        return set(asked.owners.values_list("due_on", "reported_on"))

    assert dates() == {(asked.due_on, None)}
    moved = actions.move(by=BY, commitment=asked, due=world.due(9))
    assert dates() == {(moved.due_on, None)}
    actions.report(by=BY, commitment=moved, done="Begun")
    assert dates() == {(moved.due_on, today())}
    actions.change_owners(by=BY, commitment=moved, owners=[Owes(body=world.council)])
    assert dates() == {(moved.due_on, today())}


def test_what_a_role_in_a_body_owes(world: World) -> None:
    by_chair = world.asks("chair", Owes(body=world.council, role=Office.Kind.CHAIR))
    by_all = world.asks("all", Owes(body=world.council))
    council = world.council.pk
    owed = Commitment.objects.owed_by
    assert list(owed(roles=[(council, "chair")])) == [by_chair]
    assert set(owed(bodies=[council])) == {by_chair, by_all}
    assert list(owed(roles=[(council, "member")])) == []


def test_other_owners(world: World) -> None:
    asked = world.asks()
    world.asks("Do it", Owes(party=world.litlevik))
    with pytest.raises(ValidationError, match="same owners"):
        actions.change_owners(by=BY, commitment=asked, owners=[Owes(party=world.litlevik)])
    council = [Owes(body=world.council)]
    actions.change_owners(by=BY, commitment=asked, owners=council, reason="Theirs")
    assert [str(owner) for owner in asked.owners.all()] == ["ASU"]
    asked.refresh_from_db()
    assert asked.owners_key == f"b{world.council.pk}"
    actions.change_owners(by=BY, commitment=asked, owners=[])
    assert list(Commitment.objects.unowned()) == [asked]


def test_what_is_due_first_of_what_somebody_owes(world: World) -> None:
    """Each once, though owed in two ways; the undated last; as the whole list has it."""
    twice = [Owes(party=world.storvik), Owes(body=world.council)]
    for number, days in enumerate((5, None, -3, 40, 5, None)):
        due = {} if days is None else {"due": world.due(days)}
        world.asks(f"Thing {number}", *(twice if number % 2 else twice[:1]), **due)
    world.asks("Of another", Owes(party=world.litlevik), due=world.due(-9))
    actions.withdraw(by=BY, commitment=world.asks("Over", due=world.due(-8)), reason="Feil")
    roles: set[tuple[int, str]] = set()
    mine = ({world.storvik.pk}, {world.council.pk}, roles)
    whole = Commitment.objects.open_owed_by(*mine).by_due_date()
    for most in (1, 3, 6, 50):
        found = Commitment.objects.first_owed_by(*mine, most=most)
        assert list(found) == list(whole[:most])
    assert [one.title for one in whole] == [f"Thing {n}" for n in (2, 0, 4, 3, 1, 5)]
    assert list(Commitment.objects.first_owed_by((), (), (), most=5)) == []


def test_what_was_reported_on_last_is_as_many_as_asked_for_whoever_owes_it(world: World) -> None:
    owners = [Owes(party=world.litlevik), Owes(party=world.storvik), Owes(body=world.council)]
    asked = [world.asks(name, *owners) for name in ("One", "Two", "Three")]
    for one in asked:
        actions.report(by=BY, commitment=one, result=status(one, "partly"))
    parties = [world.litlevik.pk, world.storvik.pk]
    latest = Commitment.objects.last_reported_by(parties, [world.council.pk], [], most=2)
    assert {report.commitment for report in latest} == {asked[1], asked[2]}
    assert latest.count() == 2


def test_reads(world: World) -> None:
    date = today()
    late = world.asks("late", due=world.due(-1), source_on=None)
    now = world.asks("now", due=world.due(0))
    soon = world.asks("soon", due=world.due(7))
    undated, always = world.asks("undated"), world.asks("always", due=Due.continuous())
    found = Commitment.objects.all()
    assert list(found.overdue_on(date)) == [late]
    assert late.is_overdue_on(date)
    assert not now.is_overdue_on(date)
    assert set(found.due_within(7, date)) == {now, soon}
    assert list(found.due_within(6, date)) == [now]
    assert list(found.without_date()) == [undated]
    assert list(found.by_due_date()) == [late, now, soon, undated, always]
    actions.report(by=BY, commitment=now, result=status(now, "partly"))
    actions.report(by=BY, commitment=soon, work=status(soon, "not_started"))
    assert set(found.unreported()) == {late, undated, always}
    assert list(found.on_scale(Scale.PARTLY)) == [now]
    assert list(found.on_scale(Scale.NONE)) == [soon]


def test_a_list_costs_as_many_queries_for_many_as_for_few(
    world: World, django_assert_num_queries
) -> None:
    for count in (1, 9):
        for n in range(count):
            world.asks(f"{n}", Owes(party=world.storvik), Owes(body=world.council))
        with django_assert_num_queries(2):
            shown = [
                (one.status, [str(owner) for owner in one.owners.all()])
                for one in Commitment.objects.open_owed_by([world.storvik.pk]).with_owners()
            ]
        assert len(shown) == count


def test_a_report_stands_beside_the_earlier_ones(world: World) -> None:
    asked = world.asks()
    assert (asked.status, asked.reported_on) == (None, None)
    actions.report(by=BY, commitment=asked, result=status(asked, "not"))
    asked.refresh_from_db()
    assert asked.reported_on == today()
    assert asked.status is not None
    assert asked.status.scale == Scale.NONE
    actions.report(by=BY, commitment=asked, work=status(asked, "on_track"), done="Half of it")
    asked.refresh_from_db()
    assert asked.result is not None
    assert asked.work is not None
    assert (asked.result.scale, asked.work.slug) == (Scale.NONE, "on_track")
    assert [report.done for report in asked.reports.all()] == ["Half of it", ""]
    assert audited(asked) == ["open", "report", "report"]


def test_a_report_is_never_changed_or_deleted(world: World) -> None:
    made = actions.report(by=BY, commitment=world.asks(), done="So")
    for write in (
        lambda: StatusReport.objects.filter(pk=made.pk).update(done="Not so"),
        lambda: StatusReport.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            write()


def test_who_may_answer(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Mons", "reporter", world.storvik)
    world.assigned("Liv", "contact", world.litlevik)
    world.seated("Lars", world.council, "chair")
    world.seated("Mari", world.council)
    expected = {
        "party": (world.asks("p"), {"Kari", "Mons"}),
        "body": (world.asks("b", Owes(body=world.council)), {"Lars"}),
        "chair": (world.asks("c", Owes(body=world.council, role="chair")), {"Lars"}),
        "member": (world.asks("m", Owes(body=world.council, role="member")), {"Lars", "Mari"}),
    }
    for asked, who in expected.values():
        allowed = {name for name in world.people if may(acting(world, name), "answer", asked)}
        asked_for = {
            name
            for name in world.people
            if which(acting(world, name), Commitment.objects.all(), "answer").contains(asked)
        }
        assert allowed == asked_for == who
        for name in world.people:
            if name in who:
                actions.report(by=acting(world, name), commitment=asked, done=name)
            else:
                with pytest.raises(NotAllowed):
                    actions.report(by=acting(world, name), commitment=asked, done=name)
    assert {r.by for r in expected["member"][0].reports.all()} == {"Lars", "Mari"}
    assert StatusReport.objects.exclude(role="").count() == StatusReport.objects.count()


def test_only_those_concerned_see_what_is_not_open(world: World) -> None:
    world.assigned("Liv", "contact", world.litlevik)
    hidden, shown = world.asks("hidden"), world.asks("shown", is_public=True)
    assert list(which(ANYONE, Commitment.objects.all())) == [shown]
    assert list(which(acting(world, "Liv"), Commitment.objects.all())) == [shown]
    for asked in (hidden, shown):
        actions.report(by=BY, commitment=asked, done="x")
    assert [r.commitment_id for r in which(ANYONE, StatusReport.objects.all())] == [shown.pk]
    assert [o.commitment_id for o in which(ANYONE, Owner.objects.all())] == [shown.pk]


def test_two_who_answer_at_once_are_both_kept(world: World) -> None:
    asked = world.asks()
    opened_at = actions.version_after(asked.reports.first())
    theirs = actions.report(by=BY, commitment=asked, done="Theirs", version=opened_at)
    with pytest.raises(ChangedMeanwhile) as conflict:
        actions.report(by=BY, commitment=asked, done="Mine", version=opened_at)
    assert conflict.value.current == theirs
    now = actions.version_after(asked.reports.first())
    actions.report(by=BY, commitment=asked, done="Mine", version=now)
    assert [report.done for report in asked.reports.all()] == ["Mine", "Theirs"]


def test_bad_reports(world: World) -> None:
    asked = world.asks()
    other = StatusLegend.objects.create(
        partnership=world.partnership, slug="123", name="1-2-3", about="result"
    )
    foreign = LegendStatus.objects.create(
        partnership=world.partnership, legend=other, slug="1", label="1", scale=Scale.NONE
    )
    bad = [
        ({"result": foreign}, "not in the legend: "),
        ({"work": status(asked, "full")}, "not in the legend"),
        ({}, "Choose a status"),
        ({"done": "  "}, "Choose a status"),
        ({"work": status(asked, "dropped")}, "needs a reason"),
        ({"work": status(asked, "at_risk"), "reason": " "}, "needs a reason"),
        ({"done": "x", "link": "javascript:alert(1)"}, "whole web address"),
        ({"done": "x" * 20_001}, "too long"),
        ({"done": "13097248022"}, "national identity number"),
    ]
    for given_, said in bad:
        with pytest.raises(ValidationError, match=said):
            actions.report(by=BY, commitment=asked, **given_)
    assert not asked.reports.exists()
    actions.close(by=BY, commitment=asked)
    with pytest.raises(ValidationError, match="closed"):
        actions.report(by=BY, commitment=asked, done="x")


def test_work_that_is_over_closes_and_what_recurs_is_due_again(world: World) -> None:
    done, dropped = world.asks("done", due=world.due(5)), world.asks("dropped")
    actions.report(by=BY, commitment=done, work=status(done, "done"))
    actions.report(by=BY, commitment=dropped, work=status(dropped, "dropped"), reason="No money")
    done.refresh_from_db()
    dropped.refresh_from_db()
    assert (done.closed_as, dropped.closed_as) == (ClosedAs.DONE, ClosedAs.DROPPED)
    assert dropped.closed_reason == "No money"
    start = day("2024-03-01")
    yearly = world.asks("yearly", due=Due.every("FREQ=YEARLY", start))
    actions.report(by=BY, commitment=yearly, work=status(yearly, "done"))
    yearly.refresh_from_db()
    assert yearly.state == State.OPEN
    assert yearly.due_on is not None
    assert yearly.due_on > today()
    assert (yearly.due_on.month, yearly.due_on.day) == (3, 1)
    until = today() + datetime.timedelta(days=3)
    rule = f"FREQ=DAILY;INTERVAL=3;UNTIL={until:%Y%m%d}"
    ending = world.asks("ending", due=Due.every(rule, today()))
    for state in (State.OPEN, State.CLOSED):
        actions.report(by=BY, commitment=ending, done="x")
        ending.refresh_from_db()
        assert ending.state == state


def test_a_process_is_told_of_each_answer(world: World) -> None:
    told = []
    asks(answered=lambda *what: told.append(what))
    asked = world.asks()
    made = actions.report(by=BY, commitment=asked, done="x")
    assert told == [(ANY, made, BY)]


def test_the_standard_legends_are_made_once(world: World) -> None:
    for slug, (_name, about, statuses) in STANDARD.items():
        legend = legend_of(world.partnership, slug)
        assert legend_of(world.partnership, slug) == legend
        assert legend.about == about
        assert [s.slug for s in legend.statuses.all()] == [one[0] for one in statuses]
        assert {s.scale for s in legend.statuses.all()} <= set(Scale.values)
    with pytest.raises(StatusLegend.DoesNotExist):
        legend_of(world.partnership, "unheard")


def test_an_own_legend_takes_the_place_of_the_standard_one(world: World) -> None:
    own = StatusLegend.objects.create(
        partnership=world.partnership, slug="maloppnaelse", name="1-2-3", about="result"
    )
    assert world.asks().result_legend == own


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_status_that_holds_is_the_latest_one_given(world: World, data: st.DataObject) -> None:
    """Whatever is reported in whatever order: none is lost, and the scale is that of the latest."""
    with transaction.atomic():
        asked = world.asks(about=str(next(NAMES)))
        choices = [s for s in LegendStatus.objects.all() if not s.closes and not s.needs_reason]
        given_ = data.draw(st.lists(st.sampled_from(choices), min_size=1, max_size=6))
        for one in given_:
            about = one.legend.about
            actions.report(by=BY, commitment=asked, **{about: one})
        asked.refresh_from_db()
        of = {about: [s for s in given_ if s.legend.about == about] for about in ("result", "work")}
        assert asked.result == (of["result"][-1] if of["result"] else None)
        assert asked.work == (of["work"][-1] if of["work"] else None)
        assert asked.status == (asked.result or asked.work)
        kept = [report.result or report.work for report in asked.reports.order_by("pk")]
        assert kept == given_
