"""The public pages know nothing of who is signed in."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.accounts.models import User
from samspill.exchange.loading import load
from tests.accounts.test_signing_in import sign_in
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db


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
    assert signed_in.content == without.content
    assert signed_in.headers["Vary"] == without.headers["Vary"]
    assert signed_in.cookies == {}


def test_a_kept_page_needs_no_more_queries_with_a_session(
    client: Client, kari: User, settings
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "eksempel"
    settings.SAMSPILL_KEEP_PAGES = True
    load(ROOT / "data" / "eksempel", by="test")
    counts = []
    for prepare in (lambda: client.get("/organer/"), lambda: sign_in(client)):
        prepare()
        with CaptureQueriesContext(connection) as captured:
            client.get("/organer/")
        counts.append(len(captured))
    assert counts == [1, 1]
