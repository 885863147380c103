"""Which changes the search index is told of: of all that shows in it, and of nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.bodies.models import Body, Mandate, Seat
from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting
from samspill.common import actions, content
from samspill.common.actors import program
from samspill.common.house import findable
from samspill.common.models import Partnership, Scoped, Source
from samspill.documents.models import (
    Document,
    DocumentKind,
    Edition,
    Provision,
    ProvisionText,
    Requirement,
    Statute,
)
from samspill.parties.models import (
    ContactPoint,
    Party,
    PartyName,
    PartyNumber,
    Region,
    RegionMembership,
)
from samspill.plans.models import FocusArea, Measure, Plan, PlanEdition
from samspill.portal.models import SearchEntry
from samspill.portal.search import index
from tests.everywhere.watching import TABLE
from tests.portal.test_search_index import whole_index

pytestmark = pytest.mark.django_db
BY = program("test")
SHOWN = {
    Body: "summary", Mandate: "text", ContactPoint: "description", Document: "summary",
    DocumentKind: "name", Edition: "preamble", FocusArea: "title", Measure: "responsible",
    Party: "summary", PartyName: "name", PartyNumber: "number", Plan: "title",
    PlanEdition: "valid_from", Provision: "slug", ProvisionText: "heading", Region: "name",
    RegionMembership: "region", Requirement: "text", Seat: "label", Source: "year",
    Statute: "name", Case: "question", CaseNumber: "written", AgendaItem: "decision",
    Meeting: "minutes",
}  # fmt: skip
"""What shows in entries, each with something of it that does."""


@pytest.fixture(scope="module", autouse=True)
def loaded(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def partnership() -> Partnership:
    found = Partnership.objects.get(slug="eksempel")
    with scope(partnership=found):
        frame = {"partnership": found, "party": Party.objects.order_by("pk")[0]}
        PartyName.objects.create(**frame, name="Gammelt navn")
        PartyNumber.objects.create(**frame, number="9001")
        source = Source.objects.create(partnership=found, slug="kilde", title="Kilde", year=2020)
        undated = Edition.objects.filter(document__slug="saeravtale-ohd-kysten")
        undated.update(source=source, valid_from=None)
        content.changed(found, only=[frame["party"], *undated])
    return found


def test_what_shows_in_entries_is_what_the_statements_read_and_all_of_it_is_declared() -> None:
    declared = {one.owner for one in findable()}
    for one in findable():
        declared |= {*one.under, *one.in_many}
    assert index.shown() == declared == set(SHOWN)


def test_the_index_is_made_from_nothing_but_what_shows_in_it(partnership: Partnership) -> None:
    with CaptureQueriesContext(connection) as asked:
        index.rebuild(partnership)
        index.refresh(partnership)
    ours = {model._meta.db_table for model in apps.get_models()}
    read = {table for one in asked.captured_queries for table in TABLE.findall(one["sql"])} & ours
    known = {model._meta.db_table for model in index.shown()}
    assert read - {"portal_searchentry", "portal_searchword"} == known


def others() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model not in index.shown()]


def test_a_change_of_what_shows_nowhere_asks_the_index_for_nothing(
    partnership: Partnership,
) -> None:
    with scope(partnership=partnership), CaptureQueriesContext(connection) as asked:
        for model in others():
            index.refresh(partnership, [model, model()])
    assert [one["sql"] for one in asked.captured_queries] == []
    assert len(others()) > 20


def put_on(record: Any, name: str) -> None:
    """Changes a field as nothing that guards it would let anybody."""
    field: Any = record._meta.get_field(name)
    if isinstance(field, models.DateField):
        value: Any = "2031-02-03"
    elif isinstance(field, models.IntegerField):
        value = 1999
    elif field.is_relation:
        value = Region.objects.exclude(pk=record.region_id).first()
    else:
        value = f"kvitterord {getattr(record, name)}"[: field.max_length]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        type(record)._base_manager.filter(pk=record.pk).update(**{name: value})
        cursor.execute("SET LOCAL session_replication_role = origin")


def shown_of(model: type[models.Model]) -> models.Model:
    """A record that shows in the index: of a text, one that anyone may see."""
    found = model._default_manager.order_by("pk")
    if model is Edition:
        found = found.filter(pk__in=Edition.objects.public())
    elif model is ProvisionText:
        found = found.filter(edition__in=Edition.objects.public())
    elif model in {Measure, FocusArea, PlanEdition}:
        edition = PlanEdition.objects.public().to_show_on(datetime.date.max)[0]
        found = found.filter(**{"pk" if model is PlanEdition else "edition": edition.pk})
    elif model is Case:
        found = Case.objects.public().order_by("pk")
    elif model is CaseNumber:
        found = found.filter(case__in=Case.objects.public())
    elif model is AgendaItem:
        found = AgendaItem.objects.decided().exclude(case=None).order_by("pk")
    elif model is Meeting:
        decided = AgendaItem.objects.decided().exclude(case=None)
        found = found.filter(pk__in=decided.values("meeting"))
    return found[0]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_a_change_of_what_shows_reaches_its_entries(
    partnership: Partnership, model: type[Scoped]
) -> None:
    with scope(partnership=partnership):
        record = shown_of(model)
        put_on(record, SHOWN[model])
        stood = whole_index()
        content.changed(partnership, only=[model._base_manager.get(pk=record.pk)])
        kept = whole_index()
        index.rebuild(partnership)
        assert kept == whole_index()
        assert kept != stood


def test_a_change_of_a_class_may_be_of_any_of_its_records(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        put_on(shown_of(Party), "summary")
        content.changed(partnership, only=[Party])
        assert SearchEntry.objects.filter(body__contains="kvitterord").exists()


def test_what_is_removed_goes_from_the_index(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        contact = ContactPoint(partnership=partnership, slug="ny", title="Kvitterord")
        actions.save(by=BY, record=contact)
        assert SearchEntry.objects.filter(title="Kvitterord").exists()
        actions.remove(by=BY, record=contact)
        assert not SearchEntry.objects.filter(title="Kvitterord").exists()


def test_what_hangs_under_something_goes_from_its_entries_when_it_is_removed(
    partnership: Partnership,
) -> None:
    with scope(partnership=partnership):
        name = PartyName.objects.get()
        entry = SearchEntry.objects.filter(key=f"party-{name.party_id}")
        assert "Gammelt navn" in entry.get().context
        with CaptureQueriesContext(connection) as asked:
            actions.remove(by=BY, record=name)
        assert "Gammelt navn" not in entry.get().context
        assert not any("documents_" in one["sql"] for one in asked.captured_queries)
