"""Each party is asked about a routine: told first whom, with a day, and it can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.commitments.actions import report
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, Held, program
from samspill.common.models import Partnership, today
from samspill.documents.models import Edition
from samspill.in_use import actions
from samspill.in_use.routines import in_force_on
from samspill.parties.models import Assignment, Person

pytestmark = pytest.mark.django_db
PAGES = "/hf/eksempel/arbeid/rutiner-i-bruk/"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def here(data: None, db: None) -> Iterator[Partnership]:
    made = Partnership.objects.get(slug="eksempel")
    with scope(partnership=made), translation.override("en"):
        yield made


@pytest.fixture
def siri(here: Partnership) -> Client:
    user = User.objects.create(email="siri@example.no", name="Siri")
    person = Person.objects.create(partnership=here, slug="siri", name="Siri", user=user)
    Assignment.objects.create(partnership=here, person=person, kind="secretariat")
    client = Client()
    client.force_login(user)
    client.cookies["sprak"] = "en"
    return client


@pytest.fixture
def edition(here: Partnership) -> Edition:
    """A routine in force that nobody is asked about yet."""
    found: Edition = in_force_on(today()).filter(asked_into_use=None)[0]
    return found


def standing(edition: Edition) -> set[tuple[str, str, datetime.date | None]]:
    found = Commitment.objects.filter(owedroutine__thing=edition)
    return set(found.values_list("state", "closed_as", "due_on"))


def test_who_is_asked_is_told_first_and_the_question_can_be_taken_back(
    here: Partnership, siri: Client, edition: Edition
) -> None:
    page = siri.get(f"{PAGES}{edition.pk}/spor/")
    parties = actions.left_to_ask(edition, today())
    told = [*page.context["reached"], *page.context["unreached"]]
    assert {one.owner.party for one in told} == set(parties)
    assert f"Ask {len(parties)} parties" in page.content.decode()
    assert standing(edition) == set()
    day = today() + datetime.timedelta(days=20)
    over = {"due_on": "2020-01-01", "text": "Read it first"}
    refused = siri.post(f"{PAGES}{edition.pk}/spor/", over)
    assert refused.status_code == 422
    assert "The day is over" in refused.content.decode()
    assert "Read it first" in refused.content.decode()
    siri.post(f"{PAGES}{edition.pk}/spor/", {**over, "due_on": day.isoformat()})
    assert standing(edition) == {("open", "", day)}
    assert "Everybody is asked already" in siri.get(f"{PAGES}{edition.pk}/spor/").content.decode()
    assert "Take the question back" in siri.get(f"{PAGES}{edition.pk}/trekk/").content.decode()
    assert siri.post(f"{PAGES}{edition.pk}/trekk/").status_code == 302
    assert standing(edition) == {("closed", "withdrawn", day)}
    later = day + datetime.timedelta(days=1)
    again = {"due_on": later.isoformat(), "text": "Now we mean it"}
    assert siri.post(f"{PAGES}{edition.pk}/spor/", again).status_code == 302
    assert standing(edition) == {("open", "", later)}
    texts = Commitment.objects.filter(owedroutine__thing=edition).values_list("text", flat=True)
    assert set(texts) == {"Now we mean it"}
    assert len(texts) == len(parties)


def test_once_somebody_has_answered_it_is_closed_with_a_reason_and_the_answer_stands(
    here: Partnership, siri: Client, edition: Edition
) -> None:
    by = Actor("Siri", partnership=here.pk, roles=(Held("secretariat"),))
    actions.ask(by=by, partnership=here, edition=edition, date=today())
    first = Commitment.objects.filter(owedroutine__thing=edition)[0]
    assert first.result_legend is not None
    status = first.result_legend.statuses.get(slug="in_use")
    report(by=program("test"), commitment=first, result=status)
    with pytest.raises(ValidationError, match="Say why"):
        actions.take_back(by=by, partnership=here, edition=edition)
    empty = siri.post(f"{PAGES}{edition.pk}/trekk/", {"reason": ""})
    assert empty.status_code == 422
    assert (
        siri.post(f"{PAGES}{edition.pk}/trekk/", {"reason": "A new one comes"}).status_code == 302
    )
    closed = {(state, how) for state, how, _due in standing(edition)}
    assert closed == {("closed", "done"), ("closed", "withdrawn")}
    assert (
        "Nobody is asked about it now" in siri.get(f"{PAGES}{edition.pk}/trekk/").content.decode()
    )
