"""A round while things change around it: owners, measures, the plan; and text that must not go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes
from samspill.commitments.models import Commitment, StatusReport
from samspill.common.actors import Actor, Held, program
from samspill.common.models import Partnership, today
from samspill.plans import actions, rounds
from samspill.plans.following import bring_in_line
from samspill.plans.models import ReportingRound
from tests.commitments.conftest import World, make_world
from tests.plans.test_rounds import BASE, browser_of, opened, owes_of, running_plan, status

pytestmark = pytest.mark.django_db
Answered = tuple[int, int, bool]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield make_world(made)


@pytest.fixture
def secretariat(world: World) -> Actor:
    return Actor("Siri", partnership=world.partnership.pk, roles=(Held("secretariat"),))


@pytest.fixture
def kari(world: World) -> Client:
    world.assigned("Kari", "contact", world.storvik)
    return browser_of(world, "Kari")


def followed(world: World) -> None:
    bring_in_line(by=program("plans"), partnership=world.partnership)


def standing(round: ReportingRound) -> dict[str, Answered]:
    """Owner → measures asked about, measures reported on, missing."""
    found = rounds.asked_in(round, today())
    return {one.owner: (one.total, one.answered, one.is_missing) for one in found}


def page_of(round: ReportingRound, world: World) -> str:
    return f"{BASE}/svar/{owes_of(round, world.storvik).pk}/"


def field(commitment: Commitment, name: str) -> str:
    return f"m{commitment.pk}-{name}"


def given_to_litlevik(world: World, secretariat: Actor, commitment: Commitment) -> None:
    owners = [Owes(party=world.litlevik)]
    ledger.change_owners(by=secretariat, commitment=commitment, owners=owners)


def test_a_measure_that_was_given_to_another_stays_with_them(
    world: World, secretariat: Actor
) -> None:
    running_plan(world, [world.storvik])
    asked = Commitment.objects.of_process("measure").get()
    given_to_litlevik(world, secretariat, asked)
    followed(world)
    only = Commitment.objects.of_process("measure").get()
    assert (only.pk, only.state) == (asked.pk, "open")
    assert str(only.owners.get()) == "Litlevik"


def test_who_takes_a_measure_over_is_asked_in_the_round_that_is_open(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    first, second = made.asked.order_by("pk")
    given_to_litlevik(world, secretariat, first)
    followed(world)
    assert standing(made) == {"Litlevik": (1, 0, True), "Storvik": (1, 0, True)}
    given_to_litlevik(world, secretariat, second)
    followed(world)
    assert standing(made) == {"Litlevik": (2, 0, True)}
    assert owes_of(made, world.storvik).state == "closed"
    assert owes_of(made, world.litlevik).state == "open"


def test_who_gets_a_measure_back_is_asked_again(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    asked = made.asked.get()
    given_to_litlevik(world, secretariat, asked)
    followed(world)
    ledger.change_owners(by=secretariat, commitment=asked, owners=[Owes(party=world.storvik)])
    followed(world)
    assert standing(made) == {"Storvik": (1, 0, True)}
    assert owes_of(made, world.storvik).state == "open"


def test_a_closed_round_tells_the_same_when_a_measure_is_given_to_another(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.litlevik], [])
    made = opened(secretariat, edition)
    mine = made.asked.get(owners__party=world.storvik)
    closed = actions.close_round(by=secretariat, round=made)
    before = standing(closed)
    assert before == {"Litlevik": (1, 0, True), "Storvik": (1, 0, True)}
    given_to_litlevik(world, secretariat, mine)
    followed(world)
    assert standing(closed) == before
    assert [one.owners for one in rounds.compared(closed, None)] == ["Storvik", "Litlevik", ""]


def test_what_a_closed_round_asked_and_of_whom_is_frozen(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    asked = made.asked.get()
    closed = actions.close_round(by=secretariat, round=made)
    report = ledger.report(by=secretariat, commitment=asked, done="x")
    frozen: list[Any] = [
        lambda: closed.asked.clear(),
        lambda: closed.asked.through.objects.all().update(commitment_id=asked.pk),
        lambda: closed.owners.all().delete(),
        lambda: closed.owners.all().update(party=world.litlevik),
        lambda: closed.reports.create(partnership=world.partnership, report=report),
    ]
    for write in frozen:
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            write()


def test_a_measure_that_is_closed_meanwhile_keeps_nobody_missing(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    first, second = made.asked.order_by("pk")
    actions.answer(by=secretariat, round=made, commitment=first, said={"result": status("full")})
    ledger.close(by=secretariat, commitment=second, closed_as="lapsed")
    followed(world)
    assert standing(made) == {"Storvik": (1, 1, False)}
    assert owes_of(made, world.storvik).closed_as == "done"


def test_a_plan_that_is_closed_closes_its_round(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    actions.move(by=secretariat, edition=edition, name="close")
    made.refresh_from_db()
    assert not made.is_open
    assert standing(made) == {"Storvik": (1, 0, True)}
    assert not Commitment.objects.open().exists()


def test_what_is_sent_to_a_closed_round_is_shown_again(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    path, asked = page_of(made, world), made.asked.get()
    assert kari.get(path).status_code == 200
    actions.close_round(by=secretariat, round=made)
    sent = {field(asked, "done"): "Two hours of work", field(asked, "effect"): "Fewer falls"}
    answer = kari.post(path, sent)
    assert answer.status_code == 422
    for text in ("Two hours of work", "Fewer falls", "takes no more answers"):
        assert text in answer.content.decode()
    assert not StatusReport.objects.exists()
    assert "<textarea" not in kari.get(path).content.decode()


def test_what_is_sent_on_a_measure_that_was_closed_meanwhile_is_shown_again(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    path = page_of(made, world)
    first, second = made.asked.order_by("pk")
    ledger.close(by=secretariat, commitment=first, closed_as="done")
    sent = {field(first, "done"): "Words on it", field(second, "result"): status("partly").pk}
    answer = kari.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Words on it" in page
    assert "Something has to be put right" in page
    assert not StatusReport.objects.exists()


def test_the_text_of_last_time_is_copied_for_one_measure_and_the_rest_is_kept(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    spring = opened(secretariat, edition)
    first, second = spring.asked.order_by("pk")
    for one in (first, second):
        said = {"result": status("not"), "done": f"Last {one.pk}", "next_step": f"Next {one.pk}"}
        actions.answer(by=secretariat, round=spring, commitment=one, said=said)
    actions.close_round(by=secretariat, round=spring)
    path = page_of(opened(secretariat, edition, "Høsten"), world)
    sent = {
        field(first, "done"): "New words",
        field(first, "version"): "x",
        field(second, "result"): status("full").pk,
        "copy": str(second.pk),
    }
    answer = kari.post(path, sent)
    mine, other = (row.form for row in answer.context["form"].rows)
    assert answer.status_code == 200
    assert mine["done"].value() == "New words"
    assert (other["done"].value(), other["next_step"].value()) == (
        f"Last {second.pk}", f"Next {second.pk}",
    )  # fmt: skip
    assert str(other["result"].value()) == str(status("full").pk)
    assert StatusReport.objects.count() == 2


def test_copying_never_writes_over_what_is_typed(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik])
    spring = opened(secretariat, edition)
    asked = spring.asked.get()
    said = {"result": status("not"), "done": "Last", "effect": "Last effect"}
    actions.answer(by=secretariat, round=spring, commitment=asked, said=said)
    actions.close_round(by=secretariat, round=spring)
    path = page_of(opened(secretariat, edition, "Høsten"), world)
    answer = kari.post(path, {field(asked, "done"): "Typed", "copy": str(asked.pk)})
    (row,) = answer.context["form"].rows
    assert (row.form["done"].value(), row.form["effect"].value()) == ("Typed", "Last effect")


def test_the_same_answer_goes_to_those_that_are_chosen(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, *[[world.storvik]] * 4)
    made = opened(secretariat, edition)
    asked = list(made.asked.order_by("pk"))
    answer = kari.post(
        page_of(made, world),
        {
            "same-work": status("on_track", "arbeid").pk,
            "same-done": "Met twice",
            "same-measures": [str(asked[0].pk), str(asked[2].pk)],
            field(asked[2], "work"): status("not_started", "arbeid").pk,
        },
    )
    assert answer.status_code == 302
    found = {one.commitment_id: one for one in StatusReport.objects.select_related("work")}
    assert found.keys() == {asked[0].pk, asked[2].pk}
    one, other = found[asked[0].pk], found[asked[2].pk]
    assert (one.work, one.done) == (status("on_track", "arbeid"), "Met twice")
    assert (other.work, other.done) == (status("not_started", "arbeid"), "Met twice")


def test_a_measure_of_somebody_else_is_not_among_those_that_can_be_chosen(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik], [world.litlevik])
    made = opened(secretariat, edition)
    theirs = made.asked.get(owners__party=world.litlevik)
    sent = {"same-done": "x", "same-measures": [str(theirs.pk)]}
    assert kari.post(page_of(made, world), sent).status_code == 422
    assert not StatusReport.objects.exists()


def test_what_was_typed_when_the_session_ended_stands_there_again(
    world: World, secretariat: Actor, kari: Client
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    path = page_of(made, world)
    first, second = made.asked.order_by("pk")
    kari.logout()
    sent = {field(first, "done"): "Typed before", field(second, "result"): status("full").pk}
    assert kari.post(path, sent).status_code == 302
    backend = settings.AUTHENTICATION_BACKENDS[0]
    kari.force_login(world.people["Kari"].user, backend=backend)
    kari.cookies["sprak"] = "en"
    page = kari.get(path)
    one, other = (row.form for row in page.context["form"].rows)
    assert one["done"].value() == "Typed before"
    assert str(other["result"].value()) == str(status("full").pk)
    assert "You were signed out before this was saved" in page.content.decode()
    assert not StatusReport.objects.exists()


def test_where_a_measure_comes_from_is_the_same_whoever_opens_it(
    world: World, secretariat: Actor
) -> None:
    running_plan(world, [world.storvik])
    asked = Commitment.objects.of_process("measure").get()
    assert asked.source_path == "/hf/prove/handlingsplan/plan/tiltak/1.1/"
