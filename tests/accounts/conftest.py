"""Those who sign in: Kari, who may; the passwords they use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from samspill.accounts import actions
from samspill.accounts.models import User
from samspill.mail.actions import send_waiting

PASSWORD = "elleve rolige hester"

MakeUser = Callable[..., User]


def posted() -> list[EmailMessage]:
    """The letters that have gone out, once the outbox has been emptied."""
    send_waiting()
    return mail.outbox


@pytest.fixture
def make_user(db: None) -> MakeUser:
    def make(email: str = "kari@example.no", *, password: str | None = PASSWORD, **given) -> User:
        user = User(email=email, **{"name": email.split("@")[0].title(), **given})
        user.set_password(password)
        user.save()
        actions.own_address(user)
        return user

    return make


@pytest.fixture
def kari(make_user: MakeUser) -> User:
    return make_user()
