"""What a password must be, and what nobody asks of it."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.accounts.models import User
from tests.accounts.conftest import PASSWORD, MakeUser, posted
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "elve tegn he",
        "bare små bokstaver",
        "9182736450918",
        "ÆØÅ æøå ÆØÅ æøå",
        "🐴 🐴 🐴 🐴 🐴 🐴 🐴",
        "x7" * 64,
        "hestene i kommunen min sover",
    ],
)
def test_any_composition_and_any_length_from_twelve_will_do(password: str) -> None:
    validate_password(password, User(email="kari@example.no", name="Kari"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elleve tegn", "password_too_short"),
        ("q1w2e3r4t5y6", "password_too_common"),
        ("kari@example.no", "password_too_similar"),
        ("Samspill2026!", "password_of_our_words"),
        ("Helsefellesskap1", "password_of_our_words"),
        ("kommunesykehus", "password_of_our_words"),
        ("Sommer2026Sommer", "password_of_our_words"),
    ],
)
def test_what_is_easy_to_guess_is_refused(password: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(email="kari@example.no", name="Kari"))
    assert code in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("typed", [PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1]])
def test_a_password_is_what_was_typed_and_nothing_near_it(
    client: Client, kari: User, typed: str
) -> None:
    sign_in(client, password=typed)
    assert client.get("/konto/").status_code == 302


def test_a_long_password_counts_to_its_end(client: Client, make_user: MakeUser) -> None:
    make_user(password="lang " * 25 + "slutt")
    sign_in(client, password="lang " * 25 + "slutu")
    assert client.get("/konto/").status_code == 302
    sign_in(client, password="lang " * 25 + "slutt")
    assert client.get("/konto/").status_code == 200


def test_password_fields_are_masked_and_open_to_password_managers(
    client: Client, kari: User
) -> None:
    client.force_login(kari)
    seen = []
    for page in (Client().get("/konto/logg-inn/"), client.get("/konto/passord/endre/")):
        for field in re.findall(r"<input[^>]*password[^>]*>", page.content.decode()):
            if 'type="hidden"' in field or "<script" in field:
                continue
            assert 'type="password"' in field
            assert re.search('autocomplete="(current|new)-password"', field)
            assert "onpaste" not in field
            assert "maxlength" not in field
            seen.append(field)
    assert len(seen) == 4


def test_changing_it_takes_the_present_one(client: Client, kari: User) -> None:
    client.force_login(kari)
    new = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    for present in ("", "feil"):
        client.post("/konto/passord/endre/", {"oldpassword": present, **new})
        kari.refresh_from_db()
        assert kari.check_password(PASSWORD)
    client.post("/konto/passord/endre/", {"oldpassword": PASSWORD, **new})
    kari.refresh_from_db()
    assert kari.check_password("tolv muntre esler")


def test_a_password_does_not_grow_too_old(client: Client, kari: User) -> None:
    with time_machine.travel("2026-03-02T12:00Z", tick=False) as clock:
        sign_in(client)
        clock.shift(datetime.timedelta(days=5 * 365))
        later = Client()
        assert sign_in(later).headers["Location"] == "/konto/"
        assert later.get("/konto/").status_code == 200


def test_a_forgotten_password_does_not_go_round_the_second_step(client: Client, kari: User) -> None:
    TOTP.activate(kari, generate_totp_secret())
    client.post("/konto/passord/glemt/", {"email": kari.email})
    (link,) = re.findall(r"https?://testserver(\S+)", posted()[0].body)
    address = client.get(link).headers["Location"]
    new = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    client.post(address, new)
    assert client.get("/konto/").status_code == 302, "choosing one lets nobody in"
    answer = sign_in(client, password="tolv muntre esler")
    assert answer.headers["Location"] == "/konto/totrinn/kode/"
    assert client.get("/konto/").status_code == 302
