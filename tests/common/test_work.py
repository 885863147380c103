"""What is sent to a page of work: all of it saved or nothing, in turn, and told of once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.common import actions, content, submissions, unsaved, work
from samspill.common.models import AuditEntry, Partnership, Source, Submission, Unsaved
from samspill.common.work import WorkRequest, work_page
from tests.commitments.conftest import World, make_world

pytestmark = pytest.mark.django_db
TURN = "FOR NO KEY UPDATE"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made):
        world = make_world(made)
        world.assigned("Siri", "secretariat")
        yield world


@pytest.fixture
def sent(world: World) -> Callable[..., Any]:
    def send(**data: Any) -> HttpRequest:
        request: Any = RequestFactory().post("/arbeid/prove/", data)
        request.user = world.people["Siri"].user
        request.partnership = Partnership.objects.get(pk=world.partnership.pk)
        request.session = SessionStore()
        request._messages = CookieStorage(request)
        return request  # type: ignore[no-any-return]

    return send


def adding(*answers: HttpResponse | int, slugs: str = "ab") -> Callable[..., HttpResponse]:
    """A view that adds a source for each letter and then answers."""

    def view(request: WorkRequest) -> HttpResponse:
        for slug in slugs:
            record = Source(partnership=request.partnership, slug=slug, title=slug)
            actions.save(by=request.actor, record=record)
        (answer,) = answers
        return HttpResponse(status=answer) if isinstance(answer, int) else answer

    return view


def test_what_is_sent_is_saved_and_told_of_once(sent: Any, world: World) -> None:
    answer = work_page(adding(HttpResponseRedirect("/")))(sent())
    assert answer.status_code == 302
    assert Source.objects.count() == 2
    assert AuditEntry.objects.filter(action="add").count() == 2
    world.partnership.refresh_from_db()
    assert world.partnership.content_version == 2


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_what_a_page_refuses_leaves_nothing(
    sent: Any, world: World, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(content, "_listeners", [lambda *heard: told.append(heard)])
    answer = work_page(adding(status))(sent(csrfmiddlewaretoken="x"))
    assert answer.status_code == status
    assert not Source.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not Submission.objects.exists()
    world.partnership.refresh_from_db()
    assert (world.partnership.content_version, told) == (1, [])


def test_the_same_form_sent_twice_is_saved_once(sent: Any) -> None:
    view = adding(HttpResponseRedirect("/her/"))
    for _time in range(2):
        assert work_page(view)(sent(csrfmiddlewaretoken="x")).headers["Location"] == "/her/"
    assert Source.objects.count() == 2
    assert Submission.objects.count() == 1


def test_of_two_that_wait_for_no_turn_the_first_is_saved(
    sent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sent(csrfmiddlewaretoken="x"), sent(csrfmiddlewaretoken="x")
    submissions.note(first, "/den-forste/")
    real, asked = submissions.earlier, []

    def not_yet(request: HttpRequest) -> str:
        asked.append(request)
        return "" if len(asked) == 1 else real(request)

    monkeypatch.setattr(work, "earlier", not_yet)
    view = work_page(in_turn=False)(adding(HttpResponseRedirect("/den-andre/")))
    assert view(second).headers["Location"] == "/den-forste/"
    assert not Source.objects.exists()


def turns(view: Any, request: HttpRequest) -> tuple[HttpResponse, int]:
    """The answer, and how often it took the helsefellesskap's turn."""
    with CaptureQueriesContext(connection) as captured:
        answer = view(request)
    return answer, sum(TURN in one["sql"] for one in captured.captured_queries)


def test_what_is_saved_takes_the_turn_unless_the_page_needs_none(sent: Any) -> None:
    one, other = HttpResponseRedirect("/"), HttpResponseRedirect("/")
    assert turns(work_page(adding(one, slugs="a")), sent())[1] == 1
    assert turns(work_page(in_turn=False)(adding(other, slugs="b")), sent())[1] == 0


def test_a_draft_waits_for_nobody(sent: Any) -> None:
    def view(request: WorkRequest) -> HttpResponse:
        answer = unsaved.answered(request, None)
        assert answer is not None
        return answer

    answer, taken = turns(work_page(view), sent(unsaved="keep", body="Ord"))
    assert (answer.status_code, taken) == (200, 0)
    assert "Ord" in Unsaved.objects.get().data
    answer, taken = turns(work_page(view), sent(unsaved="forget"))
    assert (answer.status_code, taken, Unsaved.objects.count()) == (302, 0, 0)


def test_what_is_called_a_draft_and_saved_is_taken_back(sent: Any) -> None:
    answer = work_page(adding(HttpResponseRedirect("/")))(sent(unsaved="keep"))
    assert answer.status_code == 400
    assert not Source.objects.exists()


def test_files_lie_on_the_disk_before_the_turn_is_taken_and_go_when_no_row_names_them(
    sent: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    seen: list[int] = []

    def lying() -> int:
        return sum(one.is_file() for one in tmp_path.rglob("*"))

    monkeypatch.setattr(work, "take_turn", lambda partnership: seen.append(lying()))
    files = [SimpleUploadedFile("a.pdf", b"%PDF-1.7"), SimpleUploadedFile("b.exe", b"MZ")]
    view = work_page(files="reports")(adding(HttpResponseRedirect("/")))
    assert view(sent(attached=files)).status_code == 302
    assert (seen, lying()) == ([1], 0)


def test_notes_of_what_was_sent_are_forgotten_after_a_day(sent: Any) -> None:
    work_page(adding(HttpResponseRedirect("/")))(sent(csrfmiddlewaretoken="x"))
    assert submissions.forget_old() == 0
    Submission.objects.update(at="2020-01-01T00:00:00Z")
    assert submissions.forget_old() == 1
