"""What parties owe, counted, and a party beside those that it is natural to compare it with."""

from __future__ import annotations

import pytest

from samspill.commitments.actions import Owes, report, withdraw
from samspill.commitments.figures import Figures, compared, figures_of
from samspill.commitments.models import Commitment, LegendStatus
from samspill.commitments.reach import late_and_soon, reminded_on
from samspill.common.models import today
from samspill.parties.models import Party, Region, RegionMembership
from tests.commitments.conftest import BY, World, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kyst")]


@pytest.fixture
def kyst(world: World) -> None:
    """The region of the two municipalities."""
    region = Region.objects.create(partnership=world.partnership, slug="kyst", name="Kysten")
    for party in (world.storvik, world.litlevik):
        RegionMembership.objects.create(partnership=world.partnership, region=region, party=party)


def reported(world: World, commitment) -> None:
    status = LegendStatus.objects.get(legend=commitment.result_legend, slug="partly")
    report(by=BY, commitment=commitment, result=status, done="Begun")


def test_figures_count_what_is_open_late_and_reported(world: World) -> None:
    world.asks("Late", due=world.due(-3))
    world.asks("Later", due=world.due(30))
    reported(world, world.asks("Reported", due=world.due(-1)))
    closed = world.asks("Over")
    withdraw(by=BY, commitment=closed, reason="A mistake")
    found = figures_of([world.storvik.pk, world.litlevik.pk], today())
    assert found == {world.storvik.pk: Figures(owed=3, late=2, reported=1, due=2)}


def test_a_municipality_is_compared_with_its_region_and_all(world: World) -> None:
    """«All» are the members: a neighbour that takes no part is not in the median."""
    fjell, _outside = (
        Party.objects.create(
            partnership=world.partnership, slug=slug, name=slug, kind="municipality", sort_key=slug
        )
        for slug in ("fjell", "nabo")
    )
    for party in (world.storvik, world.litlevik, fjell):
        party.participations.create(partnership=world.partnership)
    for number in range(4):
        world.asks(f"Thing {number}", Owes(party=world.storvik))
    world.asks("One", Owes(party=world.litlevik))
    found = compared(world.litlevik, today())
    assert found.label == "Kysten"
    assert [(row.party.slug, row.figures.owed, row.is_self) for row in found.rows] == [
        ("litlevik", 1, True),
        ("storvik", 4, False),
    ]
    assert [middle.owed for middle in found.medians] == [2.5, 1]


def test_a_trust_alone_of_its_kind_stands_beside_all_contracting_parties(world: World) -> None:
    trust = Party.objects.create(
        partnership=world.partnership, slug="hf", name="HF", kind="hospital_trust", sort_key="hf"
    )
    for party in (trust, world.storvik):
        party.participations.create(partnership=world.partnership)
    found = compared(trust, today())
    assert [row.party.slug for row in found.rows] == ["hf", "storvik"]


def test_what_is_achieved_is_late_nowhere_and_nobody_is_reminded_of_it(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    asked, other = world.asks("Done", due=world.due(-3)), world.asks("Begun", due=world.due(-3))
    full = LegendStatus.objects.get(legend=asked.result_legend, slug="full")
    report(by=BY, commitment=asked, result=full)
    reported(world, other)
    asked.refresh_from_db()
    assert (asked.state, asked.is_overdue_on(today())) == ("open", False)
    assert list(Commitment.objects.overdue_on(today())) == [other]
    assert figures_of([world.storvik.pk], today())[world.storvik.pk].late == 1
    [counted] = late_and_soon(acting(world, "Kari"), today(), 14)
    assert (counted["late"], counted["soon"]) == (1, 0)
    [kari] = reminded_on(today())
    assert list(kari.owed()) == [other]
    report(
        by=BY,
        commitment=asked,
        result=LegendStatus.objects.get(legend=full.legend_id, slug="partly"),
    )
    assert Commitment.objects.overdue_on(today()).count() == 2
