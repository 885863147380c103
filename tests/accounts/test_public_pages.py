"""The public pages know nothing of who is signed in, only that somebody is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.accounts.models import User
from samspill.exchange.loading import load
from tests.accounts.test_signing_in import sign_in
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db


def main_of(response: HttpResponse) -> bytes:
    """What the page itself says: the bar over it tells that somebody is signed in."""
    return response.content.partition(b"<main")[2]


@pytest.mark.parametrize("address", ["/", "/avtaler/", "/organer/", "/sok/?q=avtale"])
def test_a_public_page_reads_no_session_and_sets_no_cookie(
    client: Client, kari: User, settings, address: str
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "eksempel"
    load(ROOT / "data" / "eksempel", by="test")
    without = client.get(address)
    assert without.cookies == {}
    sign_in(client)
    with CaptureQueriesContext(connection) as captured:
        signed_in = client.get(address)
    assert [query["sql"] for query in captured if "session" in query["sql"]] == []
    assert [query["sql"] for query in captured if "accounts_user" in query["sql"]] == []
    assert main_of(signed_in) == main_of(without)
    assert b"Logg inn" in without.content
    assert b"Min side" not in without.content
    assert b"Min side" in signed_in.content
    assert b"Logg inn" not in signed_in.content
    assert kari.name.encode() not in signed_in.content
    assert signed_in.headers["Vary"] == without.headers["Vary"]
    assert signed_in.cookies == {}


def test_a_page_that_is_kept_for_those_signed_in_needs_no_more_queries(
    client: Client, kari: User, settings
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "eksempel"
    settings.SAMSPILL_KEEP_PAGES = True
    load(ROOT / "data" / "eksempel", by="test")
    counts = []
    for prepare in (lambda: None, lambda: sign_in(client)):
        prepare()
        client.get("/organer/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/organer/")
        counts.append(len(captured))
    assert counts == [1, 1]
