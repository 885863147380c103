"""Production refuses to start while anything is unsafe or missing."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from samspill.settings.environment import NAMES
from samspill.settings.safety import problems, refuse_unless_safe

KEY = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
SAFE_ENVIRONMENT = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "samspill.example.no",
    "DATABASE_URL": "postgresql://samspill:hunter2@db.example.no/samspill?sslmode=verify-full",
    "EMAIL_HOST": "mail.example.no",
    "EMAIL_HOST_PASSWORD": "hunter3",
    "DEFAULT_FROM_EMAIL": "samspill@example.no",
}
SAFE_SETTINGS = {
    "DEBUG": False,
    "SECRET_KEY": KEY,
    "SECRET_KEY_FALLBACKS": [],
    "ALLOWED_HOSTS": ["samspill.example.no"],
    "SITE_ADDRESS": "https://samspill.example.no",
    "EMAIL_HOST": "mail.example.no",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "EMAIL_USE_TLS": True,
    "SAMSPILL_DEMO": False,
    "SAMSPILL_TRUSTED_PROXIES": 1,
    "SAMSPILL_SESSION_IDLE_MINUTES": 60,
}


def found(*, without=(), behind_proxy=False, **changed):
    environ = {name: value for name, value in SAFE_ENVIRONMENT.items() if name not in without}
    return problems(
        settings={**SAFE_SETTINGS, **changed}, environ=environ, behind_proxy=behind_proxy
    )


def test_a_safe_installation_has_no_problem():
    assert found() == []


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"]
)
def test_a_missing_variable_is_named(name):
    (problem,) = found(without=[name])
    assert problem.startswith(f"{name} is not set")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", True),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "ab" * 40),
        ("SECRET_KEY", "django-insecure-" + KEY),
        ("SECRET_KEY_FALLBACKS", [KEY, "short"]),
        ("SECRET_KEY_FALLBACKS", ["django-insecure-" + KEY]),
        ("SITE_ADDRESS", "http://samspill.example.no"),
        ("SITE_ADDRESS", "samspill.example.no"),
        ("ALLOWED_HOSTS", [".no"]),
        ("ALLOWED_HOSTS", ["https://samspill.example.no"]),
        ("ALLOWED_HOSTS", ["*.example.no"]),
        ("ALLOWED_HOSTS", ["*"]),
        ("ALLOWED_HOSTS", ["samspill.example.no", "*"]),
        ("SESSION_COOKIE_SECURE", False),
        ("CSRF_COOKIE_SECURE", False),
        ("SECURE_SSL_REDIRECT", False),
        ("SECURE_HSTS_SECONDS", 0),
        ("EMAIL_USE_TLS", False),
        ("SAMSPILL_DEMO", True),
    ],
)
def test_an_unsafe_value_is_named(name, value):
    (problem,) = found(**{name: value})
    assert problem.startswith(name)


@pytest.mark.parametrize(("minutes", "count"), [(4, 1), (5, 0), (720, 0), (721, 1), (0, 1)])
def test_sessions_that_end_too_soon_or_never_are_refused(minutes, count):
    problems_found = found(SAMSPILL_SESSION_IDLE_MINUTES=minutes)
    assert [one.split()[0] for one in problems_found] == ["SESSION_IDLE_MINUTES"] * count


@pytest.mark.parametrize("hosts", [["samspill.example.no", ".example.no"], ["10.0.0.7"], ["[::1]"]])
def test_host_names_of_ones_own_are_taken(hosts):
    assert found(ALLOWED_HOSTS=hosts) == []


def test_mail_within_the_machine_needs_no_encryption():
    assert found(EMAIL_USE_TLS=False, EMAIL_HOST="localhost") == []
    assert len(found(EMAIL_USE_TLS=False, without=["EMAIL_HOST_PASSWORD"])) == 1


@pytest.mark.parametrize(
    ("host", "options", "count"),
    [
        ("db.example.no", {}, 1),
        ("db.example.no", {"sslmode": "require"}, 1),
        ("db.example.no", {"sslmode": "verify-full"}, 0),
        ("10.0.0.7", {}, 1),
        ("localhost", {}, 0),
        ("/run/postgresql", {}, 0),
        ("", {}, 0),
    ],
)
def test_a_database_on_another_machine_is_reached_encrypted_and_checked(host, options, count):
    engine = "django.db.backends.postgresql"
    database = {"ENGINE": engine, "HOST": host, "OPTIONS": options}
    told = found(DATABASES={"default": database})
    assert [one.split()[0] for one in told] == ["DATABASE_URL"] * count


def test_a_database_of_another_kind_is_refused():
    (problem,) = found(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3"}})
    assert "PostgreSQL" in problem


@pytest.mark.parametrize(
    ("name", "value"), [("SECURE_SSL_REDIRECT", False), ("SECURE_HSTS_SECONDS", 0)]
)
def test_a_proxy_may_do_the_transport_security(name, value):
    assert found(behind_proxy=True, **{name: value}) == []


def test_a_proxy_does_not_excuse_insecure_cookies():
    assert len(found(behind_proxy=True, SESSION_COOKIE_SECURE=False)) == 1


def test_a_proxy_needs_to_be_counted():
    (problem,) = found(behind_proxy=True, SAMSPILL_TRUSTED_PROXIES=0)
    assert problem.startswith("TRUSTED_PROXIES")


@pytest.mark.parametrize(("value", "starts"), [(None, True), ("false", True), ("true", False)])
def test_production_shows_no_demonstration(tmp_path, value, starts):
    environment = {"SAMSPILL_DEMO": value} if value else {}
    done = start(tmp_path, {**SAFE_ENVIRONMENT, **environment})
    assert (done.returncode == 0) is starts, done.stderr
    assert ("SAMSPILL_DEMO is on" in done.stderr) is not starts


def test_all_problems_are_told_at_once_and_no_value_is_shown():
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unless_safe(
            settings={**SAFE_SETTINGS, "DEBUG": True, "SECRET_KEY": "swordfish"},
            environ={"SECRET_KEY": "swordfish"},
            behind_proxy=False,
        )
    message = str(refused.value)
    assert "6 reason(s)" in message
    assert message.count("\n  - ") == 6
    assert "swordfish" not in message


def start(tmp_path, environment):
    ours = {name: value for name, value in os.environ.items() if name not in NAMES}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", "import samspill.wsgi; from django.conf import settings as s; "
         "print(s.SECURE_SSL_REDIRECT, s.SECURE_PROXY_SSL_HEADER)"],
        env={**ours, "SAMSPILL_ENV": "production", "SAMSPILL_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def test_production_without_any_setting_does_not_start(tmp_path):
    done = start(tmp_path, {})
    assert done.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_HOST"):
        assert f"- {name} is not set" in done.stderr


def test_production_with_all_settings_starts(tmp_path):
    done = start(tmp_path, SAFE_ENVIRONMENT)
    assert done.stdout == "True None\n", done.stderr


def test_the_proxy_is_believed_only_when_told_to(tmp_path):
    done = start(tmp_path, {**SAFE_ENVIRONMENT, "BEHIND_PROXY": "true"})
    assert done.stdout == "True ('HTTP_X_FORWARDED_PROTO', 'https')\n", done.stderr


def test_production_makes_no_key_of_its_own(tmp_path):
    start(tmp_path, SAFE_ENVIRONMENT)
    assert list(tmp_path.iterdir()) == []
