"""Files that go with a report: how they are kept, and who gets them back."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.commitments import tasks
from samspill.commitments.actions import Owes, report, take_away
from samspill.commitments.models import ReportFile, StatusReport
from samspill.common.actors import ANYONE, Actor, Held
from samspill.common.files import storing
from samspill.common.models import AuditEntry, Partnership
from samspill.common.permissions import NotAllowed, may, which
from tests.commitments.conftest import World
from tests.commitments.files import (
    PDF,
    PNG,
    lying,
    place,
    taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


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
    assert entry.detail["files"] == 2
    assert "referat" not in str(entry.detail)


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


def test_what_should_never_have_been_sent_is_taken_away_with_its_name(
    world: World, secretary: Actor, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for title in ("One", "Other"):
        report(by=secretary, commitment=world.asks(title), done="Done", attached=[taken()])
    kept = [taken("bilde.png", PNG)]
    report(by=secretary, commitment=world.asks("Third"), done="Done", attached=kept)
    first = ReportFile.objects.order_by("pk")[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert take_away(by=secretary, file=first, reason="Holds what it should not") == 2
    assert [one.name for one in ReportFile.objects.all()] == ["bilde.png"]
    assert lying(media) == [ReportFile.objects.get().path]
    entries = AuditEntry.objects.filter(action="take file away")
    assert {entry.reason for entry in entries} == {"Holds what it should not"}
    assert len(entries) == 2
    assert "referat" not in str([entry.detail for entry in AuditEntry.objects.all()])


def test_only_the_secretariat_and_whoever_answers_take_a_file_away(
    world: World, secretary: Actor, media: Path
) -> None:
    """The same content at another owner's stays there: that is theirs to take away."""
    ours = world.asks("Ours")
    theirs = world.asks("Theirs", Owes(party=world.litlevik))
    for owed in (ours, theirs):
        report(by=secretary, commitment=owed, done="Done", attached=[taken()])
    file = ReportFile.objects.get(report__commitment=ours)
    for held in (
        Held("contact", "party", world.litlevik.pk),
        Held("member", "body", world.council.pk),
    ):
        with pytest.raises(NotAllowed):
            take_away(by=replace(secretary, roles=(held,)), file=file, reason="Feil")
    contact = replace(secretary, roles=(Held("contact", "party", world.storvik.pk),))
    with pytest.raises(ValidationError):
        take_away(by=contact, file=file, reason=" ")
    assert take_away(by=contact, file=file, reason="Feil") == 1
    assert ReportFile.objects.get().report.commitment == theirs


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
