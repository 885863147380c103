"""What hangs on a municipality that has ended is found with the one that took over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.parties.models import Facility, Party, PartySuccession

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def nordre(load_once: Callable[..., None]) -> Iterator[Partnership]:
    load_once("nordre-trondelag")
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def beds(client: Client, slug: str, day: str = "2026-11-30") -> dict[str, list[str]]:
    answer = client.get(f"/hf/nordre-trondelag/kommuner/{slug}/?dato={day}")
    return {one.name: others for one, others in answer.context["facilities"]}


def test_beds_go_to_the_municipality_that_took_over(nordre: Partnership, client: Client) -> None:
    """As the plan of 2018 has them: Fosnes 1, and Namdalseid 1 with Flatanger and Osen."""
    namsos = Party.objects.get(slug="namsos")
    for slug in ("ohd-fosnes", "ohd-namdalseid", "ohd-namsos"):
        Facility.objects.get(slug=slug).parties.remove(namsos)
    assert beds(client, "namsos") == {
        "Fosnes sykeheim": [],
        "Namdalseid helsehus": ["Flatanger", "Osen"],
        "Sykehjem i Namsos": [],
    }
    assert beds(client, "flatanger")["Namdalseid helsehus"] == ["Namsos", "Osen"]
    assert beds(client, "fosnes", "2019-06-01") == {"Fosnes sykeheim": []}
    assert beds(client, "flatanger", "2019-06-01")["Namdalseid helsehus"] == ["Namdalseid", "Osen"]


def test_what_went_over_in_parts_goes_to_nobody_by_itself(
    nordre: Partnership, client: Client
) -> None:
    fosnes = Party.objects.get(slug="fosnes")
    Facility.objects.get(slug="ohd-fosnes").parties.set([fosnes])
    PartySuccession.objects.filter(party=fosnes).update(part="den ene halvdelen")
    assert "Fosnes sykeheim" not in beds(client, "namsos")
