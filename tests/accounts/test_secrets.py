"""What stands in the database does not give away what an authenticator app holds."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken

from samspill.accounts import secrets
from samspill.accounts.models import User


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
