"""Where a hearing is seen once it is added as docs/adding.md says; run in a copy of the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_scopes import scope, scopes_disabled

from samspill.commitments.models import Commitment
from samspill.common.house import findable, names_of_models
from samspill.common.models import AuditEntry
from samspill.exchange.export import export
from samspill.exchange.loading import load
from samspill.hearings.models import Hearing, OwedHearing
from tests.everywhere.world import World, two_worlds

pytestmark = pytest.mark.django_db
WORK = "/hf/eksempel/arbeid/"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return two_worlds(tmp_path)[0]


def test_it_stands_in_menu_register_inbox_log_search_and_files(
    world: World, tmp_path: Path
) -> None:
    secretariat, contact = world.client("secretariat"), world.client("contact")
    assert f"{WORK}horinger/" in secretariat.get(WORK).content.decode()
    assert f"{WORK}register/horinger/" in secretariat.get(f"{WORK}register/").content.decode()

    assert contact.post(f"{WORK}horinger/", {"hearing": "horing"}).status_code == 403
    assert secretariat.post(f"{WORK}horinger/", {"hearing": "horing"}).status_code == 302
    with scope(partnership=world.partnership):
        asked = Commitment.objects.of_process("hearing")
        assert asked.count() == OwedHearing.objects.count() > 1
        mine = asked.get(owners__party=world.party)
    assert "Høring av avtalen" in contact.get(f"{WORK}innboks/").content.decode()
    answered = contact.post(f"{WORK}forpliktelser/{mine.pk}/svar/", {"done": "Vi er enige."})
    assert answered.status_code == 302

    log = secretariat.get(f"{WORK}logg/").content.decode()
    assert "Høring av avtalen" in log
    with scope(partnership=world.partnership):
        assert AuditEntry.objects.filter(action="report", object="Høring av avtalen").exists()

    with scope(partnership=world.partnership):
        hearing = Hearing.objects.get()
    page = secretariat.get("/hf/eksempel/horinger/horing/")
    assert page.status_code == 200
    changed = secretariat.post(
        f"{WORK}register/horinger/{hearing.pk}/endre/",
        {
            "slug": "horing", "title": "Høyring om utskriving", "document": hearing.document_id,
            "due_on": "2027-01-31", "question": "Hva mener dere?",
        },
    )  # fmt: skip
    assert changed.status_code == 302
    assert "hearing" in {one.kind for one in findable()}
    found = secretariat.get("/hf/eksempel/sok/?q=høyring").content.decode()
    assert "/hf/eksempel/horinger/horing/" in found
    assert names_of_models()[Hearing]

    with scopes_disabled():
        export("eksempel", tmp_path / "ut")
    text = (tmp_path / "ut" / "hearings.yaml").read_text(encoding="utf-8")
    assert "Høyring om utskriving" in text
    assert "Hva mener dere?" in text
    outcome, _faults = load(tmp_path / "ut", by="test")
    assert [step for step in outcome.steps if step.kind == "hearing"] == []


def test_it_is_within_the_matrix(world: World) -> None:
    editor = world.client("without a role")
    assert editor.get(f"{WORK}horinger/").status_code == 403
    assert editor.get(f"{WORK}register/horinger/").status_code == 403
