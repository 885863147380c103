"""What stands in the database does not give away what an authenticator app holds."""

from __future__ import annotations

import base64
import random

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken

from samspill.accounts import secrets
from samspill.accounts.models import User
from tests.accounts.conftest import MakeUser


@pytest.mark.django_db
def test_the_apps_secret_is_not_readable_in_the_database(kari: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    kept = Authenticator.objects.get().data["secret"]
    assert secret not in kept
    assert secrets.decrypt(kept) == secret


def test_a_new_key_reads_what_the_one_before_it_wrote(settings) -> None:
    kept = secrets.encrypt("hemmelig")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 50
    assert secrets.decrypt(kept) == "hemmelig"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        secrets.decrypt(kept)


def test_what_is_encrypted_cannot_be_changed_unseen() -> None:
    kept = base64.urlsafe_b64decode(secrets.encrypt("hemmelig"))
    for place in range(len(kept)):
        changed = bytearray(kept)
        changed[place] ^= 1
        with pytest.raises(InvalidToken):
            secrets.decrypt(base64.urlsafe_b64encode(changed).decode())


@pytest.mark.django_db
def test_codes_and_seeds_are_random_and_cannot_be_guessed(make_user: MakeUser) -> None:
    """A generator that starts from the same state twice would give the same twice."""
    apps, codes = [], []
    for number in range(5):
        random.seed(1)
        apps.append(generate_totp_secret())
        user = make_user(f"en{number}@example.no")
        codes += RecoveryCodes.activate(user).generate_codes()
    assert len(set(apps)) == 5
    assert all(len(base64.b32decode(secret)) >= 20 for secret in apps), "160 bits"
    assert len(set(codes)) == len(codes) == 50
    assert all(len(code) >= 8 and code.isdigit() for code in codes), "26 bits; 20 are asked for"
