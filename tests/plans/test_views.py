"""The signed-in pages of a plan: the ways on are buttons, and adoption asks who and when."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope
from openpyxl import load_workbook

from samspill.accounts import actions as accounts
from samspill.accounts.models import User
from samspill.bodies.models import Body
from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership
from samspill.parties import actions as parties
from samspill.parties.models import Person
from samspill.plans.models import Measure, PlanEdition

pytestmark = pytest.mark.django_db
BASE = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Partnership:
    return Partnership.objects.get(slug="eksempel")


@pytest.fixture
def secretary(eksempel: Partnership) -> Client:
    user = User(email="siri@example.no", name="Siri")
    user.set_password("elleve rolige hester")
    user.save()
    accounts.own_address(user)
    with scope(partnership=eksempel):
        by = Actor("test", partnership=eksempel.pk, roles=(Held("secretariat"),))
        person = Person(partnership=eksempel, name="Siri", user=user)
        parties.save_person(by=by, person=person)
        parties.give_role(by=by, person=person, kind="secretariat")
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def state(partnership: Partnership, slug: str) -> str:
    with scope(partnership=partnership):
        return PlanEdition.objects.get(slug=slug).state


def test_the_buttons_are_the_moves_of_the_state(secretary: Client) -> None:
    draft = secretary.get(f"{BASE}/2027/").content.decode()
    assert "flytt/adopt/" in draft
    assert "flytt/start/" not in draft
    running = secretary.get(f"{BASE}/2025/").content.decode()
    assert "flytt/close/" in running
    assert "flytt/adopt/" not in running


def test_adoption_without_a_body_is_asked_again(secretary: Client, eksempel: Partnership) -> None:
    answer = secretary.post(f"{BASE}/2027/flytt/adopt/", {"case_reference": "Sak 7/26"})
    assert answer.status_code == 422
    assert "Sak 7/26" in answer.content.decode()
    assert state(eksempel, "2027") == "draft"


def test_a_draft_is_adopted(secretary: Client, eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        body = Body.objects.get(slug="partnerskapsmotet")
    sent = {"adopted_by": body.pk, "adopted_on": "2026-11-01", "case_reference": "Sak 7/26"}
    assert secretary.post(f"{BASE}/2027/flytt/adopt/", sent).status_code == 302
    assert state(eksempel, "2027") == "adopted"


def test_a_move_that_no_longer_leads_from_there_is_refused(
    secretary: Client, eksempel: Partnership
) -> None:
    assert secretary.post(f"{BASE}/2025/flytt/send/", {}).status_code == 422
    assert secretary.get(f"{BASE}/2025/flytt/finnes-ikke/").status_code == 404
    assert state(eksempel, "2025") == "running"


def test_the_next_edition_is_made_from_the_one_that_runs(
    secretary: Client, eksempel: Partnership
) -> None:
    assert secretary.post(f"{BASE}/2025/neste/", {"slug": "2026"}).status_code == 302
    with scope(partnership=eksempel):
        assert Measure.objects.filter(edition__slug="2026").count() == 12
    again = secretary.post(f"{BASE}/2025/neste/", {"slug": "2026"})
    assert again.status_code == 422


def test_a_measure_is_changed_in_the_register_while_it_is_a_draft(
    secretary: Client, eksempel: Partnership
) -> None:
    with scope(partnership=eksempel):
        measure = Measure.objects.select_related("area").get(edition__slug="2027", number="1.1.2")
        frozen = Measure.objects.get(edition__slug="2025", number="1.1.2")
    sent = {
        "area": measure.area_id,
        "number": "1.1.2",
        "text": "Gjøre telefonen fast.",
        "order": "1",
        "when_as_written": "Høst 2028",
        "years": "2028, 2027",
    }
    address = "/hf/eksempel/arbeid/register/tiltak"
    assert secretary.post(f"{address}/{measure.pk}/endre/", sent).status_code == 302
    with scope(partnership=eksempel):
        measure.refresh_from_db()
    assert (measure.years, str(measure.when_first)) == ([2027, 2028], "2028-08-01")
    unseen = {**sent, "text": "Holde\u00a0a\u030apent hus\u200b.", "note": "En.\r\nTo."}
    assert secretary.post(f"{address}/{measure.pk}/endre/", unseen).status_code == 302
    with scope(partnership=eksempel):
        measure.refresh_from_db()
    assert (measure.text, measure.note) == ("Holde åpent hus.", "En.\nTo.")
    wrong = secretary.post(f"{address}/{measure.pk}/endre/", {**sent, "years": "i fjor"})
    assert wrong.status_code == 422
    nowhere = secretary.post(f"{address}/{measure.pk}/endre/", {**sent, "number": "1.1/2"})
    assert nowhere.status_code == 422
    assert "«1.1/2» står i adresser" in nowhere.content.decode()
    assert secretary.post(f"{address}/{frozen.pk}/endre/", sent).status_code == 403


def test_measures_go_out_as_a_spreadsheet_and_in_again(
    secretary: Client, eksempel: Partnership
) -> None:
    got = secretary.get(f"{BASE}/2027/tiltak.xlsx").content
    book = load_workbook(io.BytesIO(got))
    assert book.active is not None
    book.active["B2"] = "Holde rutinen for utskriving."
    made = io.BytesIO()
    book.save(made)
    file = SimpleUploadedFile("tiltak.xlsx", made.getvalue())
    sent = secretary.post(f"{BASE}/2027/regneark/", {"file": file})
    assert sent.status_code == 302
    report = secretary.get(sent["Location"])
    assert "Holde rutinen for utskriving." in report.content.decode()
    with scope(partnership=eksempel):
        assert not Measure.objects.filter(text="Holde rutinen for utskriving.").exists()
    assert secretary.post(sent["Location"], {"mark": "noe annet"}).status_code == 409
    done = secretary.post(sent["Location"], {"mark": report.context["form"].plan.mark})
    assert done.status_code == 302
    with scope(partnership=eksempel):
        changed = Measure.objects.get(text="Holde rutinen for utskriving.")
    assert (changed.number, changed.edition.slug) == ("1.1.1", "2027")
    assert secretary.get(sent["Location"]).status_code == 404


def test_an_adopted_edition_takes_no_spreadsheet(secretary: Client) -> None:
    assert 'type="file"' not in secretary.get(f"{BASE}/2025/regneark/").content.decode()
    file = SimpleUploadedFile("tiltak.xlsx", b"PK")
    assert secretary.post(f"{BASE}/2025/regneark/", {"file": file}).status_code == 403
    assert secretary.post(f"{BASE}/2027/regneark/", {"file": file}).status_code == 422
