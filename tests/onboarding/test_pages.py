"""Onboarding through the pages: template, report, carrying out, and who may."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from samspill.bodies.models import Body, Seat, Term, Tier
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry, Partnership
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
from samspill.uploads.models import Upload
from tests.onboarding.workbooks import MUNICIPALITIES, content, whole
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
PLACE = "/hf/prove/arbeid/oppstart/"


def send(client: Client, data: bytes, name: str = "oppstart.xlsx") -> Any:
    return client.post(PLACE, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_an_empty_helsefellesskap_of_ten_municipalities(browser: Client) -> None:
    page = send(browser, content(whole()))
    assert page.status_code == 200
    plan = page.context["form"].plan
    assert [doubt for doubt in plan.doubts if doubt.stops] == []
    assert "Save all of it" in page.content.decode()
    assert Party.objects.count() == 0
    address = page.redirect_chain[-1][0]
    done = browser.post(address, {"mark": plan.mark}, follow=True)
    assert [str(m) for m in done.context["messages"]] == ["Saved: 34 added, 0 changed."]
    assert Party.objects.municipalities().count() == 10
    assert set(PartyNumber.objects.values_list("number", flat=True)) == set(MUNICIPALITIES.values())
    assert Party.objects.get(slug="klinikk-for-medisin").part_of == Party.objects.get(
        kind=Party.Kind.HOSPITAL_TRUST
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
    browser.post(page.redirect_chain[-1][0], {"mark": page.context["form"].plan.mark})
    again = send(browser, data)
    plan = again.context["form"].plan
    assert plan.changes_nothing
    assert plan.refused == []
    assert "Nothing changes." in again.content.decode()


def test_the_template_comes_back_filled_and_is_read_again(browser: Client) -> None:
    page = send(browser, content(whole()))
    browser.post(page.redirect_chain[-1][0], {"mark": page.context["form"].plan.mark})
    answer = browser.get(f"{PLACE}mal.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="prove.xlsx"'
    made = load_workbook(io.BytesIO(answer.content))
    assert made.worksheets[-1].sheet_state == "veryHidden"
    parties = made.worksheets[1]
    assert parties.max_row == 1 + 1 + 12
    assert len(parties.data_validations.dataValidation) == 3
    assert str(parties["A2"].value).partition(":")[2]
    assert send(browser, answer.content).context["form"].plan.changes_nothing
    parties["C3"] = "Nytt kortnavn"
    changed = send(browser, content(made)).context["form"].plan
    assert [(c.row, c.differences[0][1:]) for c in changed.changed] == [(3, ("", "Nytt kortnavn"))]


def test_a_file_that_cannot_be_read_is_said_on_the_page(browser: Client) -> None:
    page = browser.post(PLACE, {"file": SimpleUploadedFile("a.xlsx", b"tekst")})
    assert page.status_code == 422
    assert "This is not an Excel workbook." in page.content.decode()
    assert Upload.objects.count() == 0


def test_no_file_at_all(browser: Client) -> None:
    page = browser.post(PLACE, {})
    assert page.status_code == 422
    assert "Choose a file first." in page.content.decode()


def test_nothing_is_saved_while_a_row_cannot_be_used(browser: Client) -> None:
    made = whole()
    made["Seats"]["A2"] = "Strategisk utvalgg"
    page = send(browser, content(made))
    assert [d.what for d in page.context["form"].plan.refused] == [
        "There is no «Strategisk utvalgg»."
    ]
    assert "Save all of it" not in page.content.decode()
    answer = browser.post(page.redirect_chain[-1][0], {"mark": page.context["form"].plan.mark})
    assert answer.status_code == 409
    assert Party.objects.count() == 0


def test_nothing_is_saved_when_the_database_refuses_the_last_row(browser: Client) -> None:
    made = whole()
    seats = made["Seats"]
    seats.cell(1, 10, "To and including")
    seats.cell(2, 10, "1.1.2020")
    page = send(browser, content(made))
    assert page.context["form"].plan.refused == []
    answer = browser.post(page.redirect_chain[-1][0], {"mark": page.context["form"].plan.mark})
    assert answer.status_code == 422
    assert (
        answer.context["form"]
        .non_field_errors()[0]
        .startswith("Nothing is saved. Seats, row 2 (Steinkjer kommune)")
    )
    assert (Party.objects.count(), Body.objects.count(), Side.objects.count()) == (0, 0, 0)
    assert AuditEntry.objects.filter(action="onboard").count() == 0


def test_what_has_changed_since_the_report_is_shown_anew(
    browser: Client, partnership: Partnership, secretary: Actor
) -> None:
    page = send(browser, content(whole()))
    address, mark = page.redirect_chain[-1][0], page.context["form"].plan.mark
    side = actions.save(
        by=secretary, record=Side(partnership=partnership, slug="kommunene", name="Kommunene")
    )
    steinkjer = Party(partnership=partnership, slug="steinkjer", kind="municipality", side=side)
    steinkjer.name = "Steinkjer kommune"
    actions.save(by=secretary, record=steinkjer)
    answer = browser.post(address, {"mark": mark})
    assert answer.status_code == 409
    assert answer.context["form"].non_field_errors()[0] == (
        "Something has changed since you read the report. Nothing is saved yet. "
        "Here is a new report."
    )
    assert [change.shown for change in answer.context["form"].plan.changed] == ["Steinkjer kommune"]
    assert Party.objects.count() == 1
    done = browser.post(address, {"mark": answer.context["form"].plan.mark})
    assert done.status_code == 302
    assert Party.objects.municipalities().count() == 10


def test_an_upload_is_carried_out_once(browser: Client) -> None:
    page = send(browser, content(whole()))
    address, mark = page.redirect_chain[-1][0], page.context["form"].plan.mark
    assert browser.post(address, {"mark": mark}).status_code == 302
    assert browser.post(address, {"mark": mark}).status_code == 404
    assert Party.objects.count() == 12


def test_the_pages_are_told_once(browser: Client, partnership: Partnership) -> None:
    page = send(browser, content(whole()))
    partnership.refresh_from_db()
    before = partnership.content_version
    browser.post(page.redirect_chain[-1][0], {"mark": page.context["form"].plan.mark})
    partnership.refresh_from_db()
    assert partnership.content_version == before + 1


def test_an_upload_out_of_date_is_gone(browser: Client) -> None:
    page = send(browser, content(whole()))
    Upload.objects.update(expires_at=timezone.now())
    assert browser.get(page.redirect_chain[-1][0]).status_code == 404
    send(browser, content(whole()))
    assert Upload.objects.count() == 1


def test_another_secretary_does_not_see_what_one_has_read(
    browser: Client, partnership: Partnership
) -> None:
    page = send(browser, content(whole()))
    other = Client()
    other.force_login(signed_in(partnership, "stine@example.no", Assignment.Kind.SECRETARIAT))
    assert other.get(page.redirect_chain[-1][0]).status_code == 404


@pytest.mark.parametrize("kind", [Assignment.Kind.EDITOR, Assignment.Kind.REGIONAL_READER])
def test_only_the_secretariat_may(client: Client, partnership: Partnership, kind: str) -> None:
    client.force_login(signed_in(partnership, "rita@example.no", kind))
    assert client.get(PLACE).status_code == 403
    assert client.get(f"{PLACE}mal.xlsx").status_code == 403
    assert client.get(f"{PLACE}1/").status_code == 403
    data = {"file": SimpleUploadedFile("a.xlsx", content(whole()))}
    assert client.post(PLACE, data).status_code == 403
    assert Upload.objects.count() == 0
    assert "oppstart" not in client.get("/hf/prove/arbeid/register/").content.decode()
    assert "oppstart" not in client.get("/hf/prove/arbeid/").content.decode()


def test_the_secretariat_finds_it(browser: Client) -> None:
    for page in ("/hf/prove/arbeid/", "/hf/prove/arbeid/register/"):
        assert f'href="{PLACE}"' in browser.get(page).content.decode()


def test_whoever_is_not_signed_in_signs_in_first(client: Client, partnership: Partnership) -> None:
    assert client.get(PLACE).status_code == 302


@pytest.mark.parametrize("name", ["oppstart.xlsm", "oppstart.docx", "oppstart.xlsx.exe", "xlsx"])
def test_a_workbook_by_another_name_is_not_taken(browser: Client, name: str) -> None:
    page = send(browser, content(whole()), name)
    assert page.status_code == 422
    assert "This is not an Excel workbook." in page.content.decode()
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("..\\..\\oppstart.XLSX", "oppstart.XLSX"),
        ("<b>oppstart</b>.xlsx", "b>.xlsx"),
    ],
)
def test_a_name_with_a_path_is_a_name_alone_and_no_file_is_kept(
    browser: Client, settings, tmp_path, name: str, kept: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    page = send(browser, content(whole()), name)
    assert page.status_code == 200
    assert Upload.objects.get().file_name == kept
    assert "<b>oppstart" not in page.content.decode()
    assert list(tmp_path.iterdir()) == []
