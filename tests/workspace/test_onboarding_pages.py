"""Onboarding through the pages: template, report, carrying out, and who may."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.bodies.models import Body, Seat, Term, Tier
from samspill.common.models import AuditEntry
from samspill.parties.models import (
    Assignment,
    ContactPoint,
    Participation,
    Party,
    PartyNumber,
    Person,
    RegionMembership,
    Side,
)
from samspill.workspace.models import Upload
from tests.workspace.workbooks import MUNICIPALITIES, content, whole

pytestmark = pytest.mark.django_db
PLACE = "/hf/prove/arbeid/oppstart/"


def send(client: Client, data: bytes, name: str = "oppstart.xlsx") -> Any:
    return client.post(PLACE, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_an_empty_helsefellesskap_of_ten_municipalities(browser: Client) -> None:
    page = send(browser, content(whole()))
    assert page.status_code == 200
    plan = page.context["plan"]
    assert [doubt for doubt in plan.doubts if doubt.stops] == []
    assert "Save all of it" in page.content.decode()
    assert Party.objects.count() == 0
    address = page.redirect_chain[-1][0]
    done = browser.post(address, {"mark": plan.mark}, follow=True)
    assert [str(m) for m in done.context["messages"]] == ["Saved: 34 added, 0 changed."]
    assert Party.objects.municipalities().count() == 10
    assert set(PartyNumber.objects.values_list("number", flat=True)) == set(MUNICIPALITIES.values())
    assert (
        Party.objects.get(slug="klinikk-for-medisin").part_of
        == Party.objects.hospital_trusts().get()
    )
    assert Participation.objects.filter(capacity="member").count() == 11
    assert sorted(Side.objects.values_list("name", flat=True)) == ["Helseforetaket", "Kommunene"]
    assert sorted(Tier.objects.values_list("name", flat=True)) == [
        "Partnerskap",
        "Strategisk nivå",
    ]
    assert RegionMembership.objects.count() == 2
    kari = Person.objects.get(name="Kari Nordmann")
    assert set(kari.assignments.values_list("kind", "party__slug")) == {
        (Assignment.Kind.CONTACT, "steinkjer-kommune"),
        (Assignment.Kind.REPORTER, "steinkjer-kommune"),
    }
    assert kari.user is None
    assert ContactPoint.objects.get().party == Party.objects.get(slug="levanger-kommune")
    assert Body.objects.get(short_name="SSU").parent == Body.objects.get(name="Partnerskapsmøte")
    assert Seat.objects.count() == 11
    assert Term.objects.filter(holder="Kommunedirektør").count() == 10
    assert Term.objects.get(person__name="Ola Hansen").seat.may_vote is False
    written = AuditEntry.objects.filter(action="onboard")
    assert written.filter(by="Siri").count() == written.count()
    assert written.filter(model="parties.party").count() == 12
    kept = Upload.objects.get()
    assert (kept.added, kept.changed, kept.content) == (30, 0, {})
    assert kept.done_at is not None


def test_the_same_workbook_read_again_changes_nothing(browser: Client) -> None:
    data = content(whole())
    page = send(browser, data)
    browser.post(page.redirect_chain[-1][0], {"mark": page.context["plan"].mark})
    again = send(browser, data)
    plan = again.context["plan"]
    assert plan.changes_nothing
    assert plan.refused == []
    assert "Nothing changes." in again.content.decode()
