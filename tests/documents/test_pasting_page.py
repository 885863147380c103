"""Pasting asks the server for clean text; what is too much is told clearly and loses nothing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from samspill.documents.pasting import LONGEST
from tests.documents.conftest import Desk
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
MEGABYTES_50 = 50 * 1024 * 1024


def test_html_comes_back_as_markdown_and_nothing_is_saved(desk: Desk) -> None:
    answer = desk.client.post(f"{desk.url}lim-inn/", {"html": "<p>En <b>fet</b> dag</p>"})
    assert answer.json() == {"text": "En **fet** dag"}
    assert answer["Cache-Control"] == "no-store, private"


def test_struck_text_is_told_of_also_where_nothing_else_was_pasted(desk: Desk) -> None:
    answer = desk.client.post(f"{desk.url}lim-inn/", {"html": "<p><s>utgått</s></p>"})
    assert answer.json() == {"text": "", "told": "Struck text was left out: «utgått»"}


def test_only_those_who_may_edit_there_are_answered(desk: Desk) -> None:
    reader = Client()
    reader.force_login(signed_in(desk.edition.partnership, "r@example.no", "regional_reader"))
    assert reader.post(f"{desk.url}lim-inn/", {"html": "x"}).status_code in {403, 404}
    assert desk.client.get(f"{desk.url}lim-inn/").status_code == 405


@pytest.mark.parametrize(
    ("html", "status"), [("a" * (LONGEST + 1), 413), ("<div>" * 300 + "x", 422)]
)
def test_what_cannot_be_made_clean_says_so(desk: Desk, html: str, status: int) -> None:
    answer = desk.client.post(f"{desk.url}lim-inn/", {"html": html})
    assert answer.status_code == status
    assert "plain text was pasted" in answer.json()["told"]


def test_fifty_megabytes_are_refused_with_a_page_that_says_what_to_do(desk: Desk) -> None:
    before = desk.text("varighet").body
    body = b"body=" + b"a" * MEGABYTES_50
    kind = "application/x-www-form-urlencoded"
    answer = desk.client.post(desk.page_of("varighet"), body, content_type=kind)
    assert answer.status_code == 413
    page = answer.content.decode()
    limit = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024 // 1024
    assert f"at most {limit} MB" in page
    assert "aaaaaaaaaa" not in page
    assert desk.text("varighet").body == before
    answer = desk.client.post(
        desk.page_of("varighet"), body, content_type=kind, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, "at most" in answer.json()["told"]) == (413, True)


def test_other_bad_requests_are_told_as_before(desk: Desk) -> None:
    many = {f"a{number}": "1" for number in range(1200)}
    answer = desk.client.post(desk.page_of("varighet"), many)
    assert answer.status_code == 400
    assert "We did not understand" in answer.content.decode()


def test_a_text_longer_than_the_field_takes_stays_in_the_form(desk: Desk) -> None:
    typed = {"number": "2", "heading": "Varighet", "body": "å" * 200_001}
    for address in (desk.page_of("varighet"), f"{desk.url}bestemmelser/ny/"):
        answer = desk.client.post(address, typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "longer than 200000 letters" in page
        assert "å" * 200_001 in page
    assert desk.text("varighet").body == "Til videre."


def test_no_browser_cuts_a_paste_off_unsaid(desk: Desk) -> None:
    register = f"/hf/nord/arbeid/register/dokumenter/{desk.edition.document_id}/endre/"
    for address in (desk.page_of("varighet"), f"{desk.url}hele-teksten/", register):
        page = desk.client.get(address).content.decode()
        areas = [tag.split(">")[0] for tag in page.split("<textarea")[1:]]
        assert areas
        assert not any("maxlength" in area for area in areas)
