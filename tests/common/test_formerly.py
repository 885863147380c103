"""A body, party or document that got another name in its address is found by the earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common import actions
from samspill.common.formerly import called_before
from samspill.common.models import Partnership
from samspill.documents.models import Document
from samspill.exchange.export import export
from samspill.exchange.loading import load
from samspill.parties.models import Party
from tests.cast import secretariat

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = "/hf/eksempel"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


def rename(record: Body | Party | Document, slug: str) -> None:
    record.slug = slug
    actions.save(by=secretariat(record.partnership), record=record)


@pytest.mark.parametrize(
    ("model", "slug", "address"),
    [
        (Body, "strategisk-utvalg", "/organer/{}/"),
        (Party, "bruvag", "/kommuner/{}/"),
        (Document, "samarbeidsavtalen", "/avtaler/{}/"),
        (Document, "samarbeidsavtalen", "/avtaler/{}/forskjell/"),
    ],
)
def test_the_old_address_leads_to_the_new_one(
    eksempel: Partnership, client: Client, model: type[Body], slug: str, address: str
) -> None:
    rename(model.objects.get(slug=slug), "nytt-navn")
    rename(model.objects.get(slug="nytt-navn"), "nyere-navn")
    for old in (slug, "nytt-navn"):
        answer = client.get(f"{AT}{address.format(old)}?dato=2026-01-01")
        assert answer.status_code == 301
        assert answer.headers["Location"] == f"{AT}{address.format('nyere-navn')}?dato=2026-01-01"
    assert client.get(f"{AT}{address.format('nyere-navn')}").status_code == 200
    assert client.get(f"{AT}{address.format('aldri-sett')}").status_code == 404


def test_what_is_called_so_now_goes_before(eksempel: Partnership, client: Client) -> None:
    rename(Body.objects.get(slug="strategisk-utvalg"), "ssu")
    Body.objects.create(partnership=eksempel, slug="strategisk-utvalg", name="Et annet utvalg")
    answer = client.get(f"{AT}/organer/strategisk-utvalg/")
    assert answer.status_code == 200
    assert "Et annet utvalg" in answer.content.decode()


def test_a_name_that_came_back_leads_to_itself(eksempel: Partnership) -> None:
    for slug in ("ssu", "strategisk-utvalg"):
        rename(Body.objects.get(slug__in=["ssu", "strategisk-utvalg"]), slug)
    assert Body.objects.get(slug="strategisk-utvalg").formerly == ["ssu"]


def test_the_old_address_of_what_is_not_public_tells_nothing(
    eksempel: Partnership, client: Client
) -> None:
    document = Document.objects.get(slug="samarbeidsavtalen")
    rename(document, "hemmelig-navn")
    document.is_public, document.exempt_statute = False, "offl. § 15"
    document.save()
    assert client.get(f"{AT}/avtaler/samarbeidsavtalen/").status_code == 404


def test_earlier_names_stand_in_files(eksempel: Partnership, tmp_path: Path) -> None:
    rename(Body.objects.get(slug="strategisk-utvalg"), "ssu")
    export("eksempel", tmp_path / "ut")
    assert "formerly:" in (tmp_path / "ut" / "bodies" / "ssu.yaml").read_text(encoding="utf-8")
    assert load(tmp_path / "ut", by="test", dry_run=True)[0].changes_nothing


def test_two_that_swapped_names_do_not_lead_to_each_other(
    eksempel: Partnership, client: Client
) -> None:
    """Where the one cannot be shown, that is said: a browser would go round for ever."""
    one, other = Document.objects.public()[:2]
    first, second = one.slug, other.slug
    for record, slug in ((one, "imellom"), (other, first), (one, second)):
        rename(record, slug)
    other.is_public, other.exempt_statute = False, "offl. § 15"
    other.save()
    assert client.get(f"{AT}/avtaler/{first}/").status_code == 404
    assert client.get(f"{AT}/avtaler/imellom/").headers["Location"] == f"{AT}/avtaler/{second}/"
    found = [called_before(Document.objects.all(), slug) for slug in (first, second)]
    assert found == [None, None]
