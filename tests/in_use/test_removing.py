"""What somebody was asked about is not removed, on whatever way; what was withdrawn goes along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.commitments import actions as ledger
from samspill.commitments.models import Commitment
from samspill.common import actions
from samspill.common.actors import Actor, Held
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.putting_back import undo
from samspill.documents.models import Document, Edition
from samspill.exchange.export import export
from samspill.exchange.loading import LoadFailed, load
from samspill.in_use.actions import ask
from samspill.in_use.models import OwedRoutine
from samspill.in_use.routines import in_force_on
from samspill.parties.models import Assignment, Party, Person
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db
SLUG = "eksempel"


@pytest.fixture
def here(db: None) -> Iterator[Partnership]:
    load(ROOT / "data" / SLUG, by="test")
    made = Partnership.objects.get(slug=SLUG)
    with scope(partnership=made), translation.override("en"):
        yield made


@pytest.fixture
def siri(here: Partnership) -> Actor:
    return Actor("Siri", partnership=here.pk, roles=(Held("secretariat"),))


@pytest.fixture
def edition(here: Partnership, siri: Actor) -> Edition:
    """One that was entered by mistake, after which every party was asked about it."""
    document = Document.objects.get(pk=in_force_on(today())[0].document_id)
    wrong = Edition(partnership=here, document=document, slug="feil", status="adopted")
    actions.save(by=siri, record=wrong)
    assert ask(by=siri, partnership=here, edition=wrong, date=today()) > 2
    return wrong


@pytest.fixture
def steward(here: Partnership, client: Client) -> None:
    user = User.objects.create(email="siri@example.no", name="Siri")
    person = Person.objects.create(partnership=here, slug="siri", name="Siri", user=user)
    Assignment.objects.create(partnership=here, person=person, kind="secretariat")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.cookies["sprak"] = "en"


def withdraw_all(siri: Actor, edition: Edition) -> None:
    for owed in OwedRoutine.objects.filter(thing=edition).select_related("commitment"):
        ledger.withdraw(by=siri, commitment=owed.commitment, reason="Feil")


def test_it_stays_while_somebody_owes_it(edition: Edition, siri: Actor, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"is open, one of \d+. Withdraw them first."):
        actions.remove(by=siri, record=edition)
    export(SLUG, tmp_path / "ut")
    assert "feil" in (tmp_path / "ut" / "reports.jsonl").read_text(encoding="utf-8")


def test_the_database_keeps_it_too(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="in_use_owedroutine"), transaction.atomic():
            cursor.execute("DELETE FROM documents_edition WHERE id = %s", [edition.pk])


def test_what_was_withdrawn_unanswered_goes_along(
    edition: Edition, siri: Actor, tmp_path: Path
) -> None:
    withdraw_all(siri, edition)
    asked = set(OwedRoutine.objects.filter(thing=edition).values_list("pk", flat=True))
    actions.remove(by=siri, record=edition)
    assert not Commitment.objects.filter(pk__in=asked).exists()
    removed = AuditEntry.objects.filter(action="remove", model="commitments.commitment")
    assert set(removed.values_list("object_id", flat=True)) == asked
    assert not Edition.objects.filter(pk=edition.pk).exists()
    export(SLUG, tmp_path / "ut")


def test_what_was_answered_stays(edition: Edition, siri: Actor) -> None:
    answered = OwedRoutine.objects.filter(thing=edition)[0].commitment
    ledger.report(by=siri, commitment=answered, done="I bruk")
    withdraw_all(siri, edition)
    with pytest.raises(ValidationError, match="End it instead"):
        actions.remove(by=siri, record=edition)


def test_what_lapsed_is_history(edition: Edition, siri: Actor, here: Partnership) -> None:
    asked = Commitment.objects.filter(owedroutine__thing=edition)
    ledger.close_many(by=siri, partnership=here, commitments=asked)
    with pytest.raises(ValidationError, match="End it instead"):
        actions.remove(by=siri, record=edition)


def test_the_register_tells_what_to_do(
    edition: Edition, client: Client, here: Partnership, steward: None
) -> None:
    page = client.post(f"/hf/{SLUG}/arbeid/register/utgaver/{edition.pk}/fjern/")
    assert page.status_code == 422
    assert "Withdraw them first." in page.content.decode()
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_undoing_that_it_was_added_is_refused(edition: Edition, siri: Actor) -> None:
    added = AuditEntry.objects.filter(action="add", model="documents.edition").latest("pk")
    with pytest.raises(ValidationError, match="Withdraw them first"):
        undo(by=siri, entries=[added])


def test_a_load_that_removes_what_is_gone_tells_it(
    edition: Edition, siri: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / SLUG
    shutil.copytree(ROOT / "data" / SLUG, folder)
    with pytest.raises(LoadFailed, match="Withdraw them first"):
        load(folder, by="test", prune=True)
    withdraw_all(siri, edition)
    load(folder, by="test", prune=True)
    assert not Edition.objects.filter(pk=edition.pk).exists()


def test_who_was_asked_stays(here: Partnership, siri: Actor, edition: Edition) -> None:
    """A party too: it owes, or it was asked before others took over."""
    party = Party.objects.create(partnership=here, slug="feil", name="Feil", kind="clinic")
    other = Party.objects.get(slug="bruvag")
    wanted = ledger.Wanted("confirm-in-use", edition, "Feil", [ledger.Owes(party=party)])
    asked = ledger.open_commitment(by=siri, partnership=here, wanted=wanted)
    with pytest.raises(ValidationError, match="«Feil» is open"):
        actions.remove(by=siri, record=party)
    withdraw_all(siri, edition)
    ledger.reopen(by=siri, commitment=asked)
    with pytest.raises(ValidationError, match="same owners"):
        ledger.change_owners(by=siri, commitment=asked, owners=[ledger.Owes(party=other)])
    ledger.change_owners(by=siri, commitment=asked, owners=[])
    with pytest.raises(ValidationError, match="Withdraw that first"):
        actions.remove(by=siri, record=party)
    ledger.withdraw(by=siri, commitment=asked, reason="Feil")
    actions.remove(by=siri, record=party)
    assert not Commitment.objects.filter(pk=asked.pk).exists()


def test_what_waits_is_called_as_everywhere_also_without_a_title(
    edition: Edition, here: Partnership, client: Client, steward: None
) -> None:
    document = Document.objects.get(pk=edition.document_id)
    Document.objects.filter(pk=document.pk).update(title="", number="12")
    page = client.get(f"/hf/{SLUG}/arbeid/").content.decode()
    assert f"{document.kind.name} 12" in page
