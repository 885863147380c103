"""Two municipalities merge from a day: what moves, what ends, and that it is all or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.bodies.models import Body, Office, Seat, Term
from samspill.bodies.representation import Way, who_speaks_for
from samspill.commitments.models import Commitment, Owner
from samspill.common import audit
from samspill.common.actions import save
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.documents.models import DocumentParty
from samspill.mergers.actions import merge, moves_of
from samspill.mergers.taking_back import done_by, in_the_way, made, take_back
from samspill.parties.models import (
    Assignment,
    ContactPoint,
    Facility,
    Participation,
    Party,
    PartyNumber,
    PartySuccession,
    Person,
    Region,
    RegionMembership,
)
from tests.cast import contact_of, secretariat
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
DAY = datetime.date(2028, 1, 1)
FILES = {
    "partnership.yaml": (
        "slug: prove\nname: Prøve\nshort_name: Prøve\nsides: [{id: k, name: Kommunene}]\n"
        "tiers: [{id: t, name: Nivå}]\n"
        "document_kinds: [{id: r, name: Rutine, plural: Rutiner, role: routine}]\n"
    ),
    "parties.yaml": (
        "parties:\n"
        "  - {id: nes, kind: municipality, name: Nes, side: k, participation: [{}]}\n"
        "  - {id: vik, kind: municipality, name: Vik, side: k, participation: [{}]}\n"
    ),
    "regions.yaml": (
        "regions: [{id: kyst, name: Kysten, members: [{party: nes}, {party: vik}]}]\n"
    ),
    "bodies/rad.yaml": (
        "id: rad\nname: Rådet\ntier: t\nseats:\n"
        "  - {id: nes, label: Fra Nes, side: k, represents: {party: nes},"
        " terms: [{holder: Ordføreren, from: 2027-01-01, to: 2028-12-31}]}\n"
    ),
    "documents/en/document.yaml": (
        "id: en\nkind: r\ntitle: En\nparties: [{party: nes}, {party: vik}]\n"
    ),
}


@pytest.fixture
def prove(tmp_path: Path) -> Iterator[Partnership]:
    partnership = loaded(tmp_path, FILES)
    with scope(partnership=partnership):
        yield partnership


AROUND = {
    "bodies/rad.yaml": (
        "id: rad\nname: Rådet\ntier: t\nseats:\n"
        "  - {id: nes, label: Fra Nes, side: k, represents: {party: nes},"
        " terms: [{holder: Ordføreren, party: nes}]}\n"
        "  - {id: vara, label: Vara, side: k, role: substitute, substitute_for: nes,"
        " terms: [{holder: Varaordføreren}]}\n"
        "  - {id: fri, label: Fri, side: k, terms: [{holder: Overlegen, party: vik}]}\n"
        "offices: [{office: chair, seat: nes}]\n"
    ),
    "bodies/utvalg.yaml": (
        "id: utvalg\nname: Utvalget\ntier: t\nparties: [vik]\nseats:\n"
        "  - {id: leder, label: Lederen i Rådet, side: k, represents: {body: rad, office: chair}}\n"
        "  - {id: samme, label: Den samme, side: k, represents: {body: rad, seat: nes}}\n"
    ),
    "bodies/under.yaml": (
        "id: under\nname: Underutvalget\ntier: t\nseats:\n"
        "  - {id: derfra, label: Den samme, side: k,"
        " represents: {body: utvalg, seat: samme}}\n"
    ),
}


def both() -> list[Party]:
    return list(Party.objects.filter(slug__in=["nes", "vik"]).order_by("slug"))


def test_what_moves_is_shown_before_it_does(prove: Partnership) -> None:
    moves = moves_of(both(), DAY)
    assert [(name, len(things)) for name, things in moves.groups] == [
        ("Regioner den hører til", 1),
        ("Plasser den tar over, med den som sitter der", 1),
        ("Dokumenter som binder den", 1),
    ]


def test_everything_moves_on_the_day(prove: Partnership) -> None:
    before = AuditEntry.objects.count()
    new = merge(by=secretariat(prove), parties=both(), date=DAY, name="Nesvik", number="5099")
    last = DAY - datetime.timedelta(days=1)
    assert {party.valid_to for party in both()} == {last}
    assert list(Party.objects.members_on(DAY)) == [new]
    assert RegionMembership.objects.on(DAY).get().party == new
    assert DocumentParty.objects.on(DAY).get().party == new
    seat = Seat.objects.on(DAY).get()
    assert (seat.represents_party, Seat.objects.on(last).get().slug) == (new, "nes")
    term = Term.objects.on(DAY).get()
    assert (term.holder, term.valid_to) == ("Ordføreren", datetime.date(2028, 12, 31))
    assert who_speaks_for(new, DAY)[0].way == Way.DIRECT
    assert AuditEntry.objects.count() > before


def stands() -> list[dict[str, Any]]:
    """All of what a merger moves, as it stands."""
    models = (Party, Region, RegionMembership, Seat, Term, Office, DocumentParty, Person)
    rows: list[dict[str, Any]] = []
    for model in (*models, ContactPoint, Assignment, PartySuccession, PartyNumber, Participation):
        rows += [audit.state_of(one) for one in model.objects.order_by("pk")]  # type: ignore[attr-defined]
    return [*rows, {"bodies": list(Body.objects.order_by("pk").values_list("pk", "parties"))}]


@pytest.mark.parametrize("day", [DAY, datetime.date(2026, 1, 1)])
def test_a_merger_is_taken_back_whole(tmp_path: Path, day: datetime.date) -> None:
    partnership = loaded(tmp_path, FILES | AROUND)
    with scope(partnership=partnership):
        nes, by = Party.objects.get(slug="nes"), secretariat(partnership)
        frame = {"partnership": partnership, "party": nes}
        Facility.objects.create(partnership=partnership, slug="seng", name="Senger").parties.add(
            nes
        )
        ada = Person.objects.create(**frame, slug="ada", name="Ada")
        Assignment.objects.create(**frame, person=ada, kind="contact")
        ContactPoint.objects.create(**frame, slug="post", title="Postmottak")
        named = dict(moves_of(both(), day).groups)
        assert named["Senger og tilbud som den nye har del i fra den dagen"] == ["Senger"]
        to_come = day > today()
        people = (
            "Folk: endre hvor de arbeider når dagen kommer" if to_come else "Folk som arbeider der"
        )
        assert named[people] == ["Ada"]
        before = stands()
        new = merge(by=by, parties=both(), date=day, name="Nesvik", number="5099")
        assert Person.objects.get().party == (nes if to_come else new)
        assert stands() != before
        entries = done_by(new)
        assert in_the_way(new, entries) == []
        with pytest.raises(NotAllowed):
            take_back(by=contact_of(nes), new=new)
        take_back(by=by, new=new)
        assert stands() == before
        assert made() == []


def test_a_merger_whose_municipality_owes_something_stays(prove: Partnership) -> None:
    by = secretariat(prove)
    new = merge(by=by, parties=both(), date=DAY, name="Nesvik", number="5099")
    owed = Commitment.objects.create(partnership=prove, process="asked", title="Svar på høringen")
    Owner.objects.create(partnership=prove, commitment=owed, party=new)
    with pytest.raises(ValidationError, match="Svar på høringen"):
        take_back(by=by, new=new)
    assert Party.objects.on(DAY).get() == new


def test_a_merger_that_was_built_on_stays_and_says_why(prove: Partnership) -> None:
    by = secretariat(prove)
    new = merge(by=by, parties=both(), date=DAY, name="Nesvik", number="5099")
    assert made()[0].object_id == new.pk
    term = Term.objects.on(DAY).select_related("seat").get()
    Term.objects.filter(pk=term.pk).update(valid_to=datetime.date(2028, 6, 1))
    Term.objects.create(partnership=prove, seat=term.seat, holder="Ny", valid_from="2028-07-01")
    with pytest.raises(ValidationError, match=r"kan ikke fjernes.*Perioder"):
        take_back(by=by, new=new)
    new.short_name = "NV"
    save(by=by, record=new)
    said = "«Nesvik» er endret siden, av Siri Sekretær. Angre det først."
    assert in_the_way(new, done_by(new)) == [said]
    assert Party.objects.on(DAY).get() == new


def test_one_alone_does_not_merge(prove: Partnership) -> None:
    with pytest.raises(ValidationError) as refused:
        merge(by=secretariat(prove), parties=both()[:1], date=DAY, name="Nesvik", number="5099")
    with pytest.raises(ValidationError, match="fire sifre"):
        merge(by=secretariat(prove), parties=both(), date=DAY, name="Nesvik", number="509²")
    assert refused.value.message_dict == {"parties": ["Velg minst to kommuner."]}
    assert Party.objects.count() == 2


def test_a_contact_person_may_not_merge_the_municipality(prove: Partnership) -> None:
    with pytest.raises(NotAllowed):
        merge(by=contact_of(both()[0]), parties=both(), date=DAY, name="X", number="5099")
    assert Party.objects.count() == 2


def test_a_term_that_begins_after_the_day_stands_on_the_new_seat(prove: Partnership) -> None:
    seat = Seat.objects.get(slug="nes")
    Term.objects.update(valid_to=DAY - datetime.timedelta(days=1))
    coming = Term.objects.create(partnership=prove, seat=seat, holder="Ny", valid_from=DAY)
    new = merge(by=secretariat(prove), parties=both(), date=DAY, name="Nysund", number="9990")
    coming.refresh_from_db()
    assert coming.seat.represents_party == new
    assert (coming.valid_from, coming.valid_to) == (DAY, None)


def test_what_hangs_on_a_seat_that_moves_goes_with_it(tmp_path: Path) -> None:
    """Whoever sat there in three bodies still does: followers, the office, the substitute."""
    partnership = loaded(tmp_path, FILES | AROUND)
    with scope(partnership=partnership):
        new = merge(by=secretariat(partnership), parties=both(), date=DAY, name="Ny", number="9990")

        def holders(date: datetime.date) -> dict[str, str]:
            found = (
                Seat.objects.on(date)
                .with_holder_on(date)
                .values_list("body__slug", "label", "term__holder", "followed_term__holder")
            )
            return {f"{body} {label}": own or other for body, label, own, other in found}

        last = DAY - datetime.timedelta(days=1)
        assert (
            holders(DAY)
            == holders(last)
            == {
                "rad Fra Nes": "Ordføreren",
                "rad Vara": "Varaordføreren",
                "rad Fri": "Overlegen",
                "utvalg Lederen i Rådet": "Ordføreren",
                "utvalg Den samme": "Ordføreren",
                "under Den samme": "Ordføreren",
            }
        )
        assert Office.objects.on(DAY).get().seat.represents_party == new
        assert Office.objects.on(last).get().seat.slug == "nes"
        assert set(Term.objects.on(DAY).exclude(party=None).values_list("party", flat=True)) == {
            new.pk
        }
        substitute = Seat.objects.on(DAY).get(label="Vara")
        assert substitute.substitute_for == Seat.objects.on(DAY).get(label="Fra Nes")
        assert set(Body.objects.get(slug="utvalg").parties.values_list("slug", flat=True)) == {
            "vik", "ny",
        }  # fmt: skip


def test_what_begins_after_the_day_is_the_new_ones_alone(prove: Partnership) -> None:
    later = DAY + datetime.timedelta(days=200)
    Term.objects.update(valid_from=later)
    Seat.objects.update(valid_from=later)
    new = merge(by=secretariat(prove), parties=both(), date=DAY, name="Ny", number="9990")
    seat = Seat.objects.get()
    assert (seat.represents_party, seat.valid_from, seat.valid_to) == (new, later, None)


def test_who_comes_from_it_to_a_seat_that_begins_later_comes_from_the_new_one(
    prove: Partnership,
) -> None:
    later = DAY + datetime.timedelta(days=200)
    Term.objects.update(valid_from=later, party=Party.objects.get(slug="nes"))
    Seat.objects.update(valid_from=later)
    new = merge(by=secretariat(prove), parties=both(), date=DAY, name="Ny", number="9990")
    term = Term.objects.get()
    assert (term.party, term.valid_from) == (new, later)


@pytest.fixture
def pointing(prove: Partnership) -> list[Region | Party]:
    """A region with a host and a unit of it; and one of each that ended long before."""
    nes, ended = Party.objects.get(slug="nes"), datetime.date(2020, 12, 31)
    made: list[Region | Party] = []
    for slug, last in (("na", None), ("da", ended)):
        of = {"partnership": prove, "slug": slug, "name": slug, "valid_to": last}
        made.append(Region.objects.create(**of, host=nes))
        made.append(Party.objects.create(**of, part_of=nes, kind=Party.Kind.OTHER))
    return made


def pointed_at(pointing: list[Region | Party]) -> list[str]:
    for one in pointing:
        one.refresh_from_db()
    found = [one.host if isinstance(one, Region) else one.part_of for one in pointing]
    return [one.slug for one in found if one]


def test_the_new_one_hosts_what_lasts_once_the_day_has_come(
    prove: Partnership, pointing: list[Region | Party]
) -> None:
    day = datetime.date(2026, 1, 1)
    named = dict(moves_of(both(), day).groups)
    assert (named["Regioner den er vert for"], named["Enheter som blir del av den"]) == (
        ["na"], ["na"],
    )  # fmt: skip
    merge(by=secretariat(prove), parties=both(), date=day, name="Ny", number="9990")
    assert pointed_at(pointing) == ["ny", "ny", "nes", "nes"]


def test_what_has_no_day_stays_until_the_day_and_is_told(
    prove: Partnership, pointing: list[Region | Party]
) -> None:
    day = today() + datetime.timedelta(days=30)
    named = dict(moves_of(both(), day).groups)
    assert named["Regioner den er vert for: bytt vert når dagen kommer"] == ["na"]
    assert named["Enheter: bytt hva de er del av, når dagen kommer"] == ["na"]
    merge(by=secretariat(prove), parties=both(), date=day, name="Ny", number="9990")
    assert pointed_at(pointing) == ["nes"] * 4
