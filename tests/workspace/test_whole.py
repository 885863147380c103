"""The secretariat says of the helsefellesskap which lists are whole, and the pages follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.actions import version_of
from samspill.common.models import AuditEntry, Partnership
from tests.data.pages import said
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/arbeid/helsefellesskapet/"
TYPED = {"tagline": "20 kommuner", "about": "Om oss.", "search_words": "rullestol > hjelpemidler"}


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("st-olav")


@pytest.fixture
def partnership(data: None) -> Partnership:
    return Partnership.objects.get(slug="st-olav")


@pytest.fixture
def browser(partnership: Partnership, client: Client) -> Client:
    with scope(partnership=partnership):
        client.force_login(signed_in(partnership, "siri@demo.example", "secretariat"))
    return client


def address(partnership: Partnership) -> str:
    return f"/hf/{partnership.slug}{ADDRESS}"


def test_what_is_said_to_be_whole_is_shown_so_at_once(
    browser: Client, partnership: Partnership
) -> None:
    was = partnership.all_members_entered
    before = said(browser, "st-olav", "/kommuner/")
    given = {**TYPED, "version": version_of(partnership)}
    answer = browser.post(address(partnership), given | ({} if was else {"all_members_entered": 1}))
    assert answer.status_code == 302
    after = said(browser, "st-olav", "/kommuner/")
    assert ("Det kan være flere" in before) is not was
    assert ("Det kan være flere" in after) is was


def test_it_is_written_and_told_in_the_log_without_what_is_counted(
    browser: Client, partnership: Partnership
) -> None:
    browser.post(address(partnership), {**TYPED, "version": version_of(partnership)})
    now = Partnership.objects.get(pk=partnership.pk)
    assert now.search_words == ["rullestol > hjelpemidler"]
    assert now.content_version > partnership.content_version
    with scope(partnership=partnership):
        entry = AuditEntry.objects.filter(model="common.partnership").latest("pk")
    assert "search_words" in entry.after
    assert not {"content_version", "versions"} & entry.after.keys()


def test_a_change_of_content_is_no_conflict_and_that_of_a_colleague_is(
    browser: Client, partnership: Partnership
) -> None:
    opened = version_of(partnership)
    Partnership.objects.filter(pk=partnership.pk).update(content_version=10_000)
    assert browser.post(address(partnership), {**TYPED, "version": opened}).status_code == 302
    assert Partnership.objects.get(pk=partnership.pk).content_version > 10_000
    typed = {**TYPED, "tagline": "Noe annet", "version": opened}
    refused = browser.post(address(partnership), typed)
    assert refused.status_code == 409
    assert "Noe annet" in refused.content.decode()
