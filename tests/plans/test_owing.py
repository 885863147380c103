"""Who owes a measure today: one answer, on the pages and in the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.bodies.successors import successors
from samspill.commitments import attention
from samspill.commitments.actions import report
from samspill.commitments.models import Commitment
from samspill.commitments.taking_over import left_on, take_over
from samspill.common.actors import program
from samspill.common.models import AuditEntry, Partnership
from samspill.parties.models import Participation, Party, PartySuccession
from samspill.plans.models import Measure, MeasureOwner
from samspill.plans.names import known_names
from samspill.plans.owing import answering_on, owed_by_body, owed_by_party
from samspill.plans.parsing import NamedOwner, read_responsible
from samspill.plans.standings import owners_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.date(2026, 11, 30)
BY = program("test")
KS = ("2.3", "2.7", "2.8", "2.10", "2.12", "3.2", "4.1")
KS_LATER = ("9.1", "9.2")


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, db: None):
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def owners(number: str, date: datetime.date = TODAY) -> list[str]:
    found = MeasureOwner.objects.filter(measure__number=number).named()
    return [one.words for one in answering_on(found, date, successors())]


def numbers_of(found) -> list[str]:
    return [one.number for one in found]


def test_a_council_that_one_took_over_from_is_followed(nordre: Partnership) -> None:
    assert owners("2.6") == ["Fagråd for pasientsamarbeid"]
    assert owners("7.1") == owners("1.2") == ["ASU"]
    assert owners("2.6", datetime.date(2019, 1, 1)) == ["Fagråd for tjenesteavtale 3 og 5"]
    body = Body.objects.get(slug="fagrad-pasientsamarbeid")
    assert numbers_of(owed_by_body(Measure.objects.all(), body, TODAY, successors())) == [
        "2.1", "2.3", "2.5", "2.6", "3.3",
    ]  # fmt: skip


def test_what_went_over_in_parts_is_to_be_decided(nordre: Partnership) -> None:
    """Fagråd 2 went over into two, of which one took a part."""
    assert owners("2.4") == ["Fagråd for tjenesteavtale 2 (avsluttet, må avgjøres)"]
    left = left_on(TODAY).values_list("owedmeasure__thing__number", flat=True)
    assert sorted(left) == ["2.1", "2.4", "8.4"]


def test_the_ledger_follows(nordre: Partnership) -> None:
    owed = Commitment.objects.get(owedmeasure__thing__number="2.6")
    assert [str(one) for one in owed.owners.all()] == ["Fagråd for pasientsamarbeid"]
    assert [str(one) for one in owed.former_owners.all()] == ["Fagråd for tjenesteavtale 3 og 5"]
    assert AuditEntry.objects.filter(action="change owners", object_id=owed.pk).exists()
    assert take_over(by=BY) == 0


def test_a_municipality_of_another_helsefellesskap_owes_nothing(nordre: Partnership) -> None:
    for slug in ("indre-fosen", "afjord"):
        party = Party.objects.get(slug=slug)
        assert numbers_of(owed_by_party(Measure.objects.all(), party, TODAY, successors())) == []
        assert not Commitment.objects.filter(owners__party=party).exists()
    verdal = Party.objects.get(slug="verdal")
    assert numbers_of(owed_by_party(Measure.objects.all(), verdal, TODAY, successors())) == [
        "1.1", *KS, "5.2", "5.8", "7.8", *KS_LATER,
    ]  # fmt: skip


def test_ks_is_the_municipalities_of_the_day(nordre: Partnership) -> None:
    """The plan's working committee has its members «Fra kommunene/KS» and «Fra Helse
    Nord-Trøndelag» (handlingsplan-2018, section 1); «KS» owes nothing as an organisation."""
    for number in (*KS, *KS_LATER):
        assert "Alle kommuner" in owners(number)
    assert not Party.objects.filter(name="KS").exists()
    assert Measure.objects.get(number="2.7").responsible == "KS /HNT"
    assert read_responsible("KS /HNT", known_names()) == [
        NamedOwner("group", "municipalities"),
        NamedOwner("party", "hnt"),
    ]
    owing = Commitment.objects.filter(owedmeasure__thing__number="2.8").open()
    members = Party.objects.members_on(TODAY).municipalities()
    owed_by = {owner.party for one in owing for owner in one.owners.all()}
    assert owed_by == set(members)


def test_the_pages_follow(nordre: Partnership, client: Client) -> None:
    at = "/hf/nordre-trondelag"

    def page(address: str) -> str:
        return " ".join(client.get(f"{at}{address}").content.decode().split())

    assert "Avklare hvem som gjør hva" in page("/organer/fagrad-pasientsamarbeid/")
    assert "Forankre hospiteringsordningen" in page("/avtaler/retningslinje-2/")
    assert "Tjenesteavtale 6" in page("/avtaler/retningslinje-2/")
    assert "organer/fagrad-pasientsamarbeid" in page(
        "/handlingsplan/handlingsplan-2018-2021/tiltak/2.6/"
    )
    assert "handlingsplan-2018-2021/tiltak" not in page("/kommuner/indre-fosen/")
    table = page(
        "/handlingsplan/handlingsplan-2018-2021/tabell/?ansvarlig=organ-fagrad-pasientsamarbeid"
    )
    for measure in ("2.6 Avklare", "3.3 Sørge"):
        assert measure in table


def test_two_that_merged_do_not_owe_the_same_twice(nordre: Partnership) -> None:
    """What was reported stays: with the one that went on, and with the one that lapsed."""
    measure = Measure.objects.get(number="7.8")
    new = Party.objects.create(
        partnership=nordre, slug="ny", kind="municipality", name="Ny", sort_key="ny",
        valid_from=datetime.date(2026, 1, 1),
    )  # fmt: skip
    Participation.objects.create(partnership=nordre, party=new)
    old = list(Party.objects.filter(slug__in=("verdal", "frosta")))
    for one in old:
        one.valid_to = datetime.date(2025, 12, 31)
        one.save()
        PartySuccession.objects.create(
            partnership=nordre, party=one, successor=new, date=datetime.date(2026, 1, 1)
        )
    owed = Commitment.objects.filter(owedmeasure__thing=measure)
    first = owed.get(owners__party__slug="frosta")
    report(by=BY, commitment=first, done="Gjort")
    take_over(by=BY)
    of_it = owed.filter(owners__party=new)
    assert of_it.count() == 1
    assert owed.open().filter(owners__party__in=old).count() == 0
    assert first.reports.count() == 1


def test_what_somebody_who_ended_still_owes_is_shown_as_something_to_decide(
    nordre: Partnership,
) -> None:
    found = {one.slug: one for one in attention.kinds(TODAY)}
    assert found["avsluttet"].count == 3
    assert "2.4 Oppnevne" in found["avsluttet"].rows


def test_on_an_earlier_day_those_stand_there_who_owed_it_then(nordre: Partnership) -> None:
    owed = Commitment.objects.get(owedmeasure__thing__number="2.6")
    names = [str(one) for one in owners_on(owed, datetime.date(2020, 1, 1))]
    assert names == ["Fagråd for tjenesteavtale 3 og 5"]
    assert [str(one) for one in owners_on(owed, TODAY)] == ["Fagråd for pasientsamarbeid"]
