"""Somebody leaves: every seat and role goes to whoever is named for it, all of it or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.actions import hand_over, held_after
from samspill.bodies.models import Term
from samspill.common.models import AuditEntry, Partnership
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, Party, Person
from tests.cast import secretariat
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
FILES = {
    "partnership.yaml": (
        "slug: prove\nname: Prøve\nshort_name: Prøve\nsides: [{id: k, name: Kommunene}]\n"
        "tiers: [{id: t, name: Nivå}]\n"
    ),
    "parties.yaml": "parties: [{id: by, kind: municipality, name: By, side: k}]\n",
    "persons.yaml": "persons: [{id: ada, name: Ada}, {id: bo, name: Bo}]\n",
    "bodies/rad.yaml": (
        "id: rad\nname: Rådet\ntier: t\nseats:\n"
        "  - {id: en, label: En, side: k, terms: [{person: ada, holder: Leder}]}\n"
        "  - {id: to, label: To, side: k, terms: [{person: ada, holder: Medlem}]}\n"
    ),
}


@pytest.fixture
def prove(tmp_path: Path) -> Iterator[Partnership]:
    partnership = loaded(tmp_path, FILES)
    with scope(partnership=partnership), time_machine.travel(TODAY, tick=False):
        ada, by = Person.objects.get(slug="ada"), secretariat(partnership)
        party = Party.objects.get(slug="by")
        parties.give_role(by=by, person=ada, kind="contact", party=party)
        yield partnership


def test_everything_goes_over_in_one_go(prove: Partnership) -> None:
    ada, bo = Person.objects.get(slug="ada"), Person.objects.get(slug="bo")
    held = held_after(ada, TODAY)
    assert ([t.seat.slug for t in held.terms], len(held.roles)) == (["en", "to"], 1)
    last = datetime.date(2026, 6, 30)
    terms = {term.pk: bo if term.seat.slug == "en" else None for term in held.terms}
    done = hand_over(
        by=secretariat(prove),
        person=ada,
        last_day=last,
        terms_to=terms,
        roles_to={held.roles[0].pk: bo},
        titles={held.terms[0].pk: "Fungerende leder"},
        reason="Ny jobb",
    )
    assert done == 3
    assert held_after(ada, last).is_empty
    july = datetime.date(2026, 7, 1)
    assert [(t.seat.slug, t.holder) for t in Term.objects.on(july)] == [("en", "Fungerende leder")]
    assert Assignment.objects.on(july).get().person == bo
    assert AuditEntry.objects.filter(reason="Ny jobb").count() == 3


def test_nothing_is_done_when_a_part_is_refused(prove: Partnership) -> None:
    ada, bo = Person.objects.get(slug="ada"), Person.objects.get(slug="bo")
    by = secretariat(prove)
    party = Party.objects.get(slug="by")
    parties.give_role(by=by, person=bo, kind="contact", party=party)
    held = held_after(ada, TODAY)
    before = AuditEntry.objects.count()
    with pytest.raises(ValidationError, match=r"Bo: Kontaktperson, By gjelder fra 1\. juni 2026"):
        hand_over(
            by=by,
            person=ada,
            last_day=TODAY,
            terms_to={term.pk: bo for term in held.terms},
            roles_to={held.roles[0].pk: bo},
        )
    assert held_after(ada, TODAY) == held
    assert AuditEntry.objects.count() == before


def test_a_slip_of_the_year_takes_no_history_away(prove: Partnership) -> None:
    ada = Person.objects.get(slug="ada")
    begun = datetime.date(2021, 1, 1)
    Term.objects.filter(person=ada).update(valid_from=begun)
    held = held_after(ada, datetime.date(2016, 11, 30))
    with pytest.raises(ValidationError, match=r"1\. januar 2021"):
        hand_over(
            by=secretariat(prove), person=ada, last_day=datetime.date(2016, 11, 30),
            terms_to={term.pk: None for term in held.terms}, roles_to={},
        )  # fmt: skip
    assert Term.objects.filter(person=ada, valid_from=begun).count() == 2


def test_the_only_secretary_hands_the_role_over(prove: Partnership) -> None:
    """Nobody else could give roles: the taker has the role before the leaver's ends."""
    ada, bo = Person.objects.get(slug="ada"), Person.objects.get(slug="bo")
    for person in (ada, bo):
        person.user = User.objects.create(email=f"{person.slug}@example.no", name=person.name)
        person.save()
    by = secretariat(prove)
    only = parties.give_role(by=by, person=ada, kind="secretariat")
    herself = replace(by, person=ada.pk)
    last = TODAY + datetime.timedelta(days=29)
    frame = {"by": herself, "person": ada, "last_day": last, "terms_to": {}}
    with pytest.raises(ValidationError, match="siste i sekretariatet"):
        hand_over(**frame, roles_to={only.pk: None})
    assert hand_over(**frame, roles_to={only.pk: bo}) == 4
    then = Assignment.objects.of_kind_on("secretariat", last + datetime.timedelta(days=1))
    assert [role.person for role in then] == [bo]
    assert held_after(ada, last).is_empty
