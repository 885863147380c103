"""A running plan in the ledger: opened when it is loaded or begins, closed when it is over."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.common.actors import Actor, Held, program
from samspill.common.models import Partnership
from samspill.parties.models import Party, RegionMembership
from samspill.plans import actions
from samspill.plans.following import bring_in_line, due_of
from samspill.plans.models import Measure, MeasureOwner, PlanEdition
from samspill.plans.parsing import WhenKind

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "eksempel")


def within(slug: str) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def nordre(data: None, db: None) -> Iterator[Partnership]:
    yield from within("nordre-trondelag")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    yield from within("eksempel")


@pytest.fixture
def secretariat(eksempel: Partnership) -> Actor:
    return Actor(partnership=eksempel.pk, name="Sekretariatet", roles=(Held("secretariat"),))


def owed() -> CommitmentQuerySet:
    return Commitment.objects.of_process("measure")


def test_every_measure_of_the_plan_is_owed_once_it_is_loaded(nordre: Partnership) -> None:
    measures = Measure.objects.filter(edition__state="running")
    assert measures.count() == 54
    owed_measures = set(owed().values_list("owedmeasure__thing", flat=True))
    assert owed_measures == {measure.pk for measure in measures}


def test_what_names_nobody_is_owed_by_nobody(nordre: Partnership) -> None:
    unowned = set(owed().unowned().values_list("owedmeasure__thing", flat=True))
    named = MeasureOwner.objects.exclude(body=None, party=None, group="")
    expected = Measure.objects.exclude(pk__in=named.values("measure"))
    assert unowned == set(expected.values_list("pk", flat=True))
    assert unowned


def test_a_due_date_is_never_made_up(nordre: Partnership) -> None:
    for measure in Measure.objects.all():
        due = due_of(measure)
        readable = measure.when_last is not None or measure.years
        assert (due.on is not None) == (
            bool(readable) and measure.when_kind != WhenKind.CONTINUOUS
        ), measure


def test_of_a_group_each_owes_their_own(eksempel: Partnership, secretariat: Actor) -> None:
    draft = PlanEdition.objects.get(state="draft")
    measure = draft.measures.all()[0]
    MeasureOwner.objects.filter(measure=measure).delete()
    MeasureOwner.objects.create(partnership=eksempel, measure=measure, group="municipalities")
    PlanEdition.objects.filter(state="running").update(state="closed")
    PlanEdition.objects.filter(pk=draft.pk).update(state="running")
    bring_in_line(by=secretariat, partnership=eksempel)
    owners = [str(one.owners.get()) for one in owed().filter(owedmeasure__thing=measure)]
    everyone = Party.objects.municipalities().members_on(datetime.date.today()).distinct()
    assert sorted(owners) == sorted(str(party) for party in everyone)


def test_the_municipalities_of_a_region_share_what_is_the_regions(
    eksempel: Partnership, secretariat: Actor
) -> None:
    """One in no region owes its own; one that is named beside the regions is not asked twice."""
    RegionMembership.objects.filter(party__slug="steinfjell").delete()
    draft = PlanEdition.objects.get(state="draft")
    measure = draft.measures.all()[0]
    MeasureOwner.objects.filter(measure=measure).delete()
    for named in ({"group": "regions"}, {"party": Party.objects.get(slug="havnoy")}):
        MeasureOwner.objects.create(partnership=eksempel, measure=measure, **named)
    PlanEdition.objects.filter(state="running").update(state="closed")
    PlanEdition.objects.filter(pk=draft.pk).update(state="running")
    bring_in_line(by=secretariat, partnership=eksempel)
    shares = {
        frozenset(one.owners.values_list("party__slug", flat=True))
        for one in owed().filter(owedmeasure__thing=measure)
    }
    today = datetime.date.today()
    coast = {"bruvag", "kvernsund"}
    members = Party.objects.municipalities().members_on(today).values_list("slug", flat=True)
    mountains = {"lynghei", "tindvoll"}
    assert coast | mountains | {"steinfjell", "havnoy"} == set(members)
    alone = frozenset({"steinfjell"}), frozenset({"havnoy"})
    assert shares == {frozenset(coast), frozenset(mountains), *alone}


def test_done_twice_it_changes_nothing(eksempel: Partnership) -> None:
    before = owed().count()
    assert before
    assert bring_in_line(by=program("x"), partnership=eksempel) == (0, 0)
    assert owed().count() == before


def test_a_closed_plan_asks_nothing_more(eksempel: Partnership, secretariat: Actor) -> None:
    running = PlanEdition.objects.get(state="running")
    actions.move(by=secretariat, edition=running, name="close")
    assert not owed().open().exists()
    assert owed().closed().exists()


def test_as_many_queries_for_many_measures_as_for_few(
    eksempel: Partnership, secretariat: Actor
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            bring_in_line(by=secretariat, partnership=eksempel)
        return len(queries)

    few = count()
    running = PlanEdition.objects.get(state="running")
    first = running.measures.all()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', true)")
    for number in range(30):
        Measure.objects.create(
            partnership=eksempel, edition=running, area=first.area, number=f"x{number}", text="Ny"
        )
    bring_in_line(by=secretariat, partnership=eksempel)
    assert count() == few
