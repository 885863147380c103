"""Files on the page on which an owner answers a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_scopes import scope

from samspill.commitments.models import Commitment, ReportFile, StatusReport
from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership
from samspill.plans.models import ReportingRound
from tests.commitments.conftest import World, make_world
from tests.commitments.files import PDF, PNG, lying, place
from tests.plans.test_rounds import BASE, browser_of, opened, owes_of, running_plan, status

pytestmark = pytest.mark.django_db


@dataclass
class Round:
    """A round that asks Storvik about three measures, and Kari of Storvik's browser."""

    round: ReportingRound
    asked: list[Commitment]
    kari: Client
    path: str
    media: Path

    def send(self, typed: dict[str, Any]) -> Any:
        return self.kari.post(self.path, typed)


@pytest.fixture
def spring(db: None, settings: Any, tmp_path: Path) -> Iterator[Round]:
    settings.MEDIA_ROOT = tmp_path / "media"
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        world: World = make_world(made)
        by = Actor("Siri", partnership=made.pk, roles=(Held("secretariat"),))
        round = opened(by, running_plan(world, *[[world.storvik]] * 3))
        world.assigned("Kari", "contact", world.storvik)
        world.assigned("Siri", "secretariat")
        path = f"{BASE}/svar/{owes_of(round, world.storvik).pk}/"
        asked = list(round.asked.order_by("pk"))
        yield Round(round, asked, browser_of(world, "Kari"), path, settings.MEDIA_ROOT)


def pdf(name: str = "referat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def test_each_measure_has_a_field_for_files_that_says_what_they_may_not_hold(
    spring: Round,
) -> None:
    page = spring.kari.get(spring.path).content.decode()
    assert 'enctype="multipart/form-data"' in page
    for one in spring.asked:
        assert f'name="m{one.pk}-attached"' in page
    assert page.count('type="file"') == len(spring.asked) + 1
    assert "No patient information" in page


def test_one_measure_is_answered_with_its_files_and_they_are_shown(spring: Round) -> None:
    first = spring.asked[0]
    answer = spring.send(
        {
            f"m{first.pk}-result": status("partly").pk,
            f"m{first.pk}-attached": [pdf(), SimpleUploadedFile("b.png", PNG)],
        }
    )
    assert answer.status_code == 302
    report = StatusReport.objects.get()
    assert report.commitment_id == first.pk
    files = list(report.files.all())
    assert [file.name for file in files] == ["referat.pdf", "b.png"]
    edition = spring.round.edition
    shown = (
        spring.path,
        f"/hf/prove/arbeid/forpliktelser/{first.pk}/",
        f"{BASE}/{edition.plan.slug}/{edition.slug}/runder/{spring.round.slug}/",
    )
    for path in shown:
        page = spring.kari.get(path).content.decode()
        assert all(place(file) in page for file in files), path
    assert spring.kari.get(place(files[1])).content == PNG


def test_the_same_answer_carries_the_same_file_to_the_chosen_measures(spring: Round) -> None:
    chosen = spring.asked[:2]
    answer = spring.send(
        {
            "same-measures": [one.pk for one in chosen],
            "same-work": status("on_track", "arbeid").pk,
            "same-attached": pdf(),
        }
    )
    assert answer.status_code == 302
    rows = ReportFile.objects.order_by("report__commitment")
    assert [row.report.commitment_id for row in rows] == [one.pk for one in chosen]
    assert len(lying(spring.media)) == 1
    assert {row.path.read_bytes() for row in rows} == {PDF}


def test_a_wrong_file_saves_nothing_and_says_which_must_be_chosen_again(spring: Round) -> None:
    first, second, _third = spring.asked
    answer = spring.send(
        {
            f"m{first.pk}-result": status("partly").pk,
            f"m{first.pk}-done": "A long text of mine",
            f"m{first.pk}-attached": pdf(),
            f"m{second.pk}-result": status("partly").pk,
            f"m{second.pk}-attached": pdf("setup.exe"),
        }
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«setup.exe» is of a kind that is not taken." in page
    assert "the browser does not keep them: referat.pdf, setup.exe." in page
    assert "A long text of mine" in page
    assert not lying(spring.media)
    assert not StatusReport.objects.exists()


def test_a_row_that_the_ledger_refuses_takes_the_files_of_all_along(spring: Round) -> None:
    first, second, _third = spring.asked
    answer = spring.send(
        {
            f"m{first.pk}-result": status("partly").pk,
            f"m{first.pk}-attached": pdf(),
            f"m{second.pk}-work": status("dropped", "arbeid").pk,
        }
    )
    assert answer.status_code == 422
    assert "needs a reason" in answer.content.decode()
    assert not lying(spring.media)
    assert not ReportFile.objects.exists()


def test_a_file_alone_is_no_answer_and_says_so(spring: Round) -> None:
    answer = spring.send({f"m{spring.asked[0].pk}-attached": pdf()})
    assert answer.status_code == 422
    assert "Choose a status, or write something." in answer.content.decode()
    assert not lying(spring.media)


def test_beginning_with_last_time_tells_of_the_files_too(spring: Round) -> None:
    answer = spring.send({"copy": "all", f"m{spring.asked[0].pk}-attached": pdf()})
    assert "the browser does not keep them: referat.pdf." in answer.content.decode()


def test_files_cost_no_query_for_each_measure(spring: Round) -> None:
    counts = []
    for one in spring.asked[:2]:
        spring.send({f"m{one.pk}-result": status("partly").pk, f"m{one.pk}-attached": pdf()})
        with CaptureQueriesContext(connection) as seen:
            spring.kari.get(spring.path)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_page_of_many_measures_is_taken_with_all_its_empty_fields(settings: Any) -> None:
    # Django counts a field for a file also when nothing is chosen in it.
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
