"""What browsers are told on every kind of answer, and what nobody can send."""

from __future__ import annotations

import datetime
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.test import Client
from django.urls import get_resolver

from samspill.accounts import actions
from samspill.accounts.attempts import KEPT
from samspill.accounts.models import Attempt, Use, User
from samspill.common.models import Partnership
from samspill.headers import FIXED
from tests.accounts.conftest import PASSWORD, kari, make_user  # noqa: F401 (fixtures)
from tests.accounts.test_signing_in import sign_in
from tests.everywhere.signed_in import signed_in, work_paths
from tests.everywhere.test_permissions import addresses
from tests.settings.test_production import SAFE_ENVIRONMENT, start

pytestmark = pytest.mark.django_db
SITE = "/hf/eksempel/"
PUBLIC = [
    "",
    "sok/?q=avtale",
    "organer/",
    "avtaler/",
    "om/personvern/",
    "finnes-ikke/",
    "?dato=feil",
]
ACCOUNT = ["konto/", "konto/okter/", "konto/nokler/", "konto/tilkoblinger/", "konto/totrinn/app/"]
ACCOUNT += ["konto/passord/endre/", "konto/bekreft/", "konto/logg-ut/"]
OUTSIDE = ["konto/logg-inn/", "konto/passord/glemt/", "konto/invitasjon/gjettet/"]


def check(answer: Any) -> None:
    headers = answer.headers
    for name, value in FIXED.items():
        assert headers[name] == value
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'",
                 "frame-ancestors 'none'", "form-action 'self'"):  # fmt: skip
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    if not isinstance(answer, FileResponse) and answer.content:
        kind = headers["Content-Type"]
        assert kind == "application/json" or "charset=utf-8" in kind or "text/" not in kind
    assert "Access-Control-Allow-Origin" not in headers or isinstance(answer, FileResponse)


@pytest.mark.parametrize("path", [*PUBLIC, *OUTSIDE])
def test_every_public_page_carries_the_headers(client: Client, two: Any, path: str) -> None:
    check(client.get(SITE + path))


@pytest.fixture(scope="module")
def read(once: Callable[..., Any], loaded: None) -> dict[str, Any]:
    """The answer of every signed-in page, asked for once by the secretariat."""

    def read_all() -> dict[str, Any]:
        partnership = Partnership.objects.get(slug="eksempel")
        with transaction.atomic():
            client = signed_in(partnership)
            paths = [*(f"arbeid/{path}" for path in work_paths(partnership)), *ACCOUNT]
            answers = {path: client.get(SITE + path) for path in paths}
            transaction.set_rollback(True)
        return answers

    found: dict[str, Any] = once(read_all)
    return found


def test_every_signed_in_page_carries_them_and_is_kept_nowhere(read: dict[str, Any]) -> None:
    assert len(read) > 100
    for path, answer in read.items():
        assert answer.status_code in {200, 302}, path
        check(answer)
        assert "no-store" in answer.headers["Cache-Control"], path
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            assert "/konto/" in answer.content.decode(), path


def _static() -> Iterator[tuple[str, str]]:
    for finder in finders.get_finders():
        for name, _ in finder.list([]):
            yield str(finder), name


def test_files_health_and_refusals_carry_them(client: Client) -> None:
    sheet = next(name for _, name in _static() if name.endswith(".css"))
    answer = client.get(f"/static/{sheet}")
    assert answer.status_code == 200
    check(answer)
    assert answer.getvalue().strip()
    for path in ("/healthz", "/readyz", "/workz", "/static/finnes-ikke.css"):
        check(client.get(path))
    check(client.get("/", HTTP_HOST="evil.example.org"))
    check(client.generic("POST", "/", b"", CONTENT_LENGTH="-1"))


def test_a_body_larger_than_any_file_that_is_taken_is_refused_unread(
    client: Client, settings: Any
) -> None:
    settings.SAMSPILL_LARGEST_BODY = 1000
    file = SimpleUploadedFile("oppstart.xlsx", b"P" * 2000)
    assert client.post("/arbeid/oppstart/", {"file": file}).status_code == 413
    for length in ("-1", "mye", "²"):
        assert client.generic("POST", "/", b"x", CONTENT_LENGTH=length).status_code == 413
    assert client.post("/konto/logg-inn/", {"login": "x"}).status_code == 200


def test_over_https_every_answer_says_to_stay_there(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    expected = "max-age=31536000; includeSubDomains"
    for path in ("/healthz", "/konto/logg-inn/", "/finnes-ikke/", "/static/finnes-ikke.css"):
        for host in ("testserver", "evil.example.org"):
            answer = client.get(path, secure=True, HTTP_HOST=host)
            assert answer.headers["Strict-Transport-Security"] == expected, path
    too_large = client.generic("POST", "/", b"x", secure=True, CONTENT_LENGTH="-1")
    assert too_large.headers["Strict-Transport-Security"] == expected
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


@pytest.mark.parametrize(
    "path",
    [".git/config", ".env", "manage.py", "pyproject.toml", "static/", "static/samspill/", "media/"],
)
def test_nothing_of_the_source_is_served(client: Client, two: Any, path: str) -> None:
    for before in ("/", "/static/", "/static/../../", "/static/%2e%2e/%2e%2e/"):
        answer = client.get(f"{before}{path}")
        assert answer.status_code in {400, 404}, before


def test_no_view_is_excused_from_the_token() -> None:
    # A mail program ends mail with one request and no cookie (RFC 8058).
    excused = [n for n, p in addresses() if getattr(p.callback, "csrf_exempt", False)]
    assert excused == ["letterbox:unsubscribe"]
    assert get_resolver().url_patterns


def test_nothing_is_written_without_the_token(
    two: Any,
    secretary: Client,
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = secretary.cookies
    for path in [*(f"arbeid/{path}" for path in work_paths(two[0])), *ACCOUNT, *OUTSIDE]:
        assert strict.post(SITE + path).status_code == 403, path
    for path in PUBLIC:
        assert strict.post(SITE + path).status_code in {400, 403, 404, 405}, path


def test_what_changes_something_is_not_done_by_an_address_alone(
    client: Client,
    kari: User,  # noqa: F811
) -> None:
    sign_in(client)
    for path in ("/konto/logg-ut/", "/konto/okter/", "/konto/totrinn/reservekoder/nye/"):
        client.get(path)
    assert client.get("/konto/").status_code == 200
    assert client.get("/konto/").context["sessions"] == 1


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_other_methods_get_no_page(client: Client, two: Any, method: str) -> None:
    for path in ("", "avtaler/", "sok/"):
        assert client.generic(method, SITE + path).status_code == 405


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.xlsx", "=cmd|' /C calc'!A0.xlsx"])
def test_what_a_visitor_types_comes_back_as_text(client: Client, two: Any, name: str) -> None:
    page = client.get(f"{SITE}sok/", {"q": name}).content.decode()
    assert "<script>alert" not in page


def test_cookies_are_for_this_browser_and_site_alone(client: Client, kari: User) -> None:  # noqa: F811
    client.get("/konto/logg-inn/")
    sign_in(Client())
    answer = sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    told = client.post("/konto/okter/").cookies
    kept = {**client.cookies, **client.get("/?sprak=nn").cookies, **answer.cookies, **told}
    assert set(kept) == {
        "csrftoken", "samspill_okt", "samspill_kjent", "samspill_inne", "sprak", "messages",
    }  # fmt: skip
    for name, cookie in kept.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert cookie["domain"] == "", name


PRODUCTION = """
import samspill.wsgi
from django.conf import settings as s
from django.test import RequestFactory
from django.middleware.security import SecurityMiddleware
from django.http import HttpResponse
r = RequestFactory().get("/", secure=True, HTTP_HOST="samspill.example.no")
print(SecurityMiddleware(lambda _: HttpResponse())(r).headers["Strict-Transport-Security"])
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME)
from samspill.accounts.notices import Storage
print(Storage.storage_classes[0].cookie_name, s.SAMSPILL_SIGNED_IN_COOKIE_NAME)
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG, s.SESSION_COOKIE_DOMAIN)
print(s.PASSWORD_HASHERS[0], s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH)
r = RequestFactory().get("/", HTTP_HOST="samspill.example.no")
away = SecurityMiddleware(lambda _: HttpResponse())(r)
print(away.status_code, away.headers["Location"])
"""


def test_in_production_browsers_keep_to_https_and_cookies_to_the_host(tmp_path: Path) -> None:
    lines = in_production(tmp_path, PRODUCTION)
    assert lines[0] == "max-age=31536000; includeSubDomains"
    assert lines[1] == "__Host-samspill_okt __Host-samspill_csrf __Host-sprak"
    assert lines[2] == "__Host-messages __Host-samspill_inne"
    assert lines[3] == "True True False None"
    assert lines[4] == "django.contrib.auth.hashers.PBKDF2PasswordHasher / /"
    assert lines[5] == "301 https://samspill.example.no/"


LANGUAGE = """
import samspill.wsgi
from django.http import HttpResponse
from django.test import RequestFactory
from samspill.common.tenancy import LanguageMiddleware
r = RequestFactory().get("/?sprak=nn", HTTP_HOST="samspill.example.no")
print(LanguageMiddleware(lambda _: HttpResponse())(r).cookies.output())
"""


def test_in_production_the_language_is_remembered_over_https_alone(tmp_path: Path) -> None:
    (line,) = in_production(tmp_path, LANGUAGE)
    assert line.startswith("Set-Cookie: __Host-sprak=nn;")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in line.split("; ")


def in_production(home: Path, program: str) -> list[str]:
    from samspill.settings.environment import NAMES

    assert start(home, SAFE_ENVIRONMENT).returncode == 0
    ours = {name: value for name, value in os.environ.items() if name not in NAMES}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    ours |= {"SAMSPILL_ENV": "production", "SAMSPILL_HOME": str(home), **SAFE_ENVIRONMENT}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=ours, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_json_in_a_page_is_escaped(client: Client, kari: User) -> None:  # noqa: F811
    """The page of a new passkey hands the person's own name and address to its script."""
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    hostile = "</script><b>kari"
    User.objects.filter(pk=kari.pk).update(name=hostile, email=f"{hostile}@example.no")
    page = client.get("/konto/nokler/ny/")
    assert page.status_code == 200
    assert b'type="application/json"' in page.content
    assert b"</script><b>" not in page.content
    assert b"\\u003C/script\\u003E\\u003Cb\\u003Ekari" in page.content


def test_the_privacy_page_tells_what_is_kept_about_signing_in(
    client: Client,
    two: Any,
) -> None:
    client.cookies["sprak"] = "en"
    page = client.get(f"{SITE}om/personvern/").content.decode()
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    assert "for twelve hours at most" in page
    assert datetime.timedelta(days=1) == KEPT
    assert "Wrong tries at signing in, with the address of the machine, for 90 days" in page
    assert {field.name for field in UserSession._meta.fields} == {
        "id", "user", "created_at", "ip", "last_seen_at", "session_key", "user_agent", "data",
    }  # fmt: skip
    assert {field.name for field in Attempt._meta.fields} == {
        "id", "kind", "account", "address", "at",
    }  # fmt: skip
    assert {field.name for field in Use._meta.fields} == {"id", "key", "minute", "uses"}


def test_a_fault_shows_nothing_of_what_went_wrong(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> HttpResponse:
        raise RuntimeError("swordfish")

    monkeypatch.setattr("samspill.portal.public.home.render", fails)
    monkeypatch.setattr("samspill.accounts.views.render", fails)
    client.raise_request_exception = False
    answer = client.get("/konto/invitasjon/gjettet/")
    assert answer.status_code == 500
    assert b"swordfish" not in answer.content
    assert b"Traceback" not in answer.content
    check(answer)


def test_the_way_out_is_on_every_signed_in_page(read: dict[str, Any]) -> None:
    seen = 0
    for path, answer in read.items():
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            assert '="/hf/eksempel/konto/logg-ut/"' in answer.content.decode(), path
            seen += 1
    assert seen > 40


def test_downloads_have_names_of_ours(
    two: Any,
    secretary: Client,
    read: dict[str, Any],
) -> None:
    hostile = "?filnavn=../../x&filename=%22%0d%0aX-Evil:%201"
    downloads = [path for path in read if "Content-Disposition" in read[path].headers]
    for path in downloads:
        for answer in (read[path], secretary.get(SITE + path + hostile)):
            told = answer.headers["Content-Disposition"]
            assert re.fullmatch(r'(attachment|inline); filename="[\w-]+(\.\w+)?"', told), told
            assert "X-Evil" not in answer.headers
    assert downloads


@pytest.mark.parametrize(
    "typed",
    [
        "' OR '1'='1",
        "x') UNION SELECT email FROM accounts_user --",
        "'; DROP TABLE accounts_user; --",
        "%' OR 1=1 --",
        "\\'; SELECT 1",
    ],
)
def test_no_query_is_made_of_what_is_typed(
    client: Client,
    kari: User,  # noqa: F811
    two: Any,
    typed: str,
) -> None:
    users = User.objects.count()
    found = client.get(f"{SITE}sok/", {"q": typed})
    assert found.status_code == 200
    assert b"kari@example.no" not in found.content
    for name in ("dato", "side", "type", "fra", "organ"):
        assert client.get(SITE + "sok/", {"q": "rus", name: typed}).status_code in {200, 400, 404}
    for login in (typed, f"kari@example.no{typed}"):
        sent = client.post("/konto/logg-inn/", {"login": login, "password": typed})
        assert sent.status_code == 200
    assert client.get("/konto/").status_code == 302
    assert User.objects.count() == users


def test_what_is_typed_is_decoded_once(client: Client, two: Any) -> None:
    page = client.get(f"{SITE}sok/?q=%253Cb%253Efet").content.decode()
    assert "%3Cb%3Efet" in page
    assert "<b>fet" not in page
    assert "&lt;b&gt;fet" not in page


def test_the_same_value_twice_does_no_harm(client: Client, kari: User, two: Any) -> None:  # noqa: F811
    for path in PUBLIC:
        join = "&" if "?" in path else "?"
        twice = client.get(f"{SITE}{path}{join}dato=2026-01-01&dato=feil&q=a&q=b&side=1&side=x")
        assert twice.status_code in {200, 400, 404}, path
    both = {"login": ["ola@example.no", kari.email], "password": ["feil", "elleve rolige hester"]}
    client.post("/konto/logg-inn/", both)
    assert client.get("/konto/").status_code == 200, "the last of each counts, in every place"
    assert "kari@example.no" in client.get("/konto/").content.decode()


def test_only_what_a_form_asks_for_is_written(client: Client, kari: User) -> None:  # noqa: F811
    address = actions.invite(email="ola@example.no", name="Ola", origin="http://testserver", by="x")
    chosen = {"name": "Ola", "password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    more = {"is_operator": "on", "email": "annen@example.no", "is_active": "", "pk": str(kari.pk)}
    client.post(address.removeprefix("http://testserver"), {**chosen, **more})
    ola = User.objects.get(email="ola@example.no")
    assert (ola.is_operator, ola.is_active, ola.is_demo) == (False, True, False)
    assert not User.objects.filter(email="annen@example.no").exists()
    assert not User.objects.filter(is_operator=True).exists()


def test_a_fault_is_logged(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any, **__: Any) -> HttpResponse:
        raise RuntimeError("swordfish")

    monkeypatch.setattr("samspill.accounts.views.render", fails)
    client.raise_request_exception = False
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    client.get("/konto/invitasjon/gjettet/")
    logged = [one for one in caplog.records if one.name == "django.request"]
    assert {one.levelname for one in logged} == {"ERROR"}
    assert all("swordfish" in repr(one.exc_info) for one in logged)
