"""The operator's page: what is wrong stands first, and nobody else sees it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.models import AuditEntry, Partnership
from samspill.log import KeptLine, _latest
from samspill.mail.models import Message
from samspill.operations import records
from samspill.parties.models import Party

pytestmark = pytest.mark.django_db
ADDRESS = "/hf/nord/arbeid/drift/"


@pytest.fixture
def operator(settings: Any, tmp_path: Path) -> Client:
    settings.SAMSPILL_HOME = tmp_path
    for slug in ("nord", "sor"):
        Partnership.objects.create(slug=slug, name=slug.title())
    user = User.objects.create(email="d@example.no", name="D", is_operator=True, has_seen_tour=True)
    client = Client()
    client.force_login(user, backend="samspill.accounts.backend.Backend")
    return client


@pytest.fixture
def warned() -> Iterator[None]:
    _latest.append(KeptLine(timezone.now(), "ERROR", "noe gikk galt (OSError)"))
    yield
    _latest.clear()


def text_of(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("warned")
def test_it_says_what_is_wrong_and_how_all_stands(operator: Client) -> None:
    nord = Partnership.objects.get(slug="nord")
    with scope(partnership=nord):
        Party.objects.create(partnership=nord, slug="a", name="A", kind=Party.Kind.MUNICIPALITY)
    AuditEntry.objects.create(
        partnership=nord, by="ola", action="load", object="Nord", model="common.partnership"
    )
    Message.objects.create(
        key="a", to="a@example.no", subject="Velg passord", text="", state=Message.State.REFUSED
    )
    text = text_of(operator)
    assert "Ingenting kjører av seg selv" in text
    assert "Ingen sikkerhetskopi er tatt her." in text
    assert '<td class="num" data-l="Parter:">1</td>' in text
    assert "0 sendt det siste døgnet, 0 venter, 1 kom ikke fram" in text
    assert ", ola</span>" in text
    assert "noe gikk galt (OSError)" in text
    assert "Ingen sikkerhetskopi er tatt her." in text_of(operator, "/hf/nord/arbeid/")
    # A letter that belongs to no helsefellesskap is the operator's to send again.
    assert "Velg passord" in text_of(operator, "/hf/nord/arbeid/post/")


def test_nothing_is_wrong_where_all_runs(operator: Client) -> None:
    taken = timezone.now() - datetime.timedelta(hours=1)
    records.place().write_text(f'[{{"taken_at": "{taken.isoformat()}"}}]', encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    text = text_of(operator)
    assert "Ingenting er galt" in text
    assert "1 prosess gjør det" in text


def test_it_asks_little_however_much_there_is(
    operator: Client, django_assert_max_num_queries: Any
) -> None:
    operator.get(ADDRESS)
    with django_assert_max_num_queries(10):
        operator.get(ADDRESS)
