"""Who one is: the user, the invitation that lets one in, and the tries that were wrong.

What somebody may do is not decided here. Nothing here belongs to one helsefellesskap: the same
person may work in several.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

INVITATION_DAYS = 14


class UserQuerySet(models.QuerySet["User"]):
    """Users, asked for in the words of the field."""

    def who_may_sign_in(self) -> UserQuerySet:
        """Active users, the invented ones only where the installation shows a demonstration."""
        active = self.filter(is_active=True)
        return active if settings.SAMSPILL_DEMO else active.filter(is_demo=False)

    def with_email(self, email: str) -> UserQuerySet:
        """The user with this e-mail address, whatever its case; none or one."""
        return self.filter(email=normalized(email))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds users by e-mail in any case; making them is left to ``actions``."""

    def get_by_natural_key(self, username: str | None) -> User:
        found: User = self.get(email=normalized(username or ""))
        return found


class User(AbstractBaseUser):
    """A person who can sign in; known by e-mail address.

    ``sessions_ended`` counts how often all sessions were ended. It is part of what a session is
    signed with, so that raising it ends every session at once, wherever it is kept.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=2,
        blank=True,
        choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")],
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    has_seen_tour = models.BooleanField(default=False, db_default=False)
    sessions_ended = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_user_email_lower"
            )
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normalized(self.email)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    @property
    def may_sign_in(self) -> bool:
        """Not disabled; and not invented where the installation is in earnest."""
        return self.is_active and (settings.SAMSPILL_DEMO or not self.is_demo)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        signed = f"{self.password}\0{self.sessions_ended}"
        return salted_hmac(
            "samspill.accounts.session", signed, secret=secret, algorithm="sha256"
        ).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, asked for in the words of the field."""

    def open(self) -> InvitationQuerySet:
        """Neither accepted, withdrawn nor too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def with_key(self, key: str) -> InvitationQuerySet:
        """The one that this key from a mail opens."""
        return self.filter(key_digest=digest(key))


class Invitation(models.Model):
    """Lets one person in who is not yet a user. Only the digest of its key is kept."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, blank=True)
    is_operator = models.BooleanField(default=False)
    key_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="accounts_invitation_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        unused = self.accepted_at is None and self.withdrawn_at is None
        return unused and self.expires_at > timezone.now()


class Attempt(models.Model):
    """A try that was wrong, or that may be: with what, on which account, from which address.

    ``account`` is a digest, as people also type what they did not mean to into that field.
    """

    class Kind(models.TextChoices):
        PASSWORD = "password", _("Password")
        CODE = "code", _("Code")
        RESET = "reset", _("New password asked for")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "account", "-at"], name="accounts_attempt_account"),
            models.Index(fields=["kind", "address", "-at"], name="accounts_attempt_address"),
            models.Index(fields=["at"], name="accounts_attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class FailedSignIn(models.Model):
    """That somebody was not let in: to which account, when, with what, from where.

    ``user`` is empty for a name that is nobody's; ``account`` is a digest of what was typed, as in
    ``Attempt``.
    """

    class Kind(models.TextChoices):
        PASSWORD = "password", _("Wrong password")
        CODE = "code", _("Right password, but wrong code")
        CONFIRMING = "confirming", _("Wrong password or code from a browser that was signed in")
        CLOSED = "closed", _("Right password, but the sign-in is closed")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="accounts_failed_user"),
            models.Index(fields=["at"], name="accounts_failed_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class UsedCode(models.Model):
    """A code from an authenticator app that has been used: it is not good for a second time.

    In the database, as each web process has a cache of its own.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code_digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "code_digest"], name="accounts_usedcode_once")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Use(models.Model):
    """How often somebody has written or searched in one minute; see ``limits.py``.

    ``key`` is a digest of what is counted and of the user or address.
    """

    key = models.CharField(max_length=64, unique=True)
    minute = models.DateTimeField()
    uses = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["minute"], name="accounts_use_minute")]

    def __str__(self) -> str:
        return f"{self.minute:%Y-%m-%d %H:%M} {self.uses}"


def normalized(email: str) -> str:
    """An e-mail address as it is kept: without space around it, in lower case."""
    return email.strip().lower()


def digest(key: str) -> str:
    """What is kept of a key that is long and random itself."""
    return hashlib.sha256(key.encode()).hexdigest()


def invitation_ends() -> datetime.datetime:
    """When an invitation sent now is too old."""
    return timezone.now() + datetime.timedelta(days=INVITATION_DAYS)
