"""An adopted edition stands as it was adopted; a draft of the next rolls beside it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common import actions as common
from samspill.common.actors import ANYONE, Actor, Held
from samspill.common.models import AuditEntry, Partnership
from samspill.common.permissions import NotAllowed, may, which
from samspill.exchange.loading import load
from samspill.plans import actions
from samspill.plans.models import (
    DroppedMeasure,
    FocusArea,
    MainGoal,
    Measure,
    MeasureOwner,
    PlanEdition,
)
from samspill.plans.states import MOVES, OPEN, PlanState, moves_from
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 1)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def secretariat(eksempel: Partnership) -> Actor:
    return Actor(partnership=eksempel.pk, name="Sekretariatet", roles=(Held("secretariat"),))


def edition(slug: str) -> PlanEdition:
    return PlanEdition.objects.get(slug=slug)


WRITES: list[Callable[[PlanEdition], object]] = [
    lambda e: Measure.objects.filter(edition=e).update(text="Noe annet"),
    lambda e: MeasureOwner.objects.filter(measure__edition=e).delete(),
    lambda e: MainGoal.objects.filter(edition=e).update(title="Noe annet"),
    lambda e: FocusArea.objects.filter(edition=e).update(title="Noe annet"),
    lambda e: MainGoal.objects.create(
        partnership_id=e.partnership_id, edition=e, number="9", title="Ny"
    ),
    lambda e: Measure.objects.filter(edition=e)[0].also_serves.set(e.areas.all()[2:]),
    lambda e: Measure.objects.filter(edition__slug="2027").update(edition=e),
    lambda e: PlanEdition.objects.filter(pk=e.pk).update(state="draft"),
]


@pytest.mark.parametrize("write", WRITES)
def test_the_database_refuses_to_change_what_is_adopted(
    eksempel: Partnership, write: Callable[[PlanEdition], object]
) -> None:
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        write(edition("2025"))


@pytest.mark.parametrize("write", WRITES[:4])
def test_a_draft_may_be_changed(
    eksempel: Partnership, write: Callable[[PlanEdition], object]
) -> None:
    assert write(edition("2027"))


def test_nobody_may_change_a_measure_of_an_adopted_edition(secretariat: Actor) -> None:
    frozen = Measure.objects.filter(edition__slug="2025").first()
    draft = Measure.objects.filter(edition__slug="2027").first()
    assert frozen is not None
    assert draft is not None
    assert not may(secretariat, "change", frozen)
    assert may(secretariat, "change", draft)
    frozen.text = "Noe annet"
    with pytest.raises(NotAllowed):
        common.save(by=secretariat, record=frozen)


def test_a_draft_is_not_for_everyone(eksempel: Partnership) -> None:
    anyone = ANYONE if ANYONE.partnership else Actor(partnership=eksempel.pk, name="")
    seen = which(anyone, Measure.objects.all()).values_list("edition__slug", flat=True)
    assert set(seen) == {"2025"}
    assert list(PlanEdition.objects.public().values_list("slug", flat=True)) == ["2025"]


def test_loading_again_may_put_an_adopted_edition_right(
    eksempel: Partnership, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("folder") / "eksempel"
    shutil.copytree(ROOT / "data" / "eksempel", folder)
    file = folder / "plans" / "handlingsplan-2025-2028.yaml"
    file.write_text(file.read_text().replace("minst tjue ansatte", "minst tretti ansatte"))
    load(folder, by="test")
    assert "tretti" in Measure.objects.get(edition__slug="2025", number="2.1.1").text
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        WRITES[0](edition("2025"))


def test_every_state_is_reached_and_nothing_thaws() -> None:
    assert {move.after for move in MOVES} | {PlanState.DRAFT} == set(PlanState)
    assert moves_from(PlanState.CLOSED) == []
    for move in MOVES:
        if move.after in OPEN:
            assert set(move.before) <= set(OPEN)


def test_adoption_records_who_and_when(secretariat: Actor) -> None:
    draft = edition("2027")
    with pytest.raises(ValidationError):
        actions.move(by=secretariat, edition=draft, name="adopt")
    body = Body.objects.get(slug="partnerskapsmotet")
    adopted = actions.move(
        by=secretariat,
        edition=draft,
        name="adopt",
        adopted_by=body,
        adopted_on=DAY,
        case_reference="Sak 7/26",
    )
    assert (adopted.state, adopted.adopted_on) == (PlanState.ADOPTED, DAY)
    entry = AuditEntry.objects.filter(action="adopt").get()
    assert entry.after["case_reference"] == "Sak 7/26"
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        WRITES[0](adopted)


def test_only_one_edition_runs(secretariat: Actor) -> None:
    body = Body.objects.get(slug="partnerskapsmotet")
    adopted = actions.move(
        by=secretariat, edition=edition("2027"), name="adopt", adopted_by=body, adopted_on=DAY
    )
    with pytest.raises(ValidationError):
        actions.move(by=secretariat, edition=adopted, name="start")
    actions.move(by=secretariat, edition=edition("2025"), name="close")
    assert actions.move(by=secretariat, edition=adopted, name="start").state == PlanState.RUNNING


def test_a_move_from_the_wrong_state_is_refused(secretariat: Actor) -> None:
    with pytest.raises(ValidationError):
        actions.move(by=secretariat, edition=edition("2025"), name="send")


def test_rolling_carries_every_measure_and_dropping_keeps_the_reason(secretariat: Actor) -> None:
    old = edition("2025")
    draft = actions.roll(by=secretariat, edition=old, slug="2026")
    assert draft.measures.count() == old.measures.count() == 12
    for measure in draft.measures.select_related("predecessor"):
        assert measure.predecessor is not None
        assert measure.predecessor.number == measure.number
        assert measure.when_kind == measure.predecessor.when_kind
        assert [o.label for o in measure.owners.all()] == [
            o.label for o in measure.predecessor.owners.all()
        ]
    actions.drop(by=secretariat, measure=draft.measures.get(number="2.1.3"), reason="Er gjort.")
    assert draft.measures.count() == 11
    dropped = DroppedMeasure.objects.get(edition=draft)
    assert (dropped.measure.edition, dropped.reason) == (old, "Er gjort.")
    with pytest.raises(ValidationError):
        actions.drop(by=secretariat, measure=draft.measures.get(number="2.1.2"), reason="")
