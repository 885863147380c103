"""What is being typed and not saved: kept for its writer, offered again, and gone in time."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from samspill.common import unsaved
from samspill.common.actors import program
from samspill.common.models import AuditEntry, Unsaved
from samspill.documents import actions
from samspill.portal.models import SearchEntry
from tests.documents.conftest import Desk
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
TYPED = {"number": "2", "heading": "Varighet", "body": "Til 2031, kvitteringsord.", "version": ""}


def keep(desk: Desk, **typed: str) -> Any:
    return desk.client.post(
        desk.page_of("varighet"),
        {**TYPED, **typed, "unsaved": "keep", "csrfmiddlewaretoken": "hemmelig"},
        headers={"Accept": "application/json"},
    )


def test_what_is_typed_is_kept_without_being_saved_or_told_of(desk: Desk) -> None:
    before = AuditEntry.objects.count()
    answer = keep(desk)
    assert answer.status_code == 200
    assert answer.json()["told"].startswith("Draft kept at ")
    assert desk.text("varighet").body == "Til videre."
    draft = Unsaved.objects.get()
    assert "kvitteringsord" in draft.data
    assert "hemmelig" not in draft.data
    assert AuditEntry.objects.count() == before
    assert not SearchEntry.objects.filter(path__contains="2027").exists()


def test_typing_on_keeps_the_latest_alone(desk: Desk) -> None:
    keep(desk)
    keep(desk, body="Senere ord.")
    assert "Senere" in Unsaved.objects.get().data


def test_it_is_offered_beside_the_saved_text_and_can_be_taken(desk: Desk) -> None:
    keep(desk)
    page = desk.client.get(desk.page_of("varighet")).content.decode()
    assert "Til 2031, kvitteringsord." in page
    assert "Til videre.</textarea>" in page
    taken = desk.client.get(f"{desk.page_of('varighet')}?kladd=1").content.decode()
    assert "Til 2031, kvitteringsord.</textarea>" in taken
    assert "This is your draft" in taken
    assert "You were signed out" not in taken


def test_a_draft_that_says_what_is_saved_is_not_offered(desk: Desk) -> None:
    keep(desk, body="Til videre.\r\n")
    page = desk.client.get(desk.page_of("varighet")).content.decode()
    assert "Throw the draft away" not in page


def test_a_taken_draft_is_held_against_what_others_have_saved_since_it_was_begun(
    desk: Desk,
) -> None:
    opened = desk.client.get(desk.page_of("varighet")).context["form"]["version"].value()
    keep(desk, version=opened)
    theirs = desk.text("varighet")
    theirs.body = "Deres ord."
    actions.save_provision(by=program("test"), text=theirs)
    taken = desk.client.get(f"{desk.page_of('varighet')}?kladd=1").context["form"]
    data = {name: taken[name].value() for name in taken.fields}
    answer = desk.client.post(desk.page_of("varighet"), data)
    assert answer.status_code == 409
    assert "Deres ord." in answer.content.decode()
    assert desk.text("varighet").body == "Deres ord."


def test_it_goes_when_the_form_is_saved(desk: Desk) -> None:
    keep(desk)
    answer = desk.client.post(desk.page_of("varighet"), TYPED)
    assert answer.status_code == 302
    assert not Unsaved.objects.exists()


def test_it_stays_when_the_form_is_refused(desk: Desk) -> None:
    keep(desk)
    answer = desk.client.post(desk.page_of("varighet"), {**TYPED, "number": "1"})
    assert answer.status_code == 422
    assert Unsaved.objects.exists()


def test_it_can_be_thrown_away(desk: Desk) -> None:
    keep(desk)
    answer = desk.client.post(desk.page_of("varighet"), {**TYPED, "unsaved": "forget"})
    assert answer.status_code == 302
    assert not Unsaved.objects.exists()
    assert desk.text("varighet").body == "Til videre."


def test_nobody_else_sees_it_the_secretariat_included(desk: Desk) -> None:
    keep(desk)
    other = Client()
    partnership = desk.edition.partnership
    other.force_login(signed_in(partnership, "sara@example.no", "secretariat"))
    for address in (desk.page_of("varighet"), f"{desk.page_of('varighet')}?kladd=1"):
        assert "kvitteringsord" not in other.get(address).content.decode()
    other.post(desk.page_of("varighet"), {**TYPED, "unsaved": "forget"})
    assert Unsaved.objects.count() == 1


def test_who_may_not_write_there_keeps_nothing_there(desk: Desk) -> None:
    other = Client()
    other.force_login(signed_in(desk.edition.partnership, "r@example.no", "regional_reader"))
    address = desk.page_of("varighet")
    assert other.post(address, {**TYPED, "unsaved": "keep"}).status_code in {403, 404}
    assert Client().post(address, {**TYPED, "unsaved": "keep"}).status_code == 302
    assert not Unsaved.objects.exists()


def test_what_is_too_long_to_keep_says_so(desk: Desk) -> None:
    answer = keep(desk, body="a" * (unsaved.KEPT_BYTES + 1))
    assert answer.status_code == 413
    assert "too long" in answer.json()["told"]
    assert not Unsaved.objects.exists()


def test_old_ones_are_forgotten_everywhere_and_not_offered_meanwhile(desk: Desk) -> None:
    keep(desk)
    late = timezone.now() + unsaved.KEPT + datetime.timedelta(minutes=1)
    with time_machine.travel(late):
        assert unsaved.forget_old_drafts() == 1
    with scopes_disabled():
        assert not Unsaved.objects.exists()
    keep(desk)
    assert unsaved.forget_old_drafts() == 0


def test_any_long_form_of_a_register_is_kept(desk: Desk) -> None:
    made = reverse("work:change", args=["dokumenter", desk.edition.document_id])
    address = f"/hf/nord{made}"
    page = desk.client.get(address).content.decode()
    assert "data-unsaved" in page
    answer = desk.client.post(address, {"summary": "Halvferdig.", "unsaved": "keep"})
    assert answer.status_code == 200
    assert "Halvferdig." in desk.client.get(address).content.decode()
