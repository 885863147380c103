"""Wrong tries, counted through the pages themselves: the n-th is refused, the next is locked."""

from __future__ import annotations

import datetime
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import signing
from django.db import connection
from django.test import Client

from samspill.accounts import attempts
from samspill.accounts.attempts import ACCOUNT, ADDRESS, Kind, Locked
from samspill.accounts.models import Attempt, UsedCode, User
from tests.accounts.conftest import PASSWORD, MakeUser, posted
from tests.accounts.test_signing_in import WRONG, sign_in

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
LOCKED = "Det har vært for mange forsøk. Vent"
WRONG_CODE = "Koden er feil, eller er brukt før."


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def text(response) -> str:
    return response.content.decode()


def code_now(secret: str) -> str:
    """What an app that holds the secret shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def sign_in_from(client: Client, address: str, user: User, password: str):
    given = {"login": user.email, "password": password}
    return client.post("/konto/logg-inn/", given, REMOTE_ADDR=address)


def test_the_sixth_wrong_password_is_locked_and_so_is_the_right_one(
    client: Client, kari: User, clock
) -> None:
    for _ in range(5):
        page = text(sign_in(client, password="feil"))
        assert WRONG in page
        assert LOCKED not in page
    for password in ("feil", PASSWORD):
        page = text(sign_in(client, password=password))
        assert f"{LOCKED} 1 minutt, og prøv igjen." in page
        assert WRONG not in page
    assert Attempt.objects.count() == 5


def test_it_opens_when_the_time_is_up_and_being_locked_costs_nothing(
    client: Client, kari: User, clock
) -> None:
    for _ in range(5):
        sign_in(client, password="feil")
    clock.shift(59)
    assert LOCKED in text(sign_in(client))
    clock.shift(1)
    assert sign_in(client).headers["Location"] == "/konto/"
    assert Attempt.objects.count() == 0


def test_each_further_wrong_try_doubles_the_wait_up_to_an_hour(
    client: Client, kari: User, clock
) -> None:
    for _ in range(5):
        sign_in(client, password="feil")
    waits = []
    for _ in range(8):
        page = text(sign_in(client))
        minutes = int(page.split(LOCKED)[1].split()[0])
        waits.append(minutes)
        clock.shift(minutes * 60)
        assert WRONG in text(sign_in(client, password="feil"))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_right_password_forgets_the_wrong_ones_before_it(
    client: Client, kari: User, clock
) -> None:
    for _ in range(2):
        for _ in range(4):
            assert WRONG in text(sign_in(client, password="feil"))
        assert sign_in(client).headers["Location"] == "/konto/"
        client.post("/konto/logg-ut/")


def test_an_account_that_is_not_there_is_locked_just_the_same(
    client: Client, kari: User, clock
) -> None:
    for email in (kari.email, "ingen@example.no"):
        pages = [text(sign_in(client, email, password="feil")) for _ in range(6)]
        assert [LOCKED in page for page in pages] == [False] * 5 + [True]
        assert [WRONG in page for page in pages] == [True] * 5 + [False]


def test_another_account_from_the_same_address_is_free(
    client: Client, kari: User, make_user: MakeUser, clock
) -> None:
    make_user("ola@example.no")
    for _ in range(6):
        sign_in(client, password="feil")
    assert sign_in(client, "ola@example.no").headers["Location"] == "/konto/"


def test_the_account_is_locked_from_every_address(client: Client, kari: User, clock) -> None:
    for number in range(5):
        assert WRONG in text(sign_in_from(client, f"192.0.2.{number}", kari, "feil"))
    assert LOCKED in text(sign_in_from(client, "198.51.100.7", kari, PASSWORD))


def test_the_address_is_locked_after_its_own_limit_and_others_are_not(
    client: Client, kari: User, clock
) -> None:
    limit = ADDRESS[Kind.PASSWORD].free
    for number in range(limit):
        assert WRONG in text(sign_in(client, f"gjetter{number}@example.no", password="feil"))
    assert LOCKED in text(sign_in(client))
    elsewhere = sign_in_from(client, "198.51.100.7", kari, PASSWORD)
    assert elsewhere.headers["Location"] == "/konto/"


def test_a_good_account_does_not_let_an_address_go_on_guessing(
    client: Client, kari: User, clock
) -> None:
    limit = ADDRESS[Kind.PASSWORD].free
    for number in range(limit - 1):
        sign_in(client, f"gjetter{number}@example.no", password="feil")
    assert sign_in(client).headers["Location"] == "/konto/"
    client.post("/konto/logg-ut/")
    assert WRONG in text(sign_in(client, "gjetter@example.no", password="feil"))
    assert LOCKED in text(sign_in(client))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
    ],
)
def test_only_what_our_own_proxies_say_is_counted(
    client: Client, kari: User, settings, proxies: int, forwarded: str, counted: str
) -> None:
    settings.SAMSPILL_TRUSTED_PROXIES = proxies
    client.post(
        "/konto/logg-inn/",
        {"login": kari.email, "password": "feil"},
        HTTP_X_FORWARDED_FOR=forwarded,
    )
    assert Attempt.objects.get().address == counted


def test_what_is_typed_as_the_account_is_not_kept(client: Client) -> None:
    sign_in(client, "hemmelig@example.no", password="feil")
    assert "hemmelig" not in str(Attempt.objects.values().get())


@pytest.fixture
def secret(kari: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    RecoveryCodes.activate(kari)
    return secret


def test_the_sixth_wrong_code_is_locked_and_so_is_the_right_one(
    client: Client, secret: str, clock
) -> None:
    assert sign_in(client).headers["Location"] == "/konto/totrinn/kode/"
    for _ in range(5):
        assert WRONG_CODE in text(client.post("/konto/totrinn/kode/", {"code": "000000"}))
    for code in ("000000", code_now(secret)):
        assert LOCKED in text(client.post("/konto/totrinn/kode/", {"code": code}))
    clock.shift(60)
    answer = client.post("/konto/totrinn/kode/", {"code": code_now(secret)})
    assert answer.headers["Location"] == "/konto/"


def test_signing_in_again_with_the_password_gives_no_more_codes(
    client: Client, secret: str, clock
) -> None:
    for _ in range(5):
        sign_in(client)
        assert WRONG_CODE in text(client.post("/konto/totrinn/kode/", {"code": "000000"}))
        client = Client()
    sign_in(client)
    assert LOCKED in text(client.post("/konto/totrinn/kode/", {"code": code_now(secret)}))


def test_recovery_codes_are_counted_with_the_others_and_are_good_once(
    client: Client, kari: User, secret: str, clock
) -> None:
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client)
    for _ in range(5):
        client.post("/konto/totrinn/kode/", {"code": "12345678"})
    assert LOCKED in text(client.post("/konto/totrinn/kode/", {"code": code}))
    clock.shift(60)
    answer = client.post("/konto/totrinn/kode/", {"code": code})
    assert answer.headers["Location"] == "/konto/"
    client.post("/konto/logg-ut/")
    sign_in(client)
    assert WRONG_CODE in text(client.post("/konto/totrinn/kode/", {"code": code}))


def test_a_code_from_the_app_is_good_once_in_every_web_process(
    client: Client, secret: str, clock
) -> None:
    from django.core.cache import cache

    code = code_now(secret)
    sign_in(client)
    assert client.post("/konto/totrinn/kode/", {"code": code}).headers["Location"] == "/konto/"
    cache.clear()
    other = Client()
    sign_in(other)
    assert WRONG_CODE in text(other.post("/konto/totrinn/kode/", {"code": code}))


def test_confirming_with_a_password_is_counted_within_the_session(
    client: Client, kari: User, clock
) -> None:
    sign_in(client)
    for _ in range(5):
        page = text(client.post("/konto/bekreft/", {"password": "feil"}))
        assert "Passordet er feil." in page
    assert LOCKED in text(client.post("/konto/bekreft/", {"password": PASSWORD}))
    assert sign_in(Client()).headers["Location"] == "/konto/"


def test_others_lock_neither_a_known_browser_nor_a_session_that_lives(
    client: Client, kari: User, clock
) -> None:
    signed_in = Client()
    for browser in (client, signed_in):
        sign_in(browser)
    client.post("/konto/logg-ut/")
    for number in range(6):
        locked = sign_in_from(Client(), f"192.0.2.{number}", kari, "feil")
    assert LOCKED in text(locked)
    assert sign_in(client).headers["Location"] == "/konto/"
    given = {"password": PASSWORD}
    assert signed_in.post("/konto/bekreft/", given).status_code == 302


def test_a_known_browser_guesses_no_more_than_others(client: Client, kari: User, clock) -> None:
    sign_in(client)
    client.post("/konto/logg-ut/")
    pages = [text(sign_in(client, password="feil")) for _ in range(6)]
    assert [LOCKED in page for page in pages] == [False] * 5 + [True]


def test_the_mark_of_a_browser_is_good_for_one_account_and_cannot_be_made(
    client: Client, kari: User, make_user: MakeUser, clock
) -> None:
    make_user("ola@example.no")
    sign_in(client, "ola@example.no")
    client.post("/konto/logg-ut/")
    forged = Client()
    forged.cookies["samspill_kjent"] = signing.dumps({"account": "x", "mark": "y"}, salt="other")
    for number in range(5):
        sign_in_from(Client(), f"192.0.2.{number}", kari, "feil")
    for browser in (client, forged):
        assert LOCKED in text(sign_in(browser))


def test_the_present_password_is_counted_when_it_is_changed(
    client: Client, kari: User, clock
) -> None:
    sign_in(client)
    new = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    for _ in range(5):
        page = text(client.post("/konto/passord/endre/", {"oldpassword": "feil", **new}))
        assert "Dette er ikke passordet du har nå." in page
    answer = client.post("/konto/passord/endre/", {"oldpassword": PASSWORD, **new})
    assert LOCKED in text(answer)


def test_a_fourth_request_for_a_new_password_is_locked(client: Client, kari: User, clock) -> None:
    for email in (kari.email, "ingen@example.no"):
        for _ in range(3):
            answer = client.post("/konto/passord/glemt/", {"email": email})
            assert answer.headers["Location"] == "/konto/passord/glemt/sendt/"
        answer = client.post("/konto/passord/glemt/", {"email": email})
        assert f"{LOCKED} 15 minutter" in text(answer)
    assert len(posted()) == 3


def test_others_who_ask_for_a_new_password_do_not_stop_its_owner(
    client: Client, kari: User, clock
) -> None:
    for number in range(4):
        asked = {"email": kari.email}
        Client().post("/konto/passord/glemt/", asked, REMOTE_ADDR=f"192.0.2.{number}")
    answer = client.post("/konto/passord/glemt/", {"email": kari.email})
    assert answer.headers["Location"] == "/konto/passord/glemt/sendt/"
    assert len(posted()) == 3
    link = re.search(r"http://testserver(\S+)", posted()[0].body)
    assert link
    assert client.get(link[1]).status_code == 302


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.3} {1}", "fullwidth"])
def test_a_code_is_good_once_however_it_is_typed(
    client: Client, secret: str, clock, typed: str
) -> None:
    code = code_now(secret)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    again = wide if typed == "fullwidth" else typed.format(code, code[3:])
    sign_in(client)
    assert client.post("/konto/totrinn/kode/", {"code": code}).headers["Location"] == "/konto/"
    other = Client()
    sign_in(other)
    assert other.post("/konto/totrinn/kode/", {"code": again}).status_code == 200
    assert other.get("/konto/").status_code == 302


def test_the_code_that_set_up_an_app_is_not_good_once_more(
    client: Client, kari: User, clock
) -> None:
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    secret = client.get("/konto/totrinn/app/").context["form"].secret
    code = code_now(secret)
    assert client.post("/konto/totrinn/app/", {"code": code}).status_code == 302
    other = Client()
    assert sign_in(other).headers["Location"] == "/konto/totrinn/kode/"
    assert WRONG_CODE in text(other.post("/konto/totrinn/kode/", {"code": code}))


def test_old_tries_and_codes_are_removed(client: Client, kari: User, clock) -> None:
    sign_in(client, password="feil")
    assert attempts.use_code(kari.pk, "123456")
    clock.shift(24 * 3600 + 1)
    sign_in(client, "ola@example.no", password="feil")
    assert Attempt.objects.count() == 1
    assert UsedCode.objects.count() == 0


def test_tries_at_the_same_time_do_not_slip_past_the_count() -> None:
    many, start = 16, threading.Barrier(16)

    def try_once(_: int) -> bool:
        try:
            start.wait()
            attempts.begin(Kind.PASSWORD, account="kari@example.no", address="192.0.2.1")
        except Locked:
            return False
        else:
            return True
        finally:
            connection.close()

    def clean_up() -> None:
        attempts.forget(Kind.PASSWORD, account="kari@example.no")
        connection.close()

    # Each thread has a connection of its own, so that what it writes stands after the test.
    with ThreadPoolExecutor(many) as pool:
        judged = list(pool.map(try_once, range(many)))
        pool.submit(clean_up).result()
    assert judged.count(True) == ACCOUNT[Kind.PASSWORD].free
