"""docs/sign-in.md says what the code does: limits, ways to sign in, how long sessions last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from samspill.accounts import confirm, failures, passwords
from samspill.accounts.attempts import ACCOUNT, ADDRESS, HOUR, MINUTE, Kind, Limit

PAGE = " ".join(
    (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text(encoding="utf-8").split()
)
ROWS = {
    Kind.PASSWORD: "Password (signing in, confirming, changing)",
    Kind.RESET: "New password asked for",
}


def in_words(limit: Limit) -> str:
    def longest(time) -> str:
        return "1 hour" if time == HOUR else f"{time // MINUTE}"

    first = f"{limit.first // MINUTE} minute" + ("s" if limit.first > MINUTE else "")
    return (
        f"{limit.free} in {limit.window // HOUR} h, then {first}, doubling to "
        f"{longest(limit.longest)}"
    )


@pytest.mark.parametrize("kind", list(ROWS))
def test_the_limits_on_guessing_are_those_of_the_code(kind: Kind) -> None:
    assert f"| {ROWS[kind]} | {in_words(ACCOUNT[kind])} | {in_words(ADDRESS[kind])} |" in PAGE


def test_codes_are_limited_like_passwords_as_it_says() -> None:
    assert "| Code (app, recovery) | the same | the same |" in PAGE
    assert ACCOUNT[Kind.CODE] == ACCOUNT[Kind.PASSWORD]
    assert ADDRESS[Kind.CODE] == ADDRESS[Kind.PASSWORD]


def test_nobody_is_locked_out_for_longer_than_an_hour() -> None:
    assert max(limit.longest for limit in [*ACCOUNT.values(), *ADDRESS.values()]) == HOUR


def test_every_way_to_sign_in_is_told() -> None:
    told = {"totp": "| Code from an app (TOTP) |", "recovery_codes": "| Recovery codes |",
            "webauthn": "| Passkey |"}  # fmt: skip
    assert set(settings.MFA_SUPPORTED_TYPES) == set(told)
    for words in ["| Password |", "| Another organisation |", *told.values()]:
        assert words in PAGE
    assert settings.AUTHENTICATION_BACKENDS == ["samspill.accounts.backend.Backend"]
    assert settings.MFA_PASSKEY_LOGIN_ENABLED


def test_how_long_a_session_lasts_is_told_with_the_reason() -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    assert "ends twelve hours after signing in, however much it is used (a working day" in PAGE
    assert settings.SAMSPILL_SESSION_IDLE_MINUTES == 60
    assert "left alone for 60 minutes (a meeting; `SESSION_IDLE_MINUTES`)" in PAGE
    assert confirm.app_settings.REAUTHENTICATION_TIMEOUT == 600
    assert "asks for a fresh proof after ten minutes" in PAGE


def test_how_many_sessions_one_may_have_is_told() -> None:
    assert "One may be signed in in any number of browsers" in PAGE


def test_sessions_at_other_organisations_are_told_of() -> None:
    told = "Signing out here does not sign out of another organisation, and the other way round."
    assert told in PAGE


def test_every_word_of_this_place_is_told() -> None:
    found = re.search(r"Words of this place: (.+?)\.", PAGE)
    assert found
    assert set(found[1].replace("`", "").split(", ")) == set(passwords.OUR_WORDS)


def test_how_long_failed_sign_ins_are_kept_is_told() -> None:
    assert f"for {failures.KEPT.days} days with when" in PAGE
