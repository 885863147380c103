"""Seats are filled, terms end and substitutes are named: the rules, the trail, what is refused."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.bodies import actions
from samspill.bodies.forms import AppointForm
from samspill.bodies.models import Body, Office, Role, Seat, Term
from samspill.common.actions import save
from samspill.common.models import AuditEntry, Partnership
from samspill.common.permissions import NotAllowed
from samspill.parties.models import Party
from tests.cast import contact_of, secretariat, sitting_in
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)
FILES = {
    "partnership.yaml": (
        "slug: prove\nname: Prøve\nshort_name: Prøve\nsides: [{id: k, name: Kommunene},"
        " {id: f, name: Foretaket}]\ntiers: [{id: t, name: Nivå}]\n"
    ),
    "parties.yaml": "parties: [{id: by, kind: municipality, name: By, side: k}]\n",
    "persons.yaml": "persons: [{id: ada, name: Ada, invented: true}]\n",
    "bodies/rad.yaml": (
        "id: rad\nname: Rådet\ntier: t\nterm_months: 24\n"
        "seats:\n"
        "  - {id: en, label: Første plass, side: k, represents: {party: by},"
        " terms: [{holder: Ordfører, from: 2025-01-01}]}\n"
        "  - {id: to, label: Andre plass, side: f}\n"
        "  - {id: uten, label: Tredje plass}\n"
        "composition: [{balanced: true, lines: [{id: g, label: G, minimum: 0}]}]\n"
    ),
}


@pytest.fixture(scope="module")
def entered(once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> int:
    made: Partnership = once(loaded, tmp_path_factory.mktemp("bodies"), FILES)
    return made.pk


@pytest.fixture
def prove(entered: int, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(pk=entered)
    with scope(partnership=partnership):
        yield partnership


def seat(slug: str) -> Seat:
    return Seat.objects.select_related("body", "partnership").get(slug=slug)


def test_appointing_puts_somebody_on_the_seat_and_leaves_one_entry(prove: Partnership) -> None:
    before, version = AuditEntry.objects.count(), prove.content_version
    actions.appoint(by=secretariat(prove), seat=seat("to"), holder="Direktør", valid_from=DAY)
    term = Term.objects.get(seat__slug="to")
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.by, entry.role) == ("appoint", "Siri Sekretær", "Sekretariat")
    assert (entry.model, entry.object_id) == ("bodies.term", term.pk)
    assert entry.before == {}
    assert entry.after["holder"] == "Direktør"
    assert entry.after["valid_from"] == "2026-06-01"
    prove.refresh_from_db()
    assert prove.content_version == version + 1


def test_where_the_holder_comes_from_is_kept_apart_from_the_seat(prove: Partnership) -> None:
    origin = Party.objects.get(slug="by")
    form = AppointForm(
        {"holder": "Direktør", "party": origin.pk, "valid_from": "2026-06-01"},
        actor=secretariat(prove),
        seat=seat("to"),
    )
    assert form.is_valid(), form.errors
    term = actions.appoint(by=secretariat(prove), seat=seat("to"), **form.cleaned_data)
    assert term.party == origin


def test_nobody_is_no_appointment(prove: Partnership) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.appoint(by=secretariat(prove), seat=seat("to"), valid_from=DAY)
    assert list(refused.value.message_dict) == ["holder"]


def test_two_terms_at_once_are_refused_in_words_and_nothing_is_saved(prove: Partnership) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(ValidationError) as refused:
        actions.appoint(by=secretariat(prove), seat=seat("en"), holder="Ny", valid_from=DAY)
    said = "Ordfører har plassen fra 1. januar 2025 og inntil videre. Avslutt den perioden først."
    assert refused.value.message_dict == {"valid_from": [said]}
    assert Term.objects.filter(seat__slug="en").count() == 1
    assert AuditEntry.objects.count() == before


def test_a_second_holder_of_an_office_is_told_who_has_it_and_when(prove: Partnership) -> None:
    by, of = secretariat(prove), {"partnership": prove, "body": seat("en").body, "kind": "chair"}
    save(
        by=by, record=Office(**of, seat=seat("en"), valid_from=DAY, valid_to=DAY.replace(year=2028))
    )
    with pytest.raises(ValidationError) as refused:
        save(by=by, record=Office(**of, seat=seat("to"), valid_from=DAY.replace(year=2027)))
    assert refused.value.message_dict == {
        "valid_from": ["Leder: Første plass (Rådet) gjelder fra 1. juni 2026 til 1. juni 2028. "
                       "To slike kan ikke gjelde samtidig."]
    }  # fmt: skip
    save(by=by, record=Office(**of, seat=seat("to"), number=2, valid_from=DAY))
    assert Office.objects.count() == 2


def test_the_one_before_ends_on_the_day_before_when_asked(prove: Partnership) -> None:
    actions.appoint(
        by=secretariat(prove), seat=seat("en"), holder="Ny", valid_from=DAY, end_previous=True
    )
    old, new = Term.objects.filter(seat__slug="en").order_by("valid_from")
    assert old.valid_to == datetime.date(2026, 5, 31)
    assert (new.holder, new.valid_from, new.valid_to) == ("Ny", DAY, None)


def test_a_term_that_ends_before_it_begins_is_refused(prove: Partnership) -> None:
    term = Term.objects.select_related("seat").get(seat__slug="en")
    with pytest.raises(ValidationError) as refused:
        actions.end_term(by=secretariat(prove), term=term, last_day=datetime.date(2024, 1, 1))
    assert refused.value.messages == ["Den siste dagen er før den første."]


def test_a_substitute_gets_a_seat_of_its_own_in_the_partnerships_language(
    prove: Partnership,
) -> None:
    term = actions.appoint_substitute(
        by=secretariat(prove), seat=seat("en"), holder="Varaordfører", valid_from=DAY
    )
    place = term.seat
    assert (place.role, place.substitute_for, place.rank) == (Role.SUBSTITUTE, seat("en"), 1)
    assert place.label == "Vara for Første plass"
    actions.end_term(by=secretariat(prove), term=term, last_day=DAY)
    later = actions.appoint_substitute(
        by=secretariat(prove), seat=seat("en"), holder="En annen", valid_from=DAY.replace(month=7)
    )
    assert later.seat == place


def test_a_seat_without_a_side_gets_a_substitute_without_one(prove: Partnership) -> None:
    term = actions.appoint_substitute(by=secretariat(prove), seat=seat("uten"), holder="Vara")
    assert (term.seat.side, term.seat.substitute_for) == (None, seat("uten"))


def test_doubts_are_told_and_stop_nothing(prove: Partnership) -> None:
    term = Term(
        partnership=prove,
        seat=seat("en"),
        holder="Ny",
        valid_from=DAY,
        valid_to=datetime.date(2028, 6, 30),
    )
    texts = [doubt.text for doubt in actions.doubts_about(term)]
    assert "En periode i dette organet varer i 24 måneder. Denne er lengre." in texts


def test_what_makes_a_term_impossible_is_told_with_whom_and_when(prove: Partnership) -> None:
    later = datetime.date(2027, 1, 1)
    actions.appoint(by=secretariat(prove), seat=seat("to"), holder="Rektor", valid_from=later)
    term = Term(partnership=prove, seat=seat("to"), holder="Ny", valid_from=DAY)
    with pytest.raises(ValidationError) as refused:
        actions.require_room(term, ends_previous=True)
    assert refused.value.message_dict == {
        "valid_to": ["Rektor har plassen fra 1. januar 2027 og inntil videre. "
                     "La denne perioden slutte senest 31. desember 2026."]
    }  # fmt: skip
    term.valid_to = datetime.date(2026, 12, 31)
    actions.require_room(term)
    Seat.objects.filter(slug="to").update(valid_from=datetime.date(2026, 7, 1))
    term.seat = seat("to")
    with pytest.raises(ValidationError) as refused:
        actions.require_room(term)
    assert refused.value.message_dict == {"valid_from": ["Plassen finnes ikke før 1. juli 2026."]}


def test_who_may_appoint(prove: Partnership) -> None:
    body = Body.objects.get(slug="rad").pk
    given = {"seat": seat("to"), "holder": "X", "valid_from": DAY}
    party = seat("en").represents_party
    assert party is not None
    for refused in (sitting_in(prove, body), sitting_in(prove, body + 1, "secretary"),
                    contact_of(party)):  # fmt: skip
        with pytest.raises(NotAllowed):
            actions.appoint(by=refused, **given)
    assert Term.objects.filter(seat__slug="to").count() == 0
    actions.appoint(by=sitting_in(prove, body, "secretary"), **given)
    assert Term.objects.filter(seat__slug="to").count() == 1
