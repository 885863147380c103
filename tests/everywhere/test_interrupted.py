"""A save that is broken off before any one of its statements leaves nothing, its audit included."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled

from samspill.bodies import actions as bodies
from samspill.bodies.actions import hand_over, held_after
from samspill.bodies.models import Office, Seat, Term
from samspill.common.models import Partnership, today
from samspill.documents import actions as documents
from samspill.documents.models import Document, Edition
from samspill.exchange.loading import load
from samspill.mergers.actions import merge
from samspill.parties.models import Party, Person
from tests.cast import secretariat
from tests.everywhere.world import UNDECIDED

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
Save = Callable[[Partnership], Any]
POINTS = 12


class BrokenOffError(Exception):
    """The process ended here."""


@pytest.fixture
def eksempel() -> Iterator[Partnership]:
    load(ROOT / "data" / "eksempel", by="test")
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


def appoint(partnership: Partnership) -> None:
    followed = Office.objects.values("seat")
    term = Term.objects.on(today()).exclude(seat__in=followed).select_related("seat__body")[0]
    seat = Seat.objects.select_related("body", "partnership").get(pk=term.seat_id)
    bodies.appoint(
        by=secretariat(partnership),
        seat=seat,
        holder="Ny",
        valid_from=today(),
        end_previous=True,
    )


def publish(partnership: Partnership) -> None:
    by = secretariat(partnership)
    document = Document.objects.select_related("kind", "partnership").get(slug="retningslinje-1")
    based_on = Edition.objects.get(document=document, slug="2025")
    made = documents.new_edition(by=by, document=document, label="ny", based_on=based_on)
    documents.publish(by=by, edition=made, valid_from=today(), exception=UNDECIDED)


def leave(partnership: Partnership) -> None:
    person = Person.objects.filter(terms__in=Term.objects.on(today()))[0]
    held = held_after(person, today())
    other = Person.objects.exclude(pk=person.pk)[0]
    hand_over(
        by=secretariat(partnership),
        person=person,
        last_day=today(),
        terms_to={term.pk: other for term in held.terms},
        roles_to={},
    )


def merged(partnership: Partnership) -> None:
    two = list(Party.objects.municipalities().members_on(today())[:2])
    day = datetime.date(today().year + 1, 1, 1)
    merge(by=secretariat(partnership), parties=two, date=day, name="Nysund", number="9990")


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the domain."""
    labels = ("common", "parties", "bodies", "documents", "plans", "portal")
    with scopes_disabled():
        return {
            model._meta.label: sorted(map(repr, model._base_manager.values_list()))
            for label in labels
            for model in apps.get_app_config(label).get_models()
        }


class Undone(Exception):
    """Takes a transaction back after it was carried out."""


def is_a_step(sql: str) -> bool:
    """Whether a statement reads or writes; savepoints are how breaking off itself is undone."""
    return not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS"))


def statements_of(save: Save, partnership: Partnership) -> int:
    """How many steps a save takes."""
    with CaptureQueriesContext(connection) as captured:
        try:
            with transaction.atomic():
                save(partnership)
                raise Undone
        except Undone:
            pass
    return sum(is_a_step(query["sql"]) for query in captured)


def broken_off_before(number: int) -> Callable[..., Any]:
    """Lets steps through until the one of this number."""
    counted = itertools.count(1)

    def execute_or_stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if is_a_step(sql) and next(counted) == number:
            raise BrokenOffError
        return execute(sql, params, many, context)

    return execute_or_stop


@pytest.mark.parametrize("save", [appoint, publish, leave, merged])
def test_all_or_nothing_wherever_it_is_broken_off(eksempel: Partnership, save: Save) -> None:
    before = everything()
    total = statements_of(save, eksempel)
    assert everything() == before
    for number in range(1, total - 2, max(1, total // POINTS)):
        with (
            pytest.raises(BrokenOffError),
            transaction.atomic(),
            connection.execute_wrapper(broken_off_before(number)),
        ):
            save(eksempel)
        assert everything() == before
    save(eksempel)
    after = everything()
    assert len(after["common.AuditEntry"]) > len(before["common.AuditEntry"])
