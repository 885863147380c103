"""What must hold before Samspill serves the public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from samspill.settings.environment import given

HOST = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9.:-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\]")
SHORTEST_KEY = 50
FEWEST_DIFFERENT = 10
INSECURE = "django-insecure"
IDLE_MINUTES = (5, 720)


class Unsafe(ImproperlyConfigured):
    """Production must not start; ``problems`` has every reason, one a line."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"Samspill does not start in production, for {len(problems)} reason(s):\n{lines}\n"
            "All settings: docs/settings.md"
        )
        self.problems = problems


def problems(
    *, settings: Mapping[str, Any], environ: Mapping[str, str], behind_proxy: bool
) -> list[str]:
    """Everything unsafe or missing, each with what to do; empty when it may start.

    No line shows a value, as the list goes to the log.
    """
    stated = given(environ)
    return [
        *_secrets(settings, stated),
        *_hosts(settings, stated),
        *_transport(settings, behind_proxy),
        *_services(settings, stated),
        *_sign_in(settings, behind_proxy),
    ]


def refuse_unless_safe(
    *, settings: Mapping[str, Any], environ: Mapping[str, str], behind_proxy: bool
) -> None:
    """Raise Unsafe, which lists every problem; return when there is none."""
    if found := problems(settings=settings, environ=environ, behind_proxy=behind_proxy):
        raise Unsafe(found)


def _secrets(settings: Mapping[str, Any], stated: set[str]) -> Iterator[str]:
    if settings["DEBUG"]:
        yield "DEBUG is on and would show source code to visitors. Unset DEBUG."
    key = settings["SECRET_KEY"]
    make_one = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(64))"'
    if "SECRET_KEY" not in stated:
        yield f"SECRET_KEY is not set. {make_one}"
    elif _is_weak(key):
        yield f"SECRET_KEY is too easy to guess ({SHORTEST_KEY} characters or more). {make_one}"
    if any(_is_weak(earlier) for earlier in settings["SECRET_KEY_FALLBACKS"]):
        yield (
            "SECRET_KEY_FALLBACKS holds a key that is too easy to guess: what it signed is taken. "
            "Remove it, and have people sign in anew."
        )


def _is_weak(key: str) -> bool:
    """Short, of few signs, or one that Django's own tools mark as not for production."""
    is_short = len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT
    return is_short or key.startswith(INSECURE)


def _hosts(settings: Mapping[str, Any], stated: set[str]) -> Iterator[str]:
    if "ALLOWED_HOSTS" not in stated:
        yield "ALLOWED_HOSTS is not set. Set it to the site's host names, separated by commas."
    elif not all(_is_a_sites(host.strip()) for host in settings["ALLOWED_HOSTS"]):
        yield (
            "ALLOWED_HOSTS answers to host names of others. List the site's own names, each whole: "
            "no '*', and no '.no'."
        )
    if urlsplit(settings["SITE_ADDRESS"]).scheme != "https":
        yield "SITE_ADDRESS does not begin with https://, so that letters lead to http. Mend it."


def _is_a_sites(host: str) -> bool:
    """A name, or a dot and all names of a domain that can be one's own; or a number on the net."""
    domain = host.removeprefix(".")
    own = host.startswith(".") and domain.count(".") >= 1
    return bool(HOST.fullmatch(domain)) and (own or not host.startswith("."))


def _transport(settings: Mapping[str, Any], behind_proxy: bool) -> Iterator[str]:
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        if not settings[name]:
            yield f"{name} is off, so that a cookie could travel unencrypted. Turn it on."
    if behind_proxy:
        return
    instead = "or set BEHIND_PROXY=true if a proxy in front of Samspill does it"
    if not settings["SECURE_SSL_REDIRECT"]:
        yield f"SECURE_SSL_REDIRECT is off. Unset it, {instead}."
    if settings["SECURE_HSTS_SECONDS"] <= 0:
        yield f"SECURE_HSTS_SECONDS is 0, so that browsers may use http. Unset it, {instead}."


def _is_here(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"}


def _is_checked(database: Mapping[str, Any]) -> bool:
    """Whether nobody between here and the database can read or answer in its place."""
    host = database.get("HOST", "")
    is_near = not host or host.startswith("/") or _is_here(host)
    return is_near or database.get("OPTIONS", {}).get("sslmode") == "verify-full"


def _services(settings: Mapping[str, Any], stated: set[str]) -> Iterator[str]:
    if "DATABASE_URL" not in stated:
        yield (
            "DATABASE_URL is not set; the embedded database is for trying and developing. "
            "Set it to a PostgreSQL server that is backed up."
        )
    elif "postgresql" not in settings["DATABASES"]["default"]["ENGINE"]:
        yield "DATABASE_URL is not a PostgreSQL address. Use postgresql://user:password@host/name."
    elif not _is_checked(settings["DATABASES"]["default"]):
        yield (
            "DATABASE_URL leads to another machine without checking that it is the right one, so "
            "that all it holds can be read on the way. Add ?sslmode=verify-full to it."
        )
    if "EMAIL_HOST" not in stated:
        yield "EMAIL_HOST is not set, so that no mail is sent. Set it to your mail server."
    elif not settings["EMAIL_USE_TLS"] and not _is_here(settings["EMAIL_HOST"]):
        yield (
            "EMAIL_USE_TLS is off, so that invitations and passwords travel in the open. Unset it; "
            "only a mail server on this machine (localhost) needs none."
        )
    if "DEFAULT_FROM_EMAIL" not in stated:
        yield "DEFAULT_FROM_EMAIL is not set. Set it to the sender address of Samspill's mail."


def _sign_in(settings: Mapping[str, Any], behind_proxy: bool) -> Iterator[str]:
    if settings["SAMSPILL_DEMO"]:
        yield "SAMSPILL_DEMO is on, so that invented users sign in with a known password. Unset it."
    shortest, longest = IDLE_MINUTES
    if not shortest <= settings["SAMSPILL_SESSION_IDLE_MINUTES"] <= longest:
        yield (
            f"SESSION_IDLE_MINUTES is not from {shortest} to {longest}, so that sessions end "
            "while people work, or never when they have left. Unset it, or set it within that."
        )
    if behind_proxy and settings["SAMSPILL_TRUSTED_PROXIES"] < 1:
        yield (
            "TRUSTED_PROXIES is below 1 behind a proxy, so that all visitors seem to have one "
            "address and lock each other out. Set it to the number of proxies in front."
        )
