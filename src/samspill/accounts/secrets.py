"""Secrets of authenticator apps are encrypted in the database, with a key made from SECRET_KEY."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """``text`` so that only this installation can read it."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """What ``encrypt`` was given.

    Raises:
        cryptography.fernet.InvalidToken: it was encrypted with a key that is no longer known.
    """
    return _fernet().decrypt(encrypted.encode()).decode()


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(key))) for key in keys])


def _key(secret: str) -> bytes:
    derived = hashlib.sha256(b"samspill.accounts.secrets\0" + secret.encode()).digest()
    return base64.urlsafe_b64encode(derived)
