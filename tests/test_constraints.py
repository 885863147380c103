"""What must never break is held by the database itself, whoever writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import AuditEntry, Partnership
from samspill.documents.models import Document, DocumentKind, Edition
from samspill.parties.models import Party
from tests.factories.folders import example, loaded

pytestmark = pytest.mark.django_db


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def partnership(tmp_path: Path) -> Partnership:
    return loaded(tmp_path, example())


def refused(write: Callable[[], object], rule: str) -> None:
    """Asserts that the database refuses a write when the transaction would end, by this rule."""

    def whole() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            write()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match=rule):
        whole()


def test_no_two_terms_at_once_on_one_seat(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        seat = Seat.objects.get(slug="storvik")
        refused(
            lambda: Term.objects.create(
                partnership=partnership, seat=seat, valid_from=day("2024-12-31")
            ),
            "bodies_one_term_at_a_time",
        )
        Term.objects.create(partnership=partnership, seat=seat, valid_from=day("2025-01-01"))


def test_no_two_editions_of_one_document_in_force_at_once(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        document = Document.objects.get()
        new = {"partnership": partnership, "document": document, "valid_from": day("2024-01-01")}
        refused(
            lambda: Edition.objects.create(slug="2024", status="in_force", **new),
            "documents_one_edition_in_force",
        )
        Edition.objects.create(slug="2024", status="draft", **new)


def test_a_term_lies_within_its_seats_period(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        seat = Seat.objects.get(slug="medisin")
        refused(
            lambda: Term.objects.create(
                partnership=partnership, seat=seat, valid_from=day("2020-12-31")
            ),
            "is not within that of its",
        )


def test_a_seat_cannot_be_cut_shorter_than_its_terms(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        seats = Seat.objects.filter(slug="storvik")
        refused(lambda: seats.update(valid_to=day("2023-12-31")), "a period that is not within")


def test_a_period_ends_after_it_begins(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        bodies = Body.objects.all()
        refused(
            lambda: bodies.update(valid_from=day("2022-01-01"), valid_to=day("2021-01-01")),
            "bodies_body_period_ordered",
        )


def test_slugs_are_unique_within_a_helsefellesskap_and_free_across(
    partnership: Partnership,
) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with scope(partnership=partnership):
        new = {"slug": "storvik", "kind": "municipality", "name": "Storvik"}
        refused(lambda: Party.objects.create(partnership=partnership, **new), "parties_party_slug")
        Party.objects.create(partnership=other, **new)


def test_an_exempt_document_names_the_statute(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        refused(
            lambda: Document.objects.update(is_public=False),
            "documents_exempt_names_the_statute",
        )


def test_the_audit_trail_is_append_only(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        entry = AuditEntry.objects.get(action="load")
        for write in (
            lambda: AuditEntry.objects.filter(pk=entry.pk).update(by="en annen"),
            lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                write()
        assert AuditEntry.objects.get(pk=entry.pk).by == "test"


def test_a_query_outside_a_helsefellesskap_fails(partnership: Partnership) -> None:
    with pytest.raises(ScopeError):
        Body.objects.count()


def test_a_query_in_one_helsefellesskap_never_sees_another(partnership: Partnership) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with scope(partnership=other):
        models: list[Any] = [Body, Seat, Term, Party, Document, DocumentKind, Edition]
        assert [model.objects.count() for model in models] == [0] * len(models)
