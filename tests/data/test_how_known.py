"""What a file marks as read out of its source, uncertain or not stated there is so on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import (
    Body,
    BodySuccession,
    CompositionRule,
    Mandate,
    Office,
    Seat,
    Term,
)
from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.common.models import Partnership
from samspill.common.provenance import HowKnown, how_known
from samspill.documents.models import (
    AuthorityRule,
    Coverage,
    Document,
    DocumentParty,
    Edition,
    Reference,
    Responsibility,
    Succession,
)
from samspill.parties.models import (
    ContactPoint,
    Facility,
    Participation,
    Party,
    PartySuccession,
    RegionMembership,
)
from samspill.plans.models import Measure, PlanInput
from tests.data.pages import said

pytestmark = pytest.mark.django_db
REAL = ("nordre-trondelag", "st-olav", "more-og-romsdal")


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(*REAL)


def party(one: Party) -> str:
    return f"/{'kommuner' if one.page == 'municipality' else 'parter'}/{one.slug}/"


def body(one: Body) -> str:
    return f"/organer/{one.slug}/"


def document(one: Document) -> str:
    return f"/avtaler/{one.slug}/"


PAGES: dict[Any, Callable[[Any], str]] = {
    Party: party,
    Participation: lambda one: party(one.party),
    RegionMembership: lambda one: party(one.party),
    PartySuccession: lambda one: party(one.party),
    Facility: lambda one: party(one.parties.filter(valid_to=None).first() or one.parties.first()),
    ContactPoint: lambda one: "/kontakt/",
    Body: body,
    BodySuccession: lambda one: body(one.body),
    Mandate: lambda one: body(one.body),
    CompositionRule: lambda one: body(one.body),
    Seat: lambda one: body(one.body),
    Term: lambda one: body(one.seat.body),
    Office: lambda one: body(one.body),
    Document: document,
    Edition: lambda one: f"/avtaler/{one.document.slug}/utgaver/{one.slug}/",
    DocumentParty: lambda one: document(one.document),
    Responsibility: lambda one: document(one.document),
    Coverage: lambda one: document(one.document),
    Succession: lambda one: document(one.document),
    Reference: lambda one: document(one.document),
    AuthorityRule: lambda one: "/myndighet/",
    Case: lambda one: f"/saker/{one.slug}/",
    Meeting: lambda one: f"/moter/{one.slug}/",
    AgendaItem: lambda one: f"/moter/{one.meeting.slug}/",
    Measure: lambda one: f"/handlingsplan/{one.edition.plan.slug}/tiltak/{one.number}/",
    PlanInput: lambda one: f"/handlingsplan/{one.edition.plan.slug}/innspill/",
}
"""The page that shows a record of a kind today, or on the last day that it held."""


def marked() -> Iterator[tuple[Any, str]]:
    for model, page in PAGES.items():
        for one in model.objects.all():
            if how_known(one.source_note):
                last = getattr(one, "valid_to", None)
                yield one, page(one) + (f"?dato={last}" if last else "")


@pytest.mark.parametrize(("slug", "least"), [(REAL[0], 120), (REAL[1], 0), (REAL[2], 22)])
def test_every_record_marked_in_a_file_is_marked_on_its_page(
    client: Client, slug: str, least: int
) -> None:
    with scope(partnership=Partnership.objects.get(slug=slug)):
        found = [(f"{type(one).__name__} {one}", one.source_note, page) for one, page in marked()]
    pages = {page: said(client, slug, page) for _one, _note, page in found}
    assert len(found) >= least
    assert [one for one in found if " ".join(one[1].split()) not in pages[one[2]]] == []


def test_no_marked_record_is_of_a_kind_that_has_no_page() -> None:
    """Kinds that stand on no page of their own, or say it elsewhere, are named with the reason."""
    elsewhere = {
        "Region": "each membership says it (/kommuner/)",
    }
    seen: set[Any] = set()
    for slug in REAL:
        with scope(partnership=Partnership.objects.get(slug=slug)):
            models: list[Any] = list(apps.get_models())
            for model in models:
                fields = {field.name for field in model._meta.get_fields()}
                if "source_note" in fields and any(
                    how_known(note) for note in model.objects.values_list("source_note", flat=True)
                ):
                    seen.add(model)
    assert {m.__name__ for m in seen - set(PAGES)} <= set(elsewhere)


def test_the_list_of_municipalities_marks_their_regions(client: Client) -> None:
    """000:35-37 names the regions of Namdalen, not their members; 004:1276 is all of Osen."""
    listed = said(client, REAL[0], "/kommuner/")
    assert "Midtre Namdal Usikkert Usikker; lest av sengen Osen delte" in listed
    assert listed.count("Ikke uttrykkelig i kilden Kommuneregionens") == 12 - 1
    assert "Kilde: Handlingsplan" in listed


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Vedlegg 2", None),
        ("Lysbildet «Avklaringer (1)»", None),
        ("", None),
        ("Lest av tittelen", HowKnown.READ),
        ("Lese av at fylket hadde 26 kommunar", HowKnown.READ),
        ("Usikker; lest av sengen", HowKnown.UNCERTAIN),
        ("Kommuneregionens avgrensning; står ikke uttrykkelig i kilden", HowKnown.NOT_STATED),
        ("Kjelda seier ikkje når", HowKnown.NOT_STATED),
    ],
)
def test_what_a_note_says_of_how_it_is_known(note: str, kind: HowKnown | None) -> None:
    assert how_known(note) is kind
