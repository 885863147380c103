"""The signed-in list of bodies claims no more of their seats than is entered."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common.models import Partnership
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def rows(data: None, client: Client) -> dict[str, str]:
    """What the list says of each body of nordre Trøndelag, by its short address."""
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        client.force_login(signed_in(partnership, "siri@demo.example", "secretariat"))
    page = client.get("/arbeid/organer/", HTTP_ACCEPT_LANGUAGE="nb")
    assert page.status_code == 200
    found = re.findall(r"<tr>(.*?)</tr>", page.content.decode(), re.DOTALL)
    links = {row: re.search(r"/arbeid/organer/([^/]+)/", row) for row in found}
    return {
        link.group(1): " ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split())
        for row, link in links.items()
        if link
    }


def test_where_nobody_entered_who_sits_no_seat_is_said_to_be_taken(rows: dict[str, str]) -> None:
    assert "Det er ikke lagt inn hvem som har 10 av plassene" in rows["psu"]
    with scope(partnership=Partnership.objects.get(slug="nordre-trondelag")):
        unknown = set(
            Body.objects.filter(seats__holders_recorded=False).values_list("slug", flat=True)
        )
    assert unknown
    assert not {slug for slug in unknown & set(rows) if "Ingen ledig plass" in rows[slug]}


def test_a_body_without_entered_seats_says_so(rows: dict[str, str]) -> None:
    assert rows["fagrad-digital-samhandling"].endswith("Plassene er ikke lagt inn")
