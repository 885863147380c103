"""By way of another organisation in a real browser: the security policy lets one out and back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.oidc_server import CLIENT, SECRET
from tests.conftest import ROOT, RunningSite, free_port
from tests.e2e.test_signing_in import run

pytestmark = pytest.mark.browser
SAMSPILL = os.path.join(os.path.dirname(sys.executable), "samspill")
SECONDS = 30
INVITE = """
import sys, django
django.setup()
from samspill.accounts import actions
actions.invite(email="elsewhere@eksempel.no", name="Else", by="test", origin=sys.argv[1])
print("invited")
"""


@pytest.fixture
def site_with_provider(running_site: RunningSite) -> Iterator[str]:
    """The same site served once more, with an organisation to sign in by way of."""
    run(running_site, INVITE, running_site.address)
    command = [sys.executable, "-m", "tests.accounts.oidc_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as provider:
        assert provider.stdout
        issuer = f"http://127.0.0.1:{provider.stdout.readline().strip()}"
        claims = {"sub": "1", "email": "elsewhere@eksempel.no", "email_verified": True}
        body = json.dumps({"claims": claims}).encode()
        urllib.request.urlopen(f"{issuer}/control", data=body).close()
        known = {
            "id": "jobb",
            "name": "Jobben",
            "issuer": issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "domains": ["eksempel.no"],
        }
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SAMSPILL_ENV"}}
        environment = {
            **kept,
            "SAMSPILL_HOME": str(running_site.home),
            "SAMSPILL_OIDC": json.dumps({"providers": [known]}),
            "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
        }
        port = free_port()
        with subprocess.Popen([SAMSPILL, "serve", "--port", str(port)], env=environment) as server:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/healthz")
            yield address
            server.terminate()
        provider.terminate()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            urllib.request.urlopen(address).close()
            return
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, f"{address} does not answer"


def test_one_click_there_and_back(site_with_provider: str, page: Page) -> None:
    page.goto(f"{site_with_provider}/konto/logg-inn/")
    page.get_by_role("button", name="Logg inn med Jobben").click()
    expect(page.get_by_role("heading", name="Min innlogging")).to_be_visible()
    expect(page.get_by_text("elsewhere@eksempel.no")).to_be_visible()
    expect(page.get_by_text("1 tilkobling")).to_be_visible()
