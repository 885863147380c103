"""A new measure: numbered on, with its owners, and asked about where a name is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.models import AuditEntry, Partnership
from samspill.common.putting_back import undo
from samspill.common.undoing import in_the_way
from samspill.parties.models import Assignment
from samspill.plans.actions import next_number
from samspill.plans.models import Measure, Plan, PlanEdition
from samspill.plans.states import PlanState
from tests.cast import secretariat
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
DRAFT = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028/2027/"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    found = Partnership.objects.get(slug="eksempel")
    with scope(partnership=found):
        yield found


@pytest.fixture
def draft(eksempel: Partnership) -> PlanEdition:
    return PlanEdition.objects.get(slug="2027")


@pytest.fixture
def browser(eksempel: Partnership, client: Client) -> Client:
    user: User = signed_in(eksempel, "siri@example.no", Assignment.Kind.SECRETARIAT)
    client.force_login(user)
    return client


def test_the_next_number_follows_the_last_of_the_area(draft: PlanEdition) -> None:
    area = draft.areas.get(number="1.1")
    assert next_number(area) == "1.1.3"
    Measure.objects.filter(edition=draft, number="1.1.2").update(number="1.1.9")
    assert next_number(area) == "1.1.10"
    empty = draft.areas.exclude(pk=area.pk).first()
    if empty is not None and not empty.measures.exists():
        assert next_number(empty) == f"{empty.number}.1"


def test_a_measure_is_saved_whole_and_undone_whole(browser: Client, draft: PlanEdition) -> None:
    area = draft.areas.get(number="1.1")
    before = list(Measure.objects.values_list("pk", flat=True))
    sent = browser.post(
        DRAFT,
        {
            "area": area.pk,
            "text": "Ringe dagen etter",
            "responsible": "SFF, kommunene",
            "years": ["2026", "2028"],
        },
    )
    assert sent.status_code == 302
    assert sent["Location"] == f"{DRAFT}?omrade={area.pk}"
    made = draft.measures.get(number="1.1.3")
    assert (made.years, made.area) == ([2026, 2028], area)
    owners = [(str(owner.body or owner.party or ""), owner.group) for owner in made.owners.all()]
    assert owners == [("Sykehuset Fjord og fjell HF", ""), ("", "municipalities")]
    entries = list(AuditEntry.objects.order_by("-pk")[:3])
    assert in_the_way(entries) == []
    undo(by=secretariat(draft.partnership), entries=entries)
    assert list(Measure.objects.values_list("pk", flat=True)) == before


def test_an_area_in_the_address_that_is_no_number_chooses_nothing(
    browser: Client, draft: PlanEdition
) -> None:
    for asked in ("²", "٣", "x", "9" * 30):
        shown = browser.get(DRAFT, {"omrade": asked})
        assert shown.status_code == 200, asked
        assert " selected" not in shown.content.decode().partition('name="area"')[2][:2000], asked


def test_who_answers_is_chosen_from_the_list_on_the_page(
    browser: Client, draft: PlanEdition
) -> None:
    page = browser.get(DRAFT).content.decode()
    [points_at] = re.findall(r'<input[^>]* list="([^"]+)"', page)
    assert f'<datalist id="{points_at}">' in page


def test_a_name_that_is_not_known_is_asked_about(browser: Client, draft: PlanEdition) -> None:
    area = draft.areas.get(number="1.1")
    typed = {"area": area.pk, "text": "Lage et skjema", "responsible": "SFF, Skjemarådet"}
    asked = browser.post(DRAFT, typed)
    assert "«Skjemarådet»" in asked.content.decode()
    assert not Measure.objects.filter(text="Lage et skjema").exists()
    assert browser.post(DRAFT, typed | {"meant": "1"}).status_code == 302
    made = Measure.objects.get(text="Lage et skjema")
    assert [owner.role for owner in made.owners.all()] == ["", "Skjemarådet"]


def test_a_wrong_measure_keeps_what_was_typed(browser: Client, draft: PlanEdition) -> None:
    area = draft.areas.get(number="1.1")
    page = browser.post(DRAFT, {"area": area.pk, "number": "1.1.1", "text": "Dobbelt nummer"})
    assert page.status_code == 422
    assert "Dobbelt nummer" in page.content.decode()
    page = browser.post(DRAFT, {"area": area.pk, "number": "1.1/3", "text": "Galt nummer"})
    assert page.status_code == 422
    assert 'href="#id_number"' in page.content.decode()


def test_nothing_is_added_to_what_is_adopted(browser: Client, draft: PlanEdition) -> None:
    adopted = DRAFT.replace("/2027/", "/2025/")
    area = PlanEdition.objects.get(slug="2025").areas.all()[0]
    assert browser.post(adopted, {"area": area.pk, "text": "For sent"}).status_code == 403
    assert not Measure.objects.filter(text="For sent").exists()
    assert "Lagre tiltaket" not in browser.get(adopted).content.decode()


def test_a_draft_is_not_said_to_be_adopted(browser: Client, draft: PlanEdition) -> None:
    page = browser.get(DRAFT).content.decode()
    assert "Vedtatt av" not in page
    assert "Skal vedtas av" in page


def test_what_is_on_hearing_is_not_said_to_be_adopted(
    client: Client, eksempel: Partnership, draft: PlanEdition
) -> None:
    assert draft.adopted_by is not None
    own = {"partnership": eksempel, "slug": "ny"}
    plan = Plan.objects.create(**own, title="En ny plan", first_year=2029)
    PlanEdition.objects.create(
        **own, plan=plan, state=PlanState.HEARING, adopted_by=draft.adopted_by
    )
    page = client.get("/hf/eksempel/handlingsplan/ny/").content.decode()
    assert "Skal vedtas av" in page
    assert "Vedtatt av" not in page
