"""A round of reporting: opened for every owner, answered on one page, closed and compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_scopes import scope

from samspill.bodies.models import Body, BodySuccession
from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.common.actors import Actor, Held, program
from samspill.common.models import Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.mail.models import Message
from samspill.parties.models import Participation, Party, Person
from samspill.plans import actions, rounds
from samspill.plans.following import bring_in_line
from samspill.plans.models import (
    FocusArea,
    MainGoal,
    Measure,
    MeasureOwner,
    Plan,
    PlanEdition,
    ReportingRound,
)
from tests.commitments.conftest import World, day, make_world
from tests.everywhere.counting import MOST

pytestmark = pytest.mark.django_db
BASE = "/hf/prove/arbeid/planer"
SOON = datetime.timedelta(days=14)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield make_world(made)


@pytest.fixture
def secretariat(world: World) -> Actor:
    return Actor("Siri", partnership=world.partnership.pk, roles=(Held("secretariat"),))


def running_plan(world: World, *owners: list[Any]) -> PlanEdition:
    """A plan that runs, with a measure for each list of owners: parties, bodies and groups."""
    base = {"partnership": world.partnership}
    plan = Plan.objects.create(**base, slug="plan", title="Plan", first_year=2026, last_year=2027)
    edition = PlanEdition.objects.create(**base, plan=plan, slug="en", state="draft")
    goal = MainGoal.objects.create(**base, edition=edition, number="1", title="Mål")
    area = FocusArea.objects.create(**base, edition=edition, goal=goal, number="1", title="Område")
    for place, named in enumerate(owners, 1):
        measure = Measure.objects.create(
            **base, edition=edition, area=area, number=f"1.{place}", text=f"Tiltak {place}",
            order=place,
        )  # fmt: skip
        for one in named:
            name = {Party: "party", Body: "body", str: "group"}[type(one)]
            MeasureOwner.objects.create(**base, measure=measure, **{name: one})
    PlanEdition.objects.filter(pk=edition.pk).update(state="running")
    bring_in_line(by=program("test"), partnership=world.partnership)
    return PlanEdition.objects.get(pk=edition.pk)


def opened(secretariat: Actor, edition: PlanEdition, title: str = "Våren") -> ReportingRound:
    return actions.open_round(by=secretariat, edition=edition, title=title, due_on=today() + SOON)


def status(slug: str, legend: str = "maloppnaelse") -> LegendStatus:
    return LegendStatus.objects.get(legend__slug=legend, slug=slug)


def owes_of(round: ReportingRound, party: Party) -> Commitment:
    return rounds.commitments_of(round).get(owners__party=party)


def browser_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].user)
    client.cookies["sprak"] = "en"
    return client


def test_each_owner_is_asked_once_about_all_of_theirs(world: World, secretariat: Actor) -> None:
    edition = running_plan(
        world, [world.storvik], [world.storvik, world.council], [world.litlevik], []
    )
    made = opened(secretariat, edition)
    found = {one.owner: (one.total, one.answered) for one in rounds.asked_in(made, today())}
    assert found == {"Storvik": (2, 0), "ASU": (1, 0), "Litlevik": (1, 0)}
    assert made.asked.count() == 4
    assert owes_of(made, world.storvik).due_on == made.due_on


def test_a_round_can_ask_some_of_them_only(world: World, secretariat: Actor) -> None:
    running_plan(world, [world.storvik], [world.litlevik], [world.council, world.litlevik])
    world.assigned("Siri", "secretariat")
    client = browser_of(world, "Siri")
    path = f"{BASE}/plan/en/ny-runde/"
    choices = client.get(path).context["form"].fields["owners"].choices
    assert [label for _key, label in choices] == ["Litlevik", "Samarbeidsutvalg (ASU)", "Storvik"]
    sent = {"title": "Våren", "due_on": (today() + SOON).isoformat()}
    wrong = client.post(path, {**sent, "owners": ["party-0"]})
    assert wrong.status_code == 422
    assert client.post(path, {**sent, "owners": [f"body-{world.council.pk}"]}).status_code == 302
    made = ReportingRound.objects.get()
    found = {one.owner: one.total for one in rounds.asked_in(made, today())}
    assert found == {"ASU": 1, "Litlevik": 1}


def test_what_each_owes_of_its_own_stands_under_the_measure(
    world: World, secretariat: Actor
) -> None:
    """The one that all municipalities are asked about is one line, with how many have answered."""
    for party in (world.storvik, world.litlevik):
        Participation.objects.get_or_create(partnership=world.partnership, party=party)
    edition = running_plan(world, [world.council], ["municipalities"])
    made = opened(secretariat, edition)
    mine = made.asked.get(owners__party=world.storvik)
    said = {"done": "Vi er i gang"}
    actions.answer(by=secretariat, round=made, commitment=mine, said=said)
    world.assigned("Siri", "secretariat")
    page = browser_of(world, "Siri").get(f"{BASE}/plan/en/runder/varen/")
    lines = {one["title"]: (one["reported"], len(one["rows"])) for one in page.context["measures"]}
    assert lines == {"1.1 Tiltak 1": (0, 1), "1.2 Tiltak 2": (1, 2)}
    text = page.content.decode()
    assert "1 of 2 reported" in text
    assert text.count("Tiltak 2") == 2  # Once to be seen, once for those who hear the page.
    assert "Vi er i gang" in text


def test_only_the_secretariat_opens_a_round(world: World) -> None:
    edition = running_plan(world, [world.storvik])
    contact = Actor(
        "Kari", partnership=world.partnership.pk,
        roles=(Held("contact", "party", world.storvik.pk),),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        opened(contact, edition)
    assert not ReportingRound.objects.exists()


def test_a_round_in_the_past_or_beside_another_is_refused(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    with pytest.raises(ValidationError, match="The day is over"):
        actions.open_round(
            by=secretariat, edition=edition, title="X", due_on=today() - datetime.timedelta(days=1)
        )
    opened(secretariat, edition)
    with pytest.raises(ValidationError, match="close it first"), transaction.atomic():
        opened(secretariat, edition, "Høsten")


def test_four_hundred_owners_cost_as_many_queries_as_two(world: World, secretariat: Actor) -> None:
    def party(number: int) -> Party:
        slug = f"k{number}"
        return Party.objects.create(
            partnership=world.partnership, slug=slug, name=slug, kind="clinic", sort_key=slug
        )

    edition = running_plan(world, [world.storvik], [world.litlevik])
    with CaptureQueriesContext(connection) as few:
        first = opened(secretariat, edition)
    actions.close_round(by=secretariat, round=first)
    PlanEdition.objects.filter(pk=edition.pk).update(state="closed")
    Plan.objects.filter(pk=edition.plan_id).update(slug="gammel")
    edition = running_plan(world, *[[party(number)] for number in range(400)])
    with CaptureQueriesContext(connection) as many:
        second = opened(secretariat, edition, "Høsten")
    assert rounds.commitments_of(second).count() == 400
    assert len(many) <= len(few) + 2
    with CaptureQueriesContext(connection) as reading:
        assert len(rounds.asked_in(second, today())) == 400
    assert len(reading) <= 2


def test_all_measures_are_answered_on_one_page(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    client = browser_of(world, "Kari")
    path = f"{BASE}/svar/{owes_of(made, world.storvik).pk}/"
    page = client.get(path)
    assert "Tiltak 1" in page.content.decode()
    first, second = made.asked.order_by("pk")
    answer = client.post(
        path,
        {
            f"m{first.pk}-result": status("partly").pk,
            f"m{first.pk}-done": "Begun in two clinics",
            f"m{second.pk}-result": status("not").pk,
        },
    )
    assert answer.status_code == 302
    reports = {one.commitment_id: one for one in StatusReport.objects.all()}
    assert reports[first.pk].done == "Begun in two clinics"
    assert reports[second.pk].result == status("not")
    assert set(rounds.reports_in(made)) == set(reports.values())
    assert owes_of(made, world.storvik).state == "closed"


def test_one_answer_goes_to_all_that_are_left_empty(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, *[[world.storvik]] * 5)
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    asked = list(made.asked.order_by("pk"))
    browser_of(world, "Kari").post(
        f"{BASE}/svar/{owes_of(made, world.storvik).pk}/",
        {
            "same-work": status("on_track", "arbeid").pk,
            f"m{asked[0].pk}-work": status("not_started", "arbeid").pk,
        },
    )
    works = [
        StatusReport.objects.values_list("work__slug", flat=True).get(commitment=one)
        for one in asked
    ]
    assert works == ["not_started", *["on_track"] * 4]


def test_a_wrong_row_saves_nothing_and_loses_nothing(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    first, second = made.asked.order_by("pk")
    answer = browser_of(world, "Kari").post(
        f"{BASE}/svar/{owes_of(made, world.storvik).pk}/",
        {
            f"m{first.pk}-work": status("dropped", "arbeid").pk,
            f"m{second.pk}-done": "A long text of mine",
            f"m{second.pk}-result": status("full").pk,
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A long text of mine" in page
    assert "needs a reason" in page
    assert not StatusReport.objects.exists()


def test_a_status_outside_the_legend_is_refused(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    answer = browser_of(world, "Kari").post(
        f"{BASE}/svar/{owes_of(made, world.storvik).pk}/",
        {f"m{made.asked.get().pk}-result": status("on_track", "arbeid").pk},
    )
    assert answer.status_code == 422
    assert "Choose one of the statuses below." in answer.content.decode()
    assert not StatusReport.objects.exists()


def test_two_at_once_see_each_others_text_and_both_are_kept(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    for name in ("Kari", "Ola"):
        world.assigned(name, "contact", world.storvik)
    asked = made.asked.get()
    path = f"{BASE}/svar/{owes_of(made, world.storvik).pk}/"
    sent = {f"m{asked.pk}-version": "-", f"m{asked.pk}-result": status("partly").pk}
    browser_of(world, "Kari").post(path, {**sent, f"m{asked.pk}-done": "What Kari saw"})
    ola = browser_of(world, "Ola")
    answer = ola.post(path, {**sent, f"m{asked.pk}-done": "What Ola saw"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What Kari saw" in page
    assert "What Ola saw" in page
    version = answer.context["form"].rows[0].form["version"].value()
    again = {**sent, f"m{asked.pk}-version": version, f"m{asked.pk}-done": "What Ola saw"}
    assert ola.post(path, again).status_code == 302
    assert [one.done for one in StatusReport.objects.order_by("pk")] == [
        "What Kari saw", "What Ola saw",
    ]  # fmt: skip


def test_a_closed_round_takes_no_answer_and_shows_what_was_written(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    asked = made.asked.get()
    closed = actions.close_round(by=secretariat, round=made)
    with pytest.raises(ValidationError, match="takes no more answers"):
        actions.answer(
            by=secretariat, round=closed, commitment=asked, said={"result": status("full")}
        )
    assert not StatusReport.objects.exists()
    assert not rounds.commitments_of(closed).filter(state="open").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingRound.objects.filter(pk=closed.pk).update(title="Noe annet")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingRound.objects.filter(pk=closed.pk).delete()


def test_missing_and_late_are_marked_and_never_filled_in(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik], [world.litlevik])
    made = opened(secretariat, edition)
    asked = made.asked.get(owners__party=world.storvik)
    actions.answer(by=secretariat, round=made, commitment=asked, said={"result": status("full")})
    later = made.due_on + datetime.timedelta(days=1)
    storvik, litlevik = sorted(
        rounds.asked_in(made, later), key=lambda one: one.total - one.answered
    )
    assert (storvik.owner, storvik.is_missing, storvik.is_late) == ("Storvik", False, False)
    assert (litlevik.owner, litlevik.is_missing, litlevik.is_late) == ("Litlevik", True, True)
    assert StatusReport.objects.count() == 1


def test_who_is_missing_stands_first_each_in_the_order_of_their_names(
    world: World, secretariat: Actor
) -> None:
    def party(name: str) -> Party:
        return Party.objects.create(
            partnership=world.partnership, slug=name, name=name, kind="clinic", sort_key=name
        )

    owners = {name: party(name) for name in ("alfa", "Beta", "gamma", "Delta")}
    edition = running_plan(world, *[[one] for one in owners.values()])
    made = opened(secretariat, edition)
    for name in ("alfa", "Delta"):
        asked = made.asked.get(owners__party=owners[name])
        actions.answer(by=secretariat, round=made, commitment=asked, said={"done": "x"})
    found = [(one.owner, one.is_missing) for one in rounds.asked_in(made, today())]
    assert found == [("Beta", True), ("gamma", True), ("alfa", False), ("Delta", False)]


def test_what_was_reported_on_the_measure_itself_counts_too(
    world: World, secretariat: Actor
) -> None:
    from samspill.commitments.actions import report

    edition = running_plan(world, [world.storvik])
    made = opened(secretariat, edition)
    report(by=secretariat, commitment=made.asked.get(), result=status("full"))
    (only,) = rounds.asked_in(made, today())
    assert not only.is_missing
    assert owes_of(made, world.storvik).state == "closed"


def test_a_round_is_compared_with_the_one_before(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik], [world.litlevik])
    spring = opened(secretariat, edition)
    first, second = spring.asked.order_by("pk")
    actions.answer(by=secretariat, round=spring, commitment=first, said={"result": status("not")})
    spring = actions.close_round(by=secretariat, round=spring)
    autumn = opened(secretariat, edition, "Høsten")
    actions.answer(
        by=secretariat, round=autumn, commitment=first, said={"result": status("partly")}
    )
    found = {one.commitment.pk: one for one in rounds.compared(autumn, spring)}
    before, now = found[first.pk].before, found[first.pk].now
    assert before is not None
    assert now is not None
    assert (before.result, now.result) == (status("not"), status("partly"))
    assert found[first.pk].has_changed
    assert (found[second.pk].before, found[second.pk].now) == (None, None)
    assert not found[second.pk].has_changed


def test_the_secretariat_sees_who_is_missing_and_reminds_them(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.litlevik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Ola", "contact", world.litlevik)
    world.assigned("Siri", "secretariat")
    asked = made.asked.get(owners__party=world.storvik)
    actions.answer(by=secretariat, round=made, commitment=asked, said={"result": status("full")})
    client = browser_of(world, "Siri")
    path = f"{BASE}/plan/en/runder/{made.slug}/"
    assert "1 of 2" in client.get(path).content.decode()
    told = client.post(f"{path}minn/", {"one": ""})
    assert [one.people for one in told.context["reached"]] == [(world.people["Ola"],)]
    assert told.context["unreached"] == []
    assert not Message.objects.exists()
    client.post(f"{path}minn/", {"one": "", "meant": "1"})
    assert list(Message.objects.values_list("to", flat=True)) == ["ola@example.no"]
    assert Person.objects.filter(name="Ola").exists()


def test_a_contact_sees_neither_others_page_nor_the_buttons(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.litlevik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    client = browser_of(world, "Kari")
    assert client.get(f"{BASE}/svar/{owes_of(made, world.litlevik).pk}/").status_code in {403, 404}
    page = client.get(f"{BASE}/plan/en/runder/{made.slug}/")
    assert page.status_code == 200
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "Remind" not in main
    assert client.post(f"{BASE}/plan/en/runder/{made.slug}/minn/", {"one": ""}).status_code == 403


def test_the_text_of_last_time_can_be_begun_with(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik])
    spring = opened(secretariat, edition)
    actions.answer(
        by=secretariat, round=spring, commitment=spring.asked.get(),
        said={"result": status("not"), "done": "Last year's words"},
    )  # fmt: skip
    actions.close_round(by=secretariat, round=spring)
    autumn = opened(secretariat, edition, "Høsten")
    world.assigned("Kari", "contact", world.storvik)
    client = browser_of(world, "Kari")
    path = f"{BASE}/svar/{owes_of(autumn, world.storvik).pk}/"
    row = client.post(path, {"copy": "all"}).context["form"].rows[0]
    assert row.form["done"].value() == "Last year's words"
    assert not rounds.reports_in(autumn).exists()


def test_the_pages_take_as_many_queries_for_many_as_for_few(
    world: World, secretariat: Actor
) -> None:
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Siri", "secretariat")

    def counts(count: int, slug: str) -> list[int]:
        edition = running_plan(world, *[[world.storvik]] * count)
        made = opened(secretariat, edition)
        found = []
        for name, path in (
            ("Kari", f"{BASE}/svar/{owes_of(made, world.storvik).pk}/"),
            ("Siri", f"{BASE}/plan/en/runder/{made.slug}/"),
        ):
            client = browser_of(world, name)
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        actions.close_round(by=secretariat, round=made)
        PlanEdition.objects.filter(pk=edition.pk).update(state="closed")
        Plan.objects.filter(pk=edition.plan_id).update(slug=slug)
        return found

    few = counts(2, "a")
    many = counts(12, "b")
    assert many == few
    assert max(many) <= MOST


def test_before_it_is_opened_it_is_told_who_is_not_reached_and_measures_are_given_on(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.council])
    world.assigned("Siri", "secretariat")
    world.assigned("Kari", "contact", world.storvik)
    frame = {"partnership": world.partnership}
    heirs = [
        Body.objects.create(**frame, slug=name, name=name, short_name=name) for name in ("a", "b")
    ]
    for heir in heirs:
        BodySuccession.objects.create(
            **frame, predecessor=world.council, body=heir, part="noe", date=day("2026-01-01")
        )
    Body.objects.filter(pk=world.council.pk).update(valid_to=day("2026-01-01"))
    client, path = browser_of(world, "Siri"), f"{BASE}/plan/en/ny-runde/"
    page = client.get(path)
    assert [str(one.owner) for one in page.context["unreached"]] == ["ASU"]
    assert [one.people for one in page.context["reached"]] == [(world.people["Kari"],)]
    assert "Kari" in page.content.decode().partition('id="nas"')[2]
    assert "1 of the 2 who answer for a measure cannot be reached" in page.content.decode()
    [left] = page.context["left"]
    assert (left.name, left.measures, [name for _key, name in left.after]) == (
        "Samarbeidsutvalg",
        1,
        ["a", "b"],
    )
    sent = client.post(path, {"title": "Half typed", "give": left.after[1][0]})
    assert (sent.status_code, sent["Location"]) == (302, path)
    given = client.get(path)
    assert 'value="Half typed"' in given.content.decode()
    assert "1 measure is given on." in given.content.decode()
    assert given.context["left"] == []
    assert {str(one) for one in rounds.owing_now(edition)} == {"Storvik", "b"}
    assert not ReportingRound.objects.exists()
    sent = client.post(path, {"title": "Half typed", "give": left.after[1][0]}, follow=True)
    assert "decided already" in sent.content.decode()
    assert 'value="Half typed"' in sent.content.decode()
