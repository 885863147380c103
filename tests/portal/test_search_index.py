"""After any change the search index is what making it anew would give, at the change's own cost."""

import datetime
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.bodies.models import Body, Mandate
from samspill.common import content
from samspill.common.models import Partnership
from samspill.documents.models import (
    Document,
    DocumentKind,
    Edition,
    EditionStatus,
    Provision,
    ProvisionText,
)
from samspill.exchange.loading import load
from samspill.exchange.synthesize import SCALES, synthesize
from samspill.parties.models import ContactPoint, Party
from samspill.portal.models import SearchEntry, SearchWord
from samspill.portal.search import index

pytestmark = pytest.mark.django_db

WORDS = [
    "avtale",
    "utskriving",
    "pasient",
    "kommune",
    "lege",
    "melding",
    "og",
    "i",
    "hjelpemiddel",
    "*rutine*",
    "time",
]


@pytest.fixture(scope="module")
def data(once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    made = tmp_path_factory.mktemp("search") / "made"
    folder = synthesize(made, seed=1, scale=SCALES["small"], partnerships=1)[0]
    once(partial(load, by="test"), folder)


@pytest.fixture
def partnership(data: None, db: None) -> Partnership:
    return Partnership.objects.get()


def whole_index() -> tuple[list, list]:
    entries = SearchEntry.objects.values_list(
        *(field.attname for field in SearchEntry._meta.fields if field.name != "id")
    )
    words = SearchWord.objects.values_list("word", "lexeme", "entries")
    return sorted(entries, key=str), sorted(words)


def entry_ids() -> set[int]:
    return set(SearchEntry.objects.values_list("pk", flat=True))


def text(draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=draw.randint(0, 8)))


def change_provision(draw: random.Random) -> list:
    provision = draw.choice(ProvisionText.objects.order_by("pk"))
    provision.body = text(draw)
    provision.save()
    return [provision.edition]


def remove_provision(draw: random.Random) -> list:
    provision = draw.choice(ProvisionText.objects.filter(children=None).order_by("pk"))
    edition, identity = provision.edition, provision.provision
    provision.delete()
    if not identity.texts.exists():
        identity.delete()
    return [edition]


def change_edition(draw: random.Random) -> list:
    edition = draw.choice(Edition.objects.order_by("pk"))
    edition.is_public = draw.random() < 0.6
    edition.preamble = text(draw)
    if not edition.is_public and draw.random() < 0.5:
        edition.status = EditionStatus.DRAFT
    edition.save()
    return [edition]


def change_document(draw: random.Random) -> list:
    document = draw.choice(Document.objects.order_by("pk"))
    document.title, document.is_public = f"Dokument {text(draw)}", draw.random() < 0.7
    document.exempt_statute = "" if document.is_public else "offentleglova § 24"
    document.save()
    return [document]


def change_body(draw: random.Random) -> list:
    body = draw.choice(Body.objects.order_by("pk"))
    body.summary = text(draw)
    body.save()
    Mandate.objects.filter(body=body).update(text=text(draw))
    return [body]


def change_party(draw: random.Random) -> list:
    party = draw.choice(Party.objects.order_by("pk"))
    party.name, party.summary = f"Part {text(draw)}", text(draw)
    party.save()
    return [party]


def change_contact(draw: random.Random) -> list:
    contact = draw.choice(ContactPoint.objects.order_by("pk"))
    contact.valid_to = datetime.date(2090, 1, draw.randint(1, 28))
    contact.description = text(draw)
    contact.save()
    return [contact]


def change_kind(draw: random.Random) -> list:
    kind = draw.choice(DocumentKind.objects.order_by("pk"))
    kind.name = f"Slag {text(draw)}"
    kind.save()
    return [kind]


CHANGES = [
    change_provision,
    remove_provision,
    change_edition,
    change_document,
    change_body,
    change_party,
    change_contact,
    change_kind,
]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_change_the_index_is_what_making_it_anew_would_give(
    partnership: Partnership, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - made-up changes, no secret
    with scope(partnership=partnership):
        for _ in range(8):
            changed = [
                thing for _ in range(draw.randint(1, 3)) for thing in draw.choice(CHANGES)(draw)
            ]
            content.changed(partnership, only=changed if draw.random() < 0.8 else None)
            kept = whole_index()
            index.rebuild(partnership)
            assert kept == whole_index()


def test_a_changed_provision_writes_one_entry_and_looks_at_one_document(
    partnership: Partnership,
) -> None:
    with scope(partnership=partnership):
        provision = ProvisionText.objects.filter(edition__in=Edition.objects.public())[0]
        provision.body = "Etnyttord."
        provision.save()
        before = entry_ids()
        with CaptureQueriesContext(connection) as queries:
            content.changed(partnership, only=[provision.edition])
        assert len(before - entry_ids()) == 1
        assert len(entry_ids() - before) == 1
        assert SearchWord.objects.get(word="etnyttord").entries == 1
    looked = [q["sql"] for q in queries if "portal_searchentry" in q["sql"]]
    assert all("owner" in sql or "DELETE" in sql for sql in looked)


def test_a_word_that_nothing_holds_any_more_is_forgotten(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        body = Body.objects.all()[0]
        for summary, known in [("Kvitterfjell", True), ("", False)]:
            Body.objects.filter(pk=body.pk).update(summary=summary)
            content.changed(partnership, only=[body])
            assert SearchWord.objects.filter(word="kvitterfjell").exists() is known


def test_what_has_been_deleted_is_looked_for_everywhere(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        contact = ContactPoint.objects.all()[0]
        key = f"contact-{contact.pk}"
        contact.delete()
        content.changed(partnership, only=[contact])
        assert not SearchEntry.objects.filter(key=key).exists()


def test_a_new_provision_is_found(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        edition = Edition.objects.public()[0]
        identity = Provision.objects.create(
            partnership=partnership, document=edition.document, slug="ny"
        )
        ProvisionText.objects.create(
            partnership=partnership,
            edition=edition,
            provision=identity,
            heading="Nyord",
            position=999,
        )
        content.changed(partnership, only=[edition])
        assert SearchEntry.objects.filter(key=f"provision-{identity.pk}", title="Nyord").exists()
