"""A draft that the secretariat works on in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.documents import actions
from samspill.documents.models import Document, Edition, ProvisionText
from tests.documents.folder import document, edition, loaded
from tests.secretariat import signed_in

TEXT = """# 1 Formål {#formal}

Vi samarbeider.

## 1.1 Hvem {#hvem}

Alle.

## 1.2 Hvor {#hvor}

Her.

# 2 Varighet {#varighet}

Til videre."""


@dataclass
class Desk:
    """A draft, the address of its pages, and the secretariat's browser there, in English."""

    edition: Edition
    client: Client

    @property
    def url(self) -> str:
        return "/hf/nord/arbeid/avtaler/en/utgaver/2027/"

    def text(self, slug: str) -> ProvisionText:
        found = ProvisionText.objects.select_related("edition__document", "provision")
        return found.get(edition=self.edition, provision__slug=slug)

    def order(self) -> list[str]:
        texts = ProvisionText.objects.filter(edition=self.edition).order_by("position")
        return list(texts.values_list("provision__slug", flat=True))

    def page_of(self, slug: str) -> str:
        return f"{self.url}bestemmelser/{self.text(slug).pk}/"


@pytest.fixture(scope="module")
def one_document(once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> int:
    files = {**document("en"), **edition("en", "2021", text=TEXT)}
    made: Partnership = once(loaded, tmp_path_factory.mktemp("desk"), files)
    return made.pk


@pytest.fixture
def desk(one_document: int, db: None, client: Client) -> Iterator[Desk]:
    partnership = Partnership.objects.get(pk=one_document)
    with scope(partnership=partnership), translation.override("en"):
        user = signed_in(partnership, "siri@example.no", "secretariat")
        draft = actions.new_edition(
            by=program("test"),
            document=Document.objects.get(slug="en"),
            label="2027",
            based_on=Edition.objects.get(slug="2021"),
        )
        client.force_login(user)
        client.cookies["sprak"] = "en"
        yield Desk(draft, client)
