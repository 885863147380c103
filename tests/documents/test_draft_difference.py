"""What a draft changes is read by those who may see the draft, beside the edition in force."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.parties.models import Assignment
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
BASE = "/hf/eksempel/arbeid"
DRAFT = f"{BASE}/avtaler/retningslinje-2/utgaver/2027/"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def rita(data: None, client: Client) -> Client:
    here = Partnership.objects.get(slug="eksempel")
    with scope(partnership=here):
        client.force_login(signed_in(here, "rita@example.no", Assignment.Kind.EDITOR))
    return client


def test_the_draft_leads_to_what_it_changes_in_what_is_in_force(rita: Client) -> None:
    assert f"{DRAFT}forskjell/" in rita.get(DRAFT).content.decode()
    page = rita.get(f"{DRAFT}forskjell/").content.decode()
    assert re.search(r"Fra 2025 til 2027", page)
    assert 'id="felles-kvittering"' in page
    assert "Kvitterfjell" in page


def test_what_a_draft_changes_is_for_those_who_may_see_it(data: None, client: Client) -> None:
    here = Partnership.objects.get(slug="eksempel")
    with scope(partnership=here):
        reader = signed_in(here, "regine@example.no", Assignment.Kind.REGIONAL_READER)
    client.force_login(reader)
    assert client.get(f"{DRAFT}forskjell/").status_code == 404


def test_a_body_sees_which_drafts_it_is_to_adopt(data: None, client: Client) -> None:
    here = Partnership.objects.get(slug="eksempel")
    with scope(partnership=here):
        client.force_login(signed_in(here, "siri@example.no", Assignment.Kind.SECRETARIAT))
    page = client.get(f"{BASE}/organ/partnerskapsmotet/").content.decode()
    [told] = re.findall(r"Skal vedtas:\s*<a href=\"([^\"]*)\"", page)
    assert told.endswith("/arbeid/planer/handlingsplan-2025-2028/2027/")
    assert "Skal vedtas:" not in client.get(f"{BASE}/organ/sekretariatet/").content.decode()
