"""The title of a document that one may not see stands on none of the registers' pages or sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.actors import program
from samspill.common.house import registers
from samspill.common.models import Partnership, today
from samspill.documents.models import Document
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, Party, Person
from samspill.plans.models import Plan

MARK = "Tittelen-er-unntatt"
READERS = {"secretariat", "editor"}
"""Who reads it: whoever keeps all, and whoever writes drafts of every document."""
OTHERS = sorted({*Assignment.Kind.values} - READERS)
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def withheld(data: None) -> Partnership:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        Document.objects.update(
            is_public=False, exempt_statute="§ 14", title=Concat(Value(f"{MARK} "), "title")
        )
        Plan.objects.update(document=Document.objects.first())
    return partnership


def signed_in(partnership: Partnership, role: str) -> Client:
    user = User.objects.create(email=f"{role}@example.no", name=role)
    with scope(partnership=partnership):
        party = Party.objects.municipalities().members_on(today())[0]
        about = party if role in Assignment.FOR_A_PARTY else None
        person = Person.objects.create(partnership=partnership, name=role, user=user, party=about)
        parties.give_role(by=program("test"), person=person, kind=role, party=about)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def addresses() -> Iterator[str]:
    for slug, register in registers().items():
        if not register.parent:
            yield f"register/{slug}/?naar=alle"
            yield f"register/{slug}/?som=xlsx&naar=alle"
        for pk in register.model._default_manager.values_list("pk", flat=True)[:3]:
            yield f"register/{slug}/{pk}/"


def text_of(answer: HttpResponse) -> str:
    if "spreadsheet" not in answer.headers["Content-Type"]:
        return answer.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("role", OTHERS)
def test_no_register_tells_what_is_withheld(withheld: Partnership, role: str) -> None:
    with scope(partnership=withheld):
        asked = list(addresses())
    client, told, answered = signed_in(withheld, role), [], 0
    for address in asked:
        answer = client.get(f"/hf/eksempel/arbeid/{address}")
        answered += answer.status_code == 200
        if MARK in text_of(answer):
            told.append(address)
    assert told == []
    assert answered > 60


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_writes_all_documents_reads_it(withheld: Partnership, role: str) -> None:
    client = signed_in(withheld, role)
    answer = client.get("/hf/eksempel/arbeid/register/dokumenter/?naar=alle")
    assert MARK in answer.content.decode()
