"""Files in the form of an answer: sent, refused in words, and told of when they are lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.commitments.actions import report
from samspill.commitments.forms import AnswerForm
from samspill.commitments.models import Commitment, ReportFile, StatusReport
from samspill.common.actors import Actor
from samspill.common.files.kinds import LARGEST
from samspill.common.models import Unsaved
from tests.commitments.conftest import World
from tests.commitments.files import (
    PDF,
    PNG,
    lying,
    place,
    word,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def answer_place(owed: Commitment) -> str:
    return f"/hf/prove/arbeid/forpliktelser/{owed.pk}/svar/"


def upload(name: str = "referat.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def stian(world: World, signed_in: Any) -> Iterator[Client]:
    world.assigned("Stian", "reporter", world.storvik)
    return signed_in("Stian")


def send(client: Client, owed: Commitment, *files: SimpleUploadedFile, **typed: str) -> Any:
    return client.post(answer_place(owed), {"done": "Møtet er holdt", **typed, "attached": files})


def test_the_form_says_what_a_file_may_not_hold(world: World, stian: Client) -> None:
    page = stian.get(answer_place(world.asks())).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert 'accept=".pdf,.docx' in page
    assert "No patient information, and no names of patients" in page


def test_an_answer_with_files_is_saved_and_shown(world: World, stian: Client, media: Path) -> None:
    owed = world.asks()
    answer = send(stian, owed, upload(), upload("<b>.png", PNG))
    assert answer.status_code == 302
    assert [row.name for row in ReportFile.objects.all()] == ["referat.pdf", "<b>.png"]
    page = stian.get(f"/hf/prove/arbeid/forpliktelser/{owed.pk}/").content.decode()
    first = ReportFile.objects.get(name="referat.pdf")
    assert place(first) in page
    assert "&lt;b&gt;.png" in page
    assert "referat.pdf" in page
    assert f"{len(PDF)}\xa0bytes" in page
    assert len(lying(media)) == 2


def test_a_file_that_is_refused_is_told_of_and_the_text_stands(
    world: World, stian: Client, media: Path
) -> None:
    owed = world.asks()
    answer = send(stian, owed, upload(), upload("x.docm", word()), upload("tom.txt", b""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«x.docm» holds macros" in page
    assert "«tom.txt» is empty." in page
    assert (
        "Choose the files again, the browser does not keep them: referat.pdf, x.docm, tom.txt."
        in page
    )
    assert "Møtet er holdt" in page
    assert not lying(media)
    assert not StatusReport.objects.exists()


def test_a_form_that_fails_elsewhere_says_that_the_file_is_chosen_again(
    world: World, stian: Client, media: Path
) -> None:
    answer = send(stian, world.asks(), upload(), link="ikke en lenke")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the files again, the browser does not keep them: referat.pdf." in page
    assert "Møtet er holdt" in page
    assert not lying(media)


def test_an_answer_that_another_was_before_keeps_no_file_and_says_so(
    world: World, stian: Client, secretary: Actor, media: Path
) -> None:
    owed = world.asks()
    report(by=secretary, commitment=owed, done="First")
    answer = send(stian, owed, upload(), version="another")
    assert answer.status_code == 409
    assert "Choose the files again" in answer.content.decode()
    assert not lying(media)
    assert not ReportFile.objects.exists()


def test_a_request_that_fails_after_the_report_leaves_no_file(
    world: World, stian: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any, **_more: Any) -> None:
        assert len(lying(media)) == 1
        raise RuntimeError("no luck")

    monkeypatch.setattr("samspill.common.editing.unsaved.forget", fails)
    stian.raise_request_exception = False
    assert send(stian, world.asks(), upload()).status_code == 500
    assert not lying(media)
    assert not StatusReport.objects.exists()


def test_a_draft_holds_text_alone(world: World, stian: Client, media: Path) -> None:
    owed = world.asks()
    send(stian, owed, upload(), unsaved="keep")
    assert not lying(media)
    assert not ReportFile.objects.exists()
    assert all("PDF" not in draft.data for draft in Unsaved.objects.all())


def test_after_signing_in_again_one_is_told_that_files_are_not_kept(
    world: World, stian: Client
) -> None:
    owed = world.asks()
    out = Client()
    out.cookies["sprak"] = "en"
    send(out, owed, upload())
    out.force_login(world.people["Stian"].user, backend=conf.AUTHENTICATION_BACKENDS[0])
    page = out.get(answer_place(owed)).content.decode()
    assert "Møtet er holdt" in page
    assert "Files are not kept." in page
    assert "Files are not kept." not in stian.get(answer_place(owed)).content.decode()


def test_the_same_names_with_other_files_of_the_same_form_are_another_sending(
    world: World, stian: Client
) -> None:
    owed = world.asks()
    same = {"csrfmiddlewaretoken": "x"}
    for count in (1, 2, 2):
        send(
            stian, owed, *[upload(f"{one}.pdf", PDF + b"%d" % one) for one in range(count)], **same
        )
    assert StatusReport.objects.count() == 2


def test_more_than_can_be_sent_at_once_is_refused_with_what_to_do(
    world: World, stian: Client, settings: Any
) -> None:
    settings.SAMSPILL_LARGEST_BODY = 2_000_000
    answer = send(stian, world.asks(), upload("a.pdf", PDF.ljust(2_500_000)))
    assert answer.status_code == 413
    assert "at most 2 MB together" in answer.content.decode()


def test_five_of_the_largest_files_can_be_sent_at_once() -> None:
    assert 5 * LARGEST + (conf.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) < conf.SAMSPILL_LARGEST_BODY


def test_a_form_without_files_gives_none(world: World) -> None:
    form = AnswerForm({"done": "x"}, commitment=world.asks())
    assert form.is_valid()
    assert form.cleaned_data["attached"] == []


def test_a_file_that_should_not_be_there_is_taken_away_from_the_page(
    world: World, stian: Client, media: Path
) -> None:
    owed = world.asks()
    send(stian, owed, upload())
    file = ReportFile.objects.get()
    about = f"/hf/prove/arbeid/forpliktelser/{owed.pk}/"
    address = f"{place(file)}fjern/"
    assert address in stian.get(about).content.decode()
    asked = stian.get(address).content.decode()
    assert "referat.pdf" in asked
    assert "Copies in backups are not deleted" in asked
    assert stian.post(address, {"reason": ""}).status_code == 422
    assert ReportFile.objects.exists()
    answer = stian.post(address, {"reason": "Feil fil"}, follow=True)
    assert answer.redirect_chain[-1][0] == about
    assert "The file is taken away." in answer.content.decode()
    assert "referat.pdf" not in answer.content.decode()
    assert not ReportFile.objects.exists()
    assert stian.get(place(file)).status_code == 404
