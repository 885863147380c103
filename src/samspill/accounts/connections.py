"""Connections to other organisations, also to those that are no longer set up here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount import forms
from allauth.socialaccount.models import SocialAccount
from django.conf import settings


@dataclass(frozen=True)
class Former:
    """Stands in for an organisation that is no longer set up: only what it was called is known."""

    name: str
    is_former: bool = True

    def __str__(self) -> str:
        return self.name


def set_up() -> set[str]:
    """The organisations that one can sign in by way of."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {app["provider_id"] for app in apps}


def speaks_for(app: Any, email: str) -> bool:
    """Whether the address is of a domain that the operator has said is the organisation's own."""
    domain = email.strip().lower().rpartition("@")[2]
    return domain in app.settings["domains"]


def is_connected_as_another(user: Any, account: SocialAccount) -> bool:
    """Whether the organisation knows the user as somebody else than the one who came now."""
    others = SocialAccount.objects.filter(user=user.pk, provider=account.provider)
    return others.exclude(uid=account.uid).exists()


def with_provider(account: SocialAccount) -> SocialAccount:
    """The connection, whose ``get_provider`` then answers even when there is none any longer."""
    if account.provider not in set_up():
        account._provider = Former(account.provider)
    return account


class DisconnectForm(forms.DisconnectForm):
    """Removes a connection, whatever has become of the organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for account in self.accounts:
            with_provider(account)

    def clean_account(self) -> SocialAccount:
        return with_provider(self.cleaned_data["account"])
