"""The inbox and one's own page: answered in place, and what was answered stands there."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from samspill.commitments.actions import report
from samspill.commitments.models import LegendStatus, StatusReport
from tests.commitments.asking import asks
from tests.commitments.conftest import World, acting

pytestmark = pytest.mark.django_db
BASE = "/hf/prove/arbeid"


def browser_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.assigned(name, "contact", world.storvik).user)
    client.cookies["sprak"] = "en"
    return client


def words_of(page: HttpResponse) -> str:
    return " ".join(strip_tags(page.content.decode()).split()).replace(" :", ":")


def answers() -> list[tuple[str, str]]:
    return list(StatusReport.objects.order_by("pk").values_list("by", "result__slug"))


def test_the_simplest_answers_are_given_by_one_press_on_ones_own_page(world: World) -> None:
    asks(result_legend="maloppnaelse", one_press=("full", "Yes"))
    asked, other = world.asks("Is it in use?", due=world.due(-1)), world.asks("And this?")
    kari = browser_of(world, "Kari")
    page = kari.get(f"{BASE}/").content.decode()
    assert page.count('name="press"') == 6
    sent = {"commitment": asked.pk, "press": "partly", "from": "home"}
    assert kari.post(f"{BASE}/innboks/", sent)["Location"].endswith("/arbeid/")
    usual = {"commitment": other.pk}
    assert kari.post(f"{BASE}/innboks/", usual)["Location"].endswith("/innboks/")
    assert answers() == [("Kari", "partly"), ("Kari", "full")]


def test_the_inbox_tells_what_was_answered_by_whom_and_when(world: World) -> None:
    asks(result_legend="i-bruk", one_press=("in_use", "Confirm"))
    asked = world.asks("Take it into use", about="same")
    world.asks("Of others", about="other")
    kari, ola = browser_of(world, "Kari"), browser_of(world, "Ola")
    kari.post(f"{BASE}/innboks/", {"commitment": asked.pk})
    page = ola.get(f"{BASE}/innboks/")
    [(report, occasion)] = page.context["answered"]
    assert (report.commitment, report.by, occasion) == (asked, "Kari", "")
    assert "Kari (" in page.content.decode()
    late = ola.post(
        f"{BASE}/innboks/", {"commitment": asked.pk, "note": "From July"}, follow=True
    ).content.decode()
    assert "answered it on" in late
    assert "Your note is not saved: «From July»" in late
    assert answers() == [("Kari", "in_use")]


def test_what_is_answered_comes_last_and_says_who_said_what(world: World) -> None:
    first, other = world.asks("First", due=world.due(-9)), world.asks("Other", due=world.due(-1))
    kari, ola = browser_of(world, "Kari"), browser_of(world, "Ola")
    result = LegendStatus.objects.get(legend=first.result_legend, slug="partly")
    acts = acting(world, "Kari")
    report(by=acts, commitment=first, result=result)
    page = kari.get(f"{BASE}/innboks/")
    late, answered = page.context["groups"]
    assert [[row.commitment for row in one.rows] for one in (late, answered)] == [[other], [first]]
    words = words_of(page)
    assert f"You answered today: {result.label}" in words
    assert words.count("Change the answer") == 1
    assert f"Kari answered today: {result.label}" in words_of(ola.get(f"{BASE}/innboks/"))
