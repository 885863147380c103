"""Sign-in by way of other organisations (OpenID Connect), as an operator writes it down.

``SAMSPILL_OIDC`` is the path of a YAML or JSON file, or the same as a JSON text. The shape and
examples for Entra ID, ID-porten and Ansattporten: ``docs/sign-in.md``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

DOMAIN = r"^([a-z0-9æøå]([a-z0-9æøå-]*[a-z0-9æøå])?\.)+[a-z]{2,}$"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Claims(_Shape):
    """Which claim holds what; a dot leads into an object, and lists are gone through."""

    email: str = "email"
    email_verified: str = "email_verified"
    name: str = "name"
    organisation: str = ""


class ProviderSettings(_Shape):
    """An organisation that says who somebody is."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field(min_length=1, max_length=40)
    issuer: str
    client_id: str = Field(min_length=1, max_length=191)
    client_secret: str = Field("", repr=False)
    client_secret_file: Path | None = None
    claims: Claims = Claims()
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    domains: tuple[Annotated[str, Field(pattern=DOMAIN)], ...] = ()
    trust_email: bool = False
    userinfo: bool = True
    token_auth: Literal["client_secret_basic", "client_secret_post"] = "client_secret_basic"  # noqa: S105
    parameters: dict[str, str] = {}

    @field_validator("issuer")
    @classmethod
    def _encrypted(cls, issuer: str) -> str:
        is_here = issuer.startswith(("http://127.0.0.1:", "http://localhost:"))
        if not issuer.startswith("https://") and not is_here:
            raise ValueError("must begin with https://")
        return issuer.rstrip("/")

    @model_validator(mode="after")
    def _one_secret(self) -> ProviderSettings:
        if bool(self.client_secret) == bool(self.client_secret_file):
            raise ValueError("give either client_secret or client_secret_file")
        return self

    @property
    def secret(self) -> str:
        if self.client_secret_file is None:
            return self.client_secret
        return self.client_secret_file.read_text(encoding="utf-8").strip()

    def as_app(self) -> dict[str, Any]:
        """What allauth needs to know."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "issuer": self.issuer,
                "scope": list(self.scopes),
                "auth_params": self.parameters,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": self.userinfo,
                "token_auth_method": self.token_auth,
                "claims": self.claims.model_dump(),
                "domains": list(self.domains),
                "trust_email": self.trust_email,
            },
        }


class Configuration(_Shape):
    """All of them."""

    providers: tuple[ProviderSettings, ...]

    @model_validator(mode="after")
    def _named_once(self) -> Configuration:
        ids = [provider.id for provider in self.providers]
        if len(ids) != len(set(ids)):
            raise ValueError("two providers have the same id")
        return self


def providers(given: str) -> dict[str, Any]:
    """allauth's setting from ours; nothing when nothing is given.

    Raises:
        ImproperlyConfigured: what is wrong and where, without showing a value, as some are secret.
    """
    if not given.strip():
        return {}
    try:
        text = given if given.lstrip().startswith("{") else Path(given).read_text(encoding="utf-8")
        read = Configuration.model_validate(yaml.safe_load(text))
        apps = [provider.as_app() for provider in read.providers]
    except ValidationError as problem:
        lines = [
            f"{'.'.join(str(part) for part in error['loc']) or 'all of it'}: {error['msg']}"
            for error in problem.errors(include_input=False, include_url=False)
        ]
        raise ImproperlyConfigured("SAMSPILL_OIDC: " + "; ".join(lines)) from None
    except yaml.YAMLError:
        raise ImproperlyConfigured("SAMSPILL_OIDC is neither YAML nor JSON.") from None
    except OSError as problem:
        raise ImproperlyConfigured(
            f"SAMSPILL_OIDC: a file cannot be read: {problem.strerror}."
        ) from None
    return {"openid_connect": {"APPS": apps}}
