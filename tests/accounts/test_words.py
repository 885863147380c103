"""Every page, mistake and mail of signing in is in the reader's own language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLResolver, get_resolver

from samspill.accounts import actions
from samspill.accounts.models import User
from tests.accounts.conftest import PASSWORD, posted
from tests.accounts.test_external import (
    Provider,
    provider,  # noqa: F401 (a fixture)
    running,  # noqa: F401
)
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(the|your|you|sign|signed|password|passwords|code|key|keys|this|that|was|enter|field"
    r"|please|with|from|address|session|browser)\b",
    re.IGNORECASE,
)
OPEN = {
    "/konto/logg-inn/": {"login": "ikke en adresse", "password": "x"},
    "/konto/passord/glemt/": {"email": "ikke en adresse"},
    "/konto/passord/glemt/sendt/": None,
    "/konto/passord/nytt/1-feil/": None,
    "/konto/passord/nytt/ferdig/": None,
    "/konto/sperret/": None,
    "/konto/invitasjon/feil/": None,
    "/konto/ekstern/jobb/": None,
    "/konto/ekstern/avbrutt/": None,
    "/konto/ekstern/feil/": None,
}
SIGNED_IN = {
    "/konto/": None,
    "/konto/logg-ut/": None,
    "/konto/okter/": None,
    "/konto/tilkoblinger/": {"account": "0"},
    "/konto/bekreft/": {"password": ""},
    "/konto/passord/endre/": {"oldpassword": "x", "password1": "password", "password2": "y"},
    "/konto/totrinn/": None,
    "/konto/totrinn/app/": {"code": "1"},
    "/konto/totrinn/reservekoder/nye/": {},
    "/konto/nokler/": None,
    "/konto/nokler/ny/": {"name": "", "credential": "x"},
}


def words(page: str) -> str:
    """What is read on a page, without scripts, addresses and the choice of English."""
    page = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = page.replace('lang="en" hreflang="en" rel="nofollow">English<', "><")
    texts = re.findall(r'(?:aria-label|alt|placeholder|data-failed|value)="([^"]*)"', page)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", page), *texts]))


def english(page: str) -> list[str]:
    return sorted({found[0].lower() for found in ENGLISH.finditer(words(page))})


def answers(client: Client, pages: dict) -> Iterator[tuple[str, str]]:
    for address, given in pages.items():
        yield address, client.get(address).content.decode()
        if given is not None:
            yield f"{address} {given}", client.post(address, given).content.decode()


@pytest.fixture(params=["nb", "nn"])
def reader(request, client: Client) -> Client:
    client.cookies["sprak"] = request.param
    return client


def test_open_pages_are_norwegian(
    reader: Client,
    provider: Provider,  # noqa: F811
) -> None:
    found = {name: english(page) for name, page in answers(reader, OPEN)}
    assert {name: seen for name, seen in found.items() if seen} == {}
    assert len(found) == len(OPEN) + 2


def test_pages_of_ones_own_are_norwegian(
    reader: Client,
    kari: User,
    provider: Provider,  # noqa: F811
) -> None:
    sign_in(reader)
    reader.post("/konto/bekreft/", {"password": PASSWORD})
    found = {name: english(page) for name, page in answers(reader, SIGNED_IN)}
    assert {name: seen for name, seen in found.items() if seen} == {}


def test_mails_are_norwegian(reader: Client, kari: User, monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's transaction is never committed: what waits for that is done at once.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    sign_in(reader)
    reader.post("/konto/bekreft/", {"password": PASSWORD})
    new = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    reader.post("/konto/passord/endre/", {"oldpassword": PASSWORD, **new})
    reader.post("/konto/passord/glemt/", {"email": kari.email})
    Authenticator.objects.create(user=kari, type="totp", data={"secret": "x"})
    reader.post("/konto/totrinn/reservekoder/nye/")
    reader.post("/konto/totrinn/app/fjern/")
    actions.invite(email="ola@example.no", name="Ola", by="x", origin="", language="nn")
    assert len(posted()) == 5
    found = {sent.subject: english(f"{sent.subject} {sent.body}") for sent in posted()}
    assert {subject: seen for subject, seen in found.items() if seen} == {}


def test_a_page_that_was_open_too_long_is_told_in_our_own_words() -> None:
    client = Client(enforce_csrf_checks=True)
    page = sign_in(client)
    assert page.status_code == 403
    assert "Siden har vært åpen for lenge" in page.content.decode()


def test_these_are_all_the_pages_there_are() -> None:
    """A page that is added has to be read here too."""
    (ours,) = [
        part
        for part in get_resolver().url_patterns
        if isinstance(part, URLResolver) and str(part.pattern) == "konto/"
    ]
    plain = {f"/konto/{part.pattern}" for part in ours.url_patterns if "<" not in str(part.pattern)}
    read = {*OPEN, *SIGNED_IN}
    assert {address for address in plain - read if "(?P" not in address} == {
        "/konto/nokler/logg-inn/",
        "/konto/nokler/bekreft/",
        "/konto/passord/velg/",
        "/konto/totrinn/app/fjern/",
        "/konto/totrinn/bekreft/",
        "/konto/totrinn/kode/",
        "/konto/totrinn/reservekoder/",
        "/konto/totrinn/reservekoder/fil/",
    }
