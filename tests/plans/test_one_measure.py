"""A round answered one measure at a time: a press saves and goes on, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership
from samspill.plans import actions
from samspill.plans.models import ReportingRound
from tests.commitments.conftest import World, make_world
from tests.plans.test_rounds import BASE, browser_of, opened, owes_of, running_plan, status

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def round(world: World, secretariat: Actor) -> ReportingRound:
    """Three measures of one owner."""
    return opened(secretariat, running_plan(world, *[[world.storvik]] * 3))


def steps(world: World, round: ReportingRound) -> tuple[str, list[Commitment], list[str]]:
    """The page of all, the measures in order, and the page of each."""
    whole = f"{BASE}/svar/{owes_of(round, world.storvik).pk}/"
    asked = list(round.asked.order_by("pk"))
    return whole, asked, [f"{whole}tiltak/{one.pk}/" for one in asked]


def said() -> list[tuple[int, str, str]]:
    """Commitment, status and text of each report, in order."""
    found = StatusReport.objects.order_by("pk").values_list(
        "commitment", "result__slug", "work__slug", "done"
    )
    return [(one, result or work or "", done) for one, result, work, done in found]


def test_each_press_is_saved_and_leads_to_the_next_that_is_left(
    world: World, kari: Client, round: ReportingRound
) -> None:
    whole, asked, pages = steps(world, round)
    assert f'href="{pages[0]}"' in kari.get(whole).content.decode()
    presses = kari.get(pages[0]).context["form"].presses
    assert [one.label for one in presses] == ["Ikke oppnådd", "Delvis oppnådd", "Oppnådd"]
    assert kari.post(pages[0], {"press": status("partly").pk})["Location"] == pages[1]
    # Left here and continued: the second is skipped, and is what is left in the end.
    assert f'href="{pages[1]}"' in kari.get(whole).content.decode()
    assert kari.post(pages[1], {"go": "next"})["Location"] == pages[2]
    sent = {"press": status("full").pk, "done": "All are trained"}
    assert kari.post(pages[2], sent)["Location"] == pages[1]
    assert kari.post(pages[1], {"press": status("not").pk})["Location"] == whole
    assert said() == [
        (asked[0].pk, "partly", ""), (asked[2].pk, "full", "All are trained"),
        (asked[1].pk, "not", ""),
    ]  # fmt: skip
    assert owes_of(round, world.storvik).state == "closed"
    page = kari.get(whole).content.decode()
    assert "Every measure is answered" in page
    assert "Answered by Kari" in page


def test_back_and_forth_saves_what_is_typed_and_nothing_twice(
    world: World, kari: Client, round: ReportingRound
) -> None:
    _whole, asked, pages = steps(world, round)
    kari.post(pages[1], {"press": status("partly").pk})
    shown = kari.get(pages[1])
    assert [one.is_chosen for one in shown.context["form"].presses] == [False, True, False]
    version = shown.context["form"]["version"].value()
    again = {"press": status("partly").pk, "version": version}
    assert kari.post(pages[1], again).status_code == 302
    assert kari.post(pages[1], {"go": "previous", "version": version})["Location"] == pages[0]
    typed = {"go": "previous", "done": "Begun", "version": version}
    assert kari.post(pages[1], typed)["Location"] == pages[0]
    assert said() == [(asked[1].pk, "partly", ""), (asked[1].pk, "", "Begun")]


def test_a_reason_is_asked_for_once_a_status_needs_it(
    world: World, kari: Client, round: ReportingRound
) -> None:
    LegendStatus.objects.filter(slug="not").update(needs_reason=True)
    _whole, asked, pages = steps(world, round)
    assert not kari.get(pages[0]).context["form"].asks_reason
    pressed = {"press": status("not").pk, "done": "Not much"}
    asks = kari.post(pages[0], pressed)
    assert (asks.status_code, asks.context["form"].asks_reason) == (200, True)
    page = asks.content.decode()
    assert "Not much" in page
    assert 'class="errors"' not in page
    chosen = {"result": status("not").pk, "done": "Not much", "go": "next"}
    without = kari.post(pages[0], chosen)
    assert without.status_code == 422
    assert '<a href="#id_reason">' in without.content.decode()
    assert "Not much" in without.content.decode()
    assert kari.post(pages[0], {**chosen, "reason": "No staff"})["Location"] == pages[1]
    assert said() == [(asked[0].pk, "not", "Not much")]
    assert StatusReport.objects.get().reason == "No staff"


def test_the_second_of_two_is_told_who_answered_and_when(
    world: World, kari: Client, round: ReportingRound
) -> None:
    _whole, asked, pages = steps(world, round)
    world.assigned("Ola", "contact", world.storvik)
    ola = browser_of(world, "Ola")
    for client in (kari, ola):
        client.get(pages[0])
    sent = {"press": status("partly").pk, "version": "-"}
    kari.post(pages[0], {**sent, "done": "What Kari saw"})
    answer = ola.post(pages[0], {**sent, "press": status("full").pk, "done": "What Ola saw"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Kari (" in page
    assert "answered meanwhile, on" in page
    assert "What Kari saw" in page
    assert "What Ola saw" in page
    form = answer.context["form"]
    assert [one.is_chosen for one in form.presses] == [False, False, True]
    version = form["version"].value()
    again = {"press": status("full").pk, "done": "What Ola saw", "version": version}
    assert ola.post(pages[0], again).status_code == 302
    assert said() == [
        (asked[0].pk, "partly", "What Kari saw"), (asked[0].pk, "full", "What Ola saw"),
    ]  # fmt: skip


def test_after_the_due_date_it_is_late_and_after_the_close_nothing_typed_is_lost(
    world: World, secretariat: Actor, kari: Client, round: ReportingRound
) -> None:
    whole, _asked, pages = steps(world, round)
    ReportingRound.objects.update(due_on="2020-01-01")
    assert "marked as late" in kari.get(pages[0]).content.decode()
    assert kari.post(pages[0], {"press": status("full").pk}).status_code == 302
    actions.close_round(by=secretariat, round=ReportingRound.objects.get())
    answer = kari.post(pages[1], {"press": status("full").pk, "done": "Too late"})
    assert answer.status_code == 422
    assert "takes no more answers" in answer.content.decode()
    assert "Too late" in answer.content.decode()
    assert kari.get(pages[1])["Location"] == whole
    assert len(said()) == 1


def test_a_measure_of_others_is_not_found_and_a_strange_status_is_refused(
    world: World, kari: Client, round: ReportingRound
) -> None:
    whole, _asked, pages = steps(world, round)
    assert kari.get(f"{whole}tiltak/999999999/").status_code == 404
    refused = kari.post(pages[0], {"press": status("on_track", "arbeid").pk})
    assert refused.status_code == 422
    assert "Choose one of the statuses below." in refused.content.decode()
    assert said() == []


def test_the_page_of_all_names_and_links_what_is_wrong(
    world: World, kari: Client, round: ReportingRound
) -> None:
    whole, asked, _pages = steps(world, round)
    answer = kari.post(whole, {f"m{asked[1].pk}-work": status("dropped", "arbeid").pk})
    assert answer.status_code == 422
    told = [("1.2 Tiltak 2: Why: «Utgått» needs a reason.", f"id_m{asked[1].pk}-reason")]
    assert answer.context["form"].told_wrong == told
    assert f'href="#{told[0][1]}"' in answer.content.decode()


def test_a_round_does_not_stand_beside_its_own_measures(
    world: World, secretariat: Actor, kari: Client, round: ReportingRound
) -> None:
    def listed() -> list[str]:
        page = kari.get("/hf/prove/arbeid/innboks/")
        return [row.commitment.title for group in page.context["groups"] for row in group.rows]

    assert listed() == ["Våren"]
    actions.close_round(by=secretariat, round=ReportingRound.objects.get())
    assert listed() == ["1.1 Tiltak 1", "1.2 Tiltak 2", "1.3 Tiltak 3"]
