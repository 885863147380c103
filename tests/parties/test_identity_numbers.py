"""No text field of a page takes a national identity number, however it is spelt."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.common.models import AuditEntry, Partnership
from samspill.parties.models import ContactPoint, Party, Person
from tests.common.test_identity import SPELLINGS

pytestmark = pytest.mark.django_db
TOLD = "The text holds a national identity number."
REGISTER = "/hf/prove/arbeid/register/"


@pytest.fixture
def party(partnership: Partnership) -> Party:
    return Party.objects.create(
        partnership=partnership, slug="lierne", name="Lierne", kind=Party.Kind.MUNICIPALITY
    )


@pytest.mark.parametrize("spelt", SPELLINGS)
def test_a_contact_point_takes_none(browser: Client, party: Party, spelt: str) -> None:
    given = {"slug": "vakt", "kind": "contact", "title": "Vakt", "party": party.pk}
    answer = browser.post(f"{REGISTER}kontaktpunkter/ny/", {**given, "title": spelt})
    assert answer.status_code == 422
    assert TOLD in answer.context["form"].errors["title"][0]
    assert spelt not in str(answer.context["form"].errors)
    assert not ContactPoint.objects.exists()
    assert browser.post(f"{REGISTER}kontaktpunkter/ny/", given).status_code == 302


def test_a_person_and_a_reason_take_none(browser: Client, party: Party) -> None:
    named = browser.post("/hf/prove/arbeid/folk/ny/", {"name": "Kari 130972 48022"})
    assert TOLD in named.context["form"].errors["name"][0]
    assert Person.objects.count() == 1
    ended = browser.post(
        f"{REGISTER}parter/{party.pk}/fjern/", {"reason": "Gjaldt 13.09.72 480 22"}
    )
    assert TOLD in ended.context["form"].errors["reason"][0]
    assert Party.objects.exists()
    assert not AuditEntry.objects.filter(reason__contains="480 22").exists()


def test_what_stood_there_before_does_not_stop_another_change(
    browser: Client, party: Party
) -> None:
    Party.objects.filter(pk=party.pk).update(name="13097248022")
    address = f"{REGISTER}parter/{party.pk}/endre/"
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    answer = browser.post(address, {**sent, "short_name": "Lierne"})
    assert answer.status_code == 302, answer.context["form"].errors
