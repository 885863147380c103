"""Who answers for a document: what a body that has ended answered for goes to its successor."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body, BodySuccession
from samspill.bodies.successors import body_successors
from samspill.common.models import Partnership
from samspill.documents.models import Document, Responsibility
from samspill.documents.responsible import left_behind, left_to_read, responsible_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.date(2026, 11, 30)
LAST = datetime.date(2025, 12, 31)
ADDRESS = "/hf/eksempel"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def old(eksempel: Partnership) -> Body:
    """A body that answers for a document and ended a year ago."""
    entered = Responsibility.objects.on(TODAY).filter(
        document__in=Document.objects.in_force_on(TODAY), document__is_public=True
    )
    answering = entered.select_related("document").first()
    assert answering is not None
    old = Body.objects.create(
        partnership=eksempel, slug="gammelt", name="Gammelt råd", valid_to=LAST
    )
    Responsibility.objects.filter(document=answering.document).delete()
    Responsibility.objects.create(
        partnership=eksempel, document=answering.document, body=old, note="Alene"
    )
    return old


def goes_over(old: Body, *slugs: str, part: str = "") -> None:
    for slug in slugs:
        new, _made = Body.objects.get_or_create(
            partnership=old.partnership, slug=slug, defaults={"name": f"Rådet {slug}"}
        )
        BodySuccession.objects.create(
            partnership=old.partnership, body=new, predecessor=old, part=part
        )


def answering(old: Body, date: datetime.date) -> list[tuple[str, str, bool]]:
    entered = Responsibility.objects.on(date).filter(body=old).select_related("body")
    found = responsible_on(entered, date, body_successors())
    return [(one.body.slug, one.stands.took_over_from, one.stands.is_undecided) for one in found]


def text(client: Client, address: str) -> str:
    return " ".join(client.get(f"{ADDRESS}{address}").content.decode().split())


def test_the_successor_answers_and_the_history_stays(old: Body, client: Client) -> None:
    goes_over(old, "nytt")
    assert answering(old, TODAY) == [("nytt", "Gammelt råd", False)]
    assert answering(old, LAST) == [("gammelt", "", False)]
    document = old.responsibilities.get().document
    page = text(client, f"/avtaler/{document.slug}/")
    assert "Rådet nytt</a>" in page
    assert "(etter Gammelt råd)" in page
    assert document.label in text(client, "/organer/nytt/")
    assert "Rådet nytt</a>" in text(client, "/avtaler/")
    before = text(client, f"/avtaler/{document.slug}/?dato=2025-12-31")
    assert "Gammelt råd</a>" in before
    assert "Rådet nytt" not in before


@pytest.mark.parametrize(("taken_by", "part"), [(["a", "b"], ""), (["a"], "Rutinene"), ([], "")])
def test_where_it_is_not_plain_it_is_said_so(
    old: Body, client: Client, taken_by: list[str], part: str
) -> None:
    goes_over(old, *taken_by, part=part)
    assert answering(old, TODAY) == [("gammelt", "", True)]
    page = text(client, f"/avtaler/{old.responsibilities.get().document.slug}/")
    assert "avsluttet; det er ikke avgjort" in page


def test_the_secretariat_is_asked_and_decides(old: Body, client: Client) -> None:
    goes_over(old, "a", "b")
    entered = old.responsibilities.get()
    asked = list(left_behind(read_left(), TODAY))
    assert [(one.what, [str(body) for body in one.stands.among]) for one in asked] == [
        (entered.document.label, ["Rådet a", "Rådet b"])
    ]
    assert asked[0].url.endswith(f"/register/ansvar/{entered.pk}/")
    Responsibility.objects.create(
        partnership=old.partnership, document=entered.document, body=Body.objects.get(slug="b")
    )
    assert list(left_behind(read_left(), TODAY)) == []
    assert "Gammelt råd" not in text(client, f"/avtaler/{entered.document.slug}/")


def read_left() -> dict[str, list[object]]:
    return {name: list(rows) for name, rows in left_to_read(TODAY).items()}
