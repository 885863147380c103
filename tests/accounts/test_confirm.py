"""Before something dangerous one confirms who one is; signing in was not enough."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from samspill.accounts.confirm import confirm_first, recently_confirmed
from samspill.accounts.models import User
from samspill.common.models import Partnership
from tests.accounts.conftest import PASSWORD, MakeUser
from tests.accounts.test_attempts import code_now
from tests.accounts.test_external import (
    KARI,
    Provider,
    by_way_of_work,
    provider,  # noqa: F401 (a fixture)
    running,  # noqa: F401
    way_back,
)
from tests.accounts.test_signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


@confirm_first
def dangerous(request: HttpRequest) -> HttpResponse:
    assert recently_confirmed(request)
    return HttpResponse(f"done {request.method} {request.POST.get('what', '')}".strip())


urlpatterns = [path("farlig/", dangerous), path("", include("samspill.urls"))]


def test_who_is_not_signed_in_signs_in_first(client: Client) -> None:
    assert client.get("/farlig/").headers["Location"] == "/konto/logg-inn/?next=/farlig/"


def test_a_password_confirms_for_ten_minutes(client: Client, kari: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client)
        asked = client.get("/farlig/").headers["Location"]
        assert asked == "/konto/bekreft/?next=%2Ffarlig%2F"
        assert "Bekreft at det er deg" in client.get(asked).content.decode()
        assert "Passordet er feil." in client.post(asked, {"password": "feil"}).content.decode()
        assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/farlig/"
        assert client.get("/farlig/").content == b"done GET"
        clock.shift(599)
        assert client.get("/farlig/").content == b"done GET"
        clock.shift(1)
        assert client.get("/farlig/").status_code == 302


def test_what_was_sent_is_done_once_it_is_confirmed(client: Client, kari: User) -> None:
    sign_in(client)
    asked = client.post("/farlig/", {"what": "thing"}).headers["Location"]
    assert client.post(asked, {"password": PASSWORD}).content == b"done POST thing"


def test_what_was_sent_within_a_helsefellesskap_is_done_there(client: Client, kari: User) -> None:
    Partnership.objects.create(slug="fjordvik", name="Fjordvik", short_name="Fjordvik")
    sign_in(client)
    asked = client.post("/hf/fjordvik/farlig/", {"what": "thing"}).headers["Location"]
    assert asked == "/hf/fjordvik/konto/bekreft/?next=%2Fhf%2Ffjordvik%2Ffarlig%2F"
    assert client.post(asked, {"password": PASSWORD}).content == b"done POST thing"


def test_a_code_confirms_too_and_is_good_once(client: Client, kari: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client)
        client.post("/konto/totrinn/kode/", {"code": code_now(secret)})
        asked = client.get("/farlig/").headers["Location"]
        assert 'href="/konto/totrinn/bekreft/?next=%2Ffarlig%2F"' in (
            client.get(asked).content.decode()
        )
        address = "/konto/totrinn/bekreft/?next=/farlig/"
        again = client.post(address, {"code": code_now(secret)}).content.decode()
        assert "Koden er feil, eller er brukt før." in again
        clock.shift(30)
        answer = client.post(address, {"code": code_now(secret)})
        assert answer.headers["Location"] == "/farlig/"
        assert client.get("/farlig/").content == b"done GET"


def test_who_has_only_another_organisation_comes_that_way_again(
    client: Client,
    make_user: MakeUser,
    provider: Provider,  # noqa: F811
) -> None:
    user = make_user(password=None)
    SocialAccount.objects.create(user=user, provider="jobb", uid=KARI["sub"])
    with time_machine.travel(datetime.datetime.now(datetime.UTC)) as clock:
        by_way_of_work(client)
        assert client.get("/farlig/").content == b"done GET"
        clock.shift(601)
        asked = client.get("/farlig/").headers["Location"]
        assert asked == "/konto/ekstern/jobb/?confirm=1&next=%2Ffarlig%2F"
        page = client.post(asked).content.decode()
        assert "prompt=login" in page
        clock.shift(-601)
        provider.will(KARI)
        out = page.split('content="0; url=')[1].split('"')[0].replace("&amp;", "&")
        assert client.get(way_back(out)).headers["Location"] == "/farlig/"
