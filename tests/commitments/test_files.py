"""Files that go with a report: which are taken, how they are kept, and who gets them back."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.commitments import tasks
from samspill.commitments.actions import report
from samspill.commitments.forms import AnswerForm
from samspill.commitments.models import Commitment, ReportFile, StatusReport
from samspill.common.actors import ANYONE, Actor, Held
from samspill.common.files import storing
from samspill.common.files.accepting import Accepted, accept
from samspill.common.files.kinds import ENDINGS, LARGEST
from samspill.common.models import AuditEntry, Partnership, Unsaved
from samspill.common.permissions import may, which
from tests.commitments.conftest import World

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


def packed(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def office(main: str, kind: str, **more: bytes) -> bytes:
    types = f'<Types><Override ContentType="{OFFICE}{kind}.main+xml"/></Types>'.encode()
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"[Content_Types].xml": types, main: b"<x/>", **extra})


def opendocument(kind: str, **more: bytes) -> bytes:
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"mimetype": f"{ODF}{kind}".encode(), "content.xml": b"<x/>", **extra})


def word(**more: bytes) -> bytes:
    return office("word/document.xml", "wordprocessingml.document", **more)


def excel(**more: bytes) -> bytes:
    return office("xl/workbook.xml", "spreadsheetml.sheet", **more)


def taken(name: str = "referat.pdf", content: bytes = PDF) -> Accepted:
    return accept(name, io.BytesIO(content))


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as told:
        taken(name, content)
    return " ".join(told.value.messages)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def lying(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


# What is taken


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.docx", word(), f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", excel(), f"{OFFICE}spreadsheetml.sheet"),
        ("a.odt", opendocument("text"), f"{ODF}text"),
        ("a.ods", opendocument("spreadsheet"), f"{ODF}spreadsheet"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.txt", "Møtet ble holdt.\r\n".encode(), "text/plain"),
        ("a.txt", "Møtet ble holdt.".encode("utf-16"), "text/plain"),
        ("a.csv", "Tiltak;Når\r\nFølge opp;vår\r\n".encode("cp1252"), "text/csv"),
    ],
)
def test_each_kind_is_taken_and_keeps_its_name(name: str, content: bytes, media_type: str) -> None:
    found = taken(name, content)
    assert (found.name, found.size, found.media_type) == (name, len(content), media_type)


def test_a_workbook_and_a_document_made_by_libraries_are_taken() -> None:
    from docx import Document
    from openpyxl import Workbook

    for name, made in (("a.docx", Document()), ("a.xlsx", Workbook())):
        held = io.BytesIO()
        made.save(held)
        assert taken(name, held.getvalue()).name == name


@pytest.mark.parametrize("name", [f"a{ending}" for ending in ENDINGS])
def test_an_empty_file_is_refused(name: str) -> None:
    with translation.override("en"):
        assert refused(name, b"") == f"«{name}» is empty."


def test_a_file_that_is_too_large_is_refused() -> None:
    assert taken("a.pdf", PDF.ljust(LARGEST, b"\n")).size == LARGEST
    with translation.override("en"):
        told = refused("a.pdf", PDF.ljust(LARGEST + 50_000, b"\n"))
    assert told == "«a.pdf» is 10.1 MB. A file may be 10 MB at most."


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.html",
        "a.svg",
        "a.doc",
        "a.zip",
        "a.pdf.exe",
        "a",
        ".pdf",
        "pdf",
        "a.eml",
        "a.js",
    ],
)
def test_another_kind_is_refused(name: str) -> None:
    with translation.override("en"):
        assert "is of a kind that is not taken. Save it as one of these: .pdf, .docx" in refused(
            name, PDF
        )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00" + PDF),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.docx", excel()),
        ("a.xlsx", word()),
        ("a.docx", PDF),
        ("a.docx", packed({"setup.exe": b"MZ"})),
        ("a.docx", word()[:-30]),
        ("a.docx", packed({"word/document.xml": b"<x/>"})),
        (
            "a.docx",
            packed({"word/document.xml": b"", "[Content_Types].xml": b""}, zipfile.ZIP_LZMA),
        ),
        ("a.odt", opendocument("spreadsheet")),
        ("a.ods", packed({"mimetype": f"{ODF}spreadsheet".encode()})),
        ("a.odt", word()),
        ("a.png", JPEG),
        ("a.jpg", PNG),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.txt", PDF),
        ("a.csv", b"\xef\xbb\xbf <!doctype html>"),
        ("a.txt", b"\xff\xfea"),
        ("a.csv", "a\x00b".encode("utf-16")),
    ],
)
def test_what_holds_something_else_than_its_name_says_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "is damaged, or holds something else than its name says." in refused(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", word()),
        ("a.xlsm", excel()),
        ("a.xlsb", excel()),
        ("a.docx", word(word__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin")),
        ("a.docx", word(word__activeX__activeX1=b"x")),
        ("a.xlsx", excel(xl__macrosheets__sheet1=b"x")),
        (
            "a.docx",
            packed(
                {
                    "[Content_Types].xml": b"vnd.ms-word.document.macroEnabled.main+xml",
                    "word/document.xml": b"<x/>",
                }
            ),
        ),
        ("a.odt", opendocument("text", Basic__Standard__Module1=b"x")),
        ("a.ods", opendocument("spreadsheet", Scripts__python__a=b"x")),
    ],
)
def test_a_file_with_macros_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "holds macros or other programs, or may hold them." in refused(name, content)


def encrypted() -> bytes:
    raw = bytearray(word())
    for at in range(len(raw) - 4):
        if raw[at : at + 4] == b"PK\x01\x02":
            raw[at + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.docx", encrypted()),
        ("a.odt", opendocument("text", **{"META-INF__manifest.xml": b"<manifest:encryption-data"})),
    ],
)
def test_a_file_with_a_password_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "has a password, or is of an old kind." in refused(name, content)


def test_a_name_that_is_too_long_is_refused() -> None:
    assert taken("a" * 146 + ".pdf").name.endswith("a.pdf")
    with translation.override("en"):
        assert "is too long: at most 150 characters." in refused("a" * 147 + ".pdf", PDF)


def test_a_name_with_a_national_identity_number_is_refused() -> None:
    with translation.override("en"):
        told = refused("epikrise 01010150074.pdf", PDF)
    assert told.startswith("The name of a file holds a national identity number.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ine\\møte.pdf", "møte.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("ref\u202efdp.exe.pdf", "reffdp.exe.pdf"),
        ("  Referat fra mo\u0308te.pdf ", "Referat fra möte.pdf"),
    ],
)
def test_a_name_is_a_name_alone(sent: str, kept: str) -> None:
    assert taken(sent).name == kept


# How it is kept


def test_a_report_carries_its_files(world: World, secretary: Actor, media: Path) -> None:
    owed = world.asks()
    made = report(
        by=secretary, commitment=owed, done="Done", attached=[taken(), taken("bilde.png", PNG)]
    )
    first, second = made.files.all()
    assert (first.name, first.size, first.media_type) == (
        "referat.pdf",
        len(PDF),
        "application/pdf",
    )
    assert second.path.read_bytes() == PNG
    assert sorted(lying(media)) == sorted([first.path, second.path])
    assert "referat" not in str(first.path)
    assert first.path.suffix == ""
    assert first.path.stat().st_mode & 0o007 == 0
    entry = AuditEntry.objects.get(action="report")
    assert entry.detail["files"] == ["referat.pdf", "bilde.png"]


def test_the_same_content_is_stored_once_in_a_helsefellesskap(
    world: World, secretary: Actor, media: Path
) -> None:
    one, other = world.asks("One"), world.asks("Other")
    file = taken()
    for commitment in (one, other):
        report(by=secretary, commitment=commitment, done="Done", attached=[file])
    report(by=secretary, commitment=one, done="More", attached=[taken("nytt navn.pdf"), file])
    assert ReportFile.objects.count() == 3
    assert len({row.stored_as for row in ReportFile.objects.all()}) == len(lying(media)) == 1


def test_what_is_gone_from_the_disk_is_written_again(
    world: World, secretary: Actor, media: Path
) -> None:
    for title in ("One", "Other"):
        report(by=secretary, commitment=world.asks(title), done="Done", attached=[taken()])
        for path in lying(media)[: title == "One"]:
            path.unlink()
    assert [row.path.is_file() for row in ReportFile.objects.all()] == [False, True]


def test_another_helsefellesskap_has_a_file_of_its_own(
    world: World, secretary: Actor, media: Path
) -> None:
    from tests.commitments.conftest import make_world

    report(by=secretary, commitment=world.asks(), done="Done", attached=[taken()])
    other = Partnership.objects.create(slug="nabo", name="Nabo", short_name="Nabo")
    with scope(partnership=other):
        theirs = make_world(other)
        by = Actor("Siri", partnership=other.pk, roles=(Held("secretariat"),))
        report(by=by, commitment=theirs.asks(), done="Done", attached=[taken()])
        assert ReportFile.objects.count() == 1
    assert len(lying(media)) == 2


def test_more_than_five_files_are_refused(world: World, secretary: Actor, media: Path) -> None:
    six = [taken(f"{number}.pdf", PDF + bytes([48 + number])) for number in range(6)]
    with pytest.raises(ValidationError) as told:
        report(by=secretary, commitment=world.asks(), done="Done", attached=six)
    assert list(told.value.error_dict) == ["attached"]
    assert not lying(media)
    assert not StatusReport.objects.exists()


def test_files_are_append_only(world: World, secretary: Actor) -> None:
    report(by=secretary, commitment=world.asks(), done="Done", attached=[taken()])
    for change in (
        lambda: ReportFile.objects.update(name="x.pdf"),
        lambda: ReportFile.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_path_is_no_name_that_a_row_may_give(world: World, secretary: Actor) -> None:
    made = report(by=secretary, commitment=world.asks(), done="Done")
    frame = {"partnership": world.partnership, "report": made, "name": "a.pdf", "size": 1}
    for name in ("../../../etc/passwd", "0" * 31, "A" * 32):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportFile.objects.create(**frame, sha256="0" * 64, stored_as=name)
        with pytest.raises(ValueError, match="no name of a stored file"):
            storing.path_of("reports", name)


def test_a_report_that_fails_leaves_no_file(
    world: World, secretary: Actor, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def fails(*_args: Any, **_more: Any) -> None:
        seen.extend(lying(media))
        raise RuntimeError("no luck")

    monkeypatch.setattr("samspill.commitments.actions.reporting._follow", fails)
    with pytest.raises(RuntimeError, match="no luck"):
        report(by=secretary, commitment=world.asks(), done="Done", attached=[taken()])
    assert len(seen) == 1
    assert not lying(media)


def test_a_savepoint_that_is_rolled_back_leaves_no_file_and_the_rest_stays(
    world: World, secretary: Actor, media: Path
) -> None:
    one, other = world.asks("One"), world.asks("Other")
    with storing.kept_if_named(), transaction.atomic():
        with transaction.atomic():
            report(by=secretary, commitment=one, done="Done", attached=[taken()])
            transaction.set_rollback(True)
        report(by=secretary, commitment=other, done="Done", attached=[taken("b.png", PNG)])
        assert len(lying(media)) == 2
    assert [path.read_bytes() for path in lying(media)] == [PNG]
    assert ReportFile.objects.get().report.commitment_id == other.pk


def test_the_job_removes_what_no_row_names_once_it_is_old(
    world: World, secretary: Actor, media: Path
) -> None:
    report(by=secretary, commitment=world.asks(), done="Done", attached=[taken()])
    named = ReportFile.objects.get().path
    left, new = (storing.path_of("reports", digit * 32) for digit in "ab")
    other = media / "reports" / "notat.txt"
    outside = media / "logo.png"
    for path in (left, new, other, outside):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    before = time.time() - 25 * 3600
    for path in (named, left, other, outside):
        os.utime(path, (before, before))
    tasks.forget_unnamed_files()
    assert sorted(lying(media)) == sorted([named, new, other, outside])


# Who gets it back


@pytest.fixture
def reported(world: World, secretary: Actor) -> ReportFile:
    """A file that Storvik has sent, on something that is not public."""
    world.assigned("Stian", "reporter", world.storvik)
    world.assigned("Lise", "reporter", world.litlevik)
    world.assigned("Siri", "secretariat")
    owed = world.asks(is_public=False)
    report(
        by=secretary, commitment=owed, done="Done", attached=[taken('Møte "vår" & høst.pdf')]
    )  # fmt: skip
    return ReportFile.objects.get()


@pytest.fixture
def signed_in(world: World) -> Any:
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name].user, backend=conf.AUTHENTICATION_BACKENDS[0])
        client.cookies["sprak"] = "en"
        return client

    return sign_in


def place(file: ReportFile, slug: str = "prove") -> str:
    return f"/hf/{slug}/arbeid/forpliktelser/filer/{file.pk}/"


def test_a_file_is_downloaded_as_it_was_sent_and_never_shown(
    reported: ReportFile, signed_in: Any
) -> None:
    for name in ("Stian", "Siri"):
        answer = signed_in(name).get(place(reported))
        assert answer.status_code == 200
        assert answer.getvalue() == PDF
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store, private"
        told = "attachment; filename*=utf-8''M%C3%B8te%20%22v%C3%A5r%22%20%26%20h%C3%B8st.pdf"
        assert answer["Content-Disposition"] == told


def test_who_may_not_see_the_report_is_told_nothing_of_its_file(
    reported: ReportFile, signed_in: Any
) -> None:
    assert signed_in("Lise").get(place(reported)).status_code == 404
    assert signed_in("Stian").get(place(reported)).status_code == 200
    answer = Client().get(place(reported))
    assert answer.status_code == 302
    assert "/konto/logg-inn/" in answer["Location"]
    assert signed_in("Stian").post(place(reported)).status_code == 405


def test_another_helsefellesskap_reaches_nothing_by_its_number(
    reported: ReportFile, world: World
) -> None:
    other = Partnership.objects.create(slug="nabo", name="Nabo", short_name="Nabo")
    with scope(partnership=other):
        from tests.commitments.conftest import make_world

        theirs = make_world(other)
        sine = theirs.assigned("Sine", "secretariat")
    client = Client()
    assert isinstance(sine.user, User)
    client.force_login(sine.user, backend=conf.AUTHENTICATION_BACKENDS[0])
    assert client.get(place(reported, "nabo")).status_code == 404
    assert client.get(place(reported)).status_code in {403, 404}


def test_a_file_of_what_is_open_to_everyone_still_takes_signing_in(
    world: World, secretary: Actor
) -> None:
    owed = world.asks(is_public=True)
    made = report(by=secretary, commitment=owed, done="Done", attached=[taken()])
    file = made.files.get()
    member = Actor("Mia", partnership=world.partnership.pk, roles=(Held("member", "body", 0),))
    assert may(ANYONE, "see", made)
    assert not may(ANYONE, "see", file)
    assert not which(ANYONE, ReportFile.objects.all()).exists()
    assert may(member, "see", file)
    assert which(member, ReportFile.objects.all()).get() == file


def test_a_file_that_is_lost_is_not_found(reported: ReportFile, signed_in: Any) -> None:
    reported.path.unlink()
    assert signed_in("Stian").get(place(reported)).status_code == 404


# The page


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
