"""What a round says of itself: what is late in it, who gets a letter, who has begun."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import translation
from django_scopes import scope

from samspill.commitments.figures import figures_of
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership, today
from samspill.plans import actions
from tests.commitments.conftest import World, make_world
from tests.plans.test_rounds import BASE, SOON, browser_of, opened, owes_of, running_plan, status

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield make_world(made)


@pytest.fixture
def secretariat(world: World) -> Actor:
    return Actor("Siri", partnership=world.partnership.pk, roles=(Held("secretariat"),))


def test_what_is_late_in_a_round_is_counted_as_everywhere(world: World, secretariat: Actor) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik], [world.storvik])
    world.assigned("Kari", "contact", world.storvik)
    late = list(Commitment.objects.open().order_by("pk")[:2])
    for one in late:
        one.due_kind, one.due_on = "date", today() - SOON
        one.save()
    made = opened(secretariat, edition)
    party = figures_of([world.storvik.pk], today())[world.storvik.pk]
    client = browser_of(world, "Kari")
    page = client.get("/hf/prove/arbeid/").content.decode()
    assert party.late == 2
    assert "2 are late" in page
    assert "3 measures in the round, 2 of them late" in page
    actions.answer(by=secretariat, round=made, commitment=late[0], said={"result": status("full")})
    page = client.get("/hf/prove/arbeid/innboks/").content.decode()
    assert "3 measures in the round, 1 of them late" in page


def test_once_it_is_opened_it_is_told_who_gets_a_letter_when(
    world: World, secretariat: Actor
) -> None:
    running_plan(world, [world.storvik], [world.litlevik])
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Siri", "secretariat")
    client, path = browser_of(world, "Siri"), f"{BASE}/plan/en/ny-runde/"
    assert "Whoever has chosen nothing gets it" in client.get(path).content.decode()
    given = {"title": "Autumn", "due_on": str(today() + SOON)}
    page = client.post(path, given, follow=True).content.decode()
    assert "1 person gets an e-mail as chosen, usually the next morning: Kari." in page
    assert "1 who is asked cannot be reached." in page


def test_the_heading_of_a_round_agrees_with_its_rows_and_offers_no_letter_in_vain(
    world: World, secretariat: Actor
) -> None:
    edition = running_plan(world, [world.storvik], [world.storvik], [world.litlevik])
    made = opened(secretariat, edition)
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Siri", "secretariat")
    client, path = browser_of(world, "Siri"), f"{BASE}/plan/en/runder/{made.slug}/"
    asked = made.asked.filter(owners__party=world.storvik).first()
    actions.answer(by=secretariat, round=made, commitment=asked, said={"result": status("partly")})
    page = client.get(path)
    assert [page.context[name] for name in ("whole", "begun", "silent")] == [0, 1, 1]
    words = page.content.decode()
    assert "Begun" in words
    litlevik, storvik = (owes_of(made, one).pk for one in (world.litlevik, world.storvik))
    assert f'value="{storvik}"' in words
    assert f'value="{litlevik}"' not in words
    assert "Cannot be reached" in words
    place = reverse("work:people:party", args=[world.litlevik.slug])
    assert f'href="/hf/prove{place}"' in words


def test_an_empty_round_form_says_once_that_it_is_empty(world: World, secretariat: Actor) -> None:
    made = opened(secretariat, running_plan(world, [world.storvik], [world.storvik]))
    world.assigned("Kari", "contact", world.storvik)
    answer = browser_of(world, "Kari").post(f"{BASE}/svar/{owes_of(made, world.storvik).pk}/", {})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Nothing is filled in yet. Answer at least one measure.") == 1
    assert f'<a href="#m{made.asked.order_by("pk")[0].pk}">Nothing is filled' in page
    assert '<details class="same" open' not in page
