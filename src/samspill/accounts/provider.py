"""OpenID Connect, stricter than allauth's own: the signature and the nonce are always checked.

allauth looks for this module in each app, by its name. What an organisation says about somebody is
kept only as far as it is needed: no national identity number, no access token.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.models import EmailAddress
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from requests import RequestException
from stdnum.no import orgnr

ASYMMETRIC = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
]


class Adapter(OpenIDConnectOAuth2Adapter):
    """Talks with the organisation's server."""

    nonce: str | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        expected = self.get_provider().app.settings["issuer"]
        if str(config.get("issuer", "")).rstrip("/") != expected:
            raise OAuth2Error("the server calls itself something else than the configured issuer")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        response = kwargs["response"]
        if not response.get("id_token"):
            raise OAuth2Error("no id_token")
        claims = self._verified(app, response["id_token"])
        if app.settings["fetch_userinfo"]:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo is about somebody else")
            claims = {**more, **claims}
        return self.get_provider().sociallogin_from_response(request, claims)

    def _verified(self, app: Any, id_token: str) -> dict[str, Any]:
        _check_header(id_token)
        try:
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=_key_for_signing,
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error("the id_token cannot be read") from problem
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise OAuth2Error("the id_token answers another question (nonce)")
        if not claims.get("sub"):
            raise OAuth2Error("the id_token is about nobody")
        return claims


def _check_header(token: str) -> None:
    """Refuses an algorithm that is not of the list, and a token that says to be of another kind.

    The token's own keys and addresses of keys (``jwk``, ``jku``) are read nowhere.
    """
    try:
        part = token.split(".")[0]
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        algorithm, kind = header.get("alg"), str(header.get("typ", "JWT"))
    except (AttributeError, ValueError) as problem:
        raise OAuth2Error("the id_token has no header") from problem
    if algorithm not in ASYMMETRIC or kind.upper() != "JWT":
        raise OAuth2Error("the id_token is signed in a way, or of a kind, that is not taken")


def _key_for_signing(keys: dict[str, Any], kid: str) -> Any:
    known = [key for key in keys["keys"] if key.get("alg", "RS256") in ASYMMETRIC and "kid" in key]
    return jwtkit.lookup_kid_jwk({"keys": known}, kid)


class Provider(OpenIDConnectProvider):
    """What the claims mean, as the operator's configuration says."""

    oauth2_adapter_class = Adapter
    is_former = False

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """What is asked for is not for the visitor's address line to decide."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        parameters: dict[str, str] = self.get_auth_params()
        if request.GET.get("confirm") or request.POST.get("confirm"):
            parameters["prompt"] = "login"
        return parameters

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        parameters = {**kwargs.pop("auth_params", {}), "nonce": nonce}
        sent: HttpResponse = super().redirect(
            request, process, auth_params=parameters, nonce=nonce, **kwargs
        )
        return sent

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"email": self._first(data, "email"), "name": self._first(data, "name")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        email = self._first(data, "email")
        if not email:
            return []
        says_so = [value is True or value == "true" for value in self._all(data, "email_verified")]
        verified = self.app.settings["trust_email"] or (bool(says_so) and all(says_so))
        return [EmailAddress(email=email, verified=verified, primary=True)]

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "email": self._first(data, "email"),
            "name": self._first(data, "name"),
            "organisation_numbers": self._organisations(data),
        }

    def _organisations(self, data: dict[str, Any]) -> list[str]:
        """Numbers with a right check digit, alone or after a scheme such as ``0192:``."""
        found = [str(value).rsplit(":", 1)[-1] for value in self._all(data, "organisation")]
        return sorted({orgnr.compact(number) for number in found if orgnr.is_valid(number)})

    def _all(self, data: dict[str, Any], what: str) -> list[Any]:
        path = self.app.settings["claims"][what]
        return list(_along(data, path.split("."))) if path else []

    def _first(self, data: dict[str, Any], what: str) -> str:
        return next((value for value in self._all(data, what) if isinstance(value, str)), "")


def _along(data: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(data, list):
        for one in data:
            yield from _along(one, path)
    elif not path:
        yield data
    elif isinstance(data, dict) and path[0] in data:
        yield from _along(data[path[0]], path[1:])


class _Callback(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = state.get("nonce") if state else None
        return state, response


@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the organisation's page.

    A form may lead to this site only (the security policy's form-action, which also holds for where
    an answer redirects to), so the way out is a page that goes on by itself.
    """
    answer = _answer(OAuth2LoginView, request, provider_id)
    if request.method == "POST" and isinstance(answer, HttpResponseRedirect):
        words = {"url": answer.url, "provider": Adapter(request, provider_id).get_provider().name}
        return render(request, "accounts/go_on.html", words)
    return answer


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from it."""
    return _answer(_Callback, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = Adapter(request, provider_id)
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except (OAuth2Error, RequestException, KeyError) as problem:
        # Its server does not answer, or not as it should.
        answer = render_authentication_error(request, adapter.get_provider(), exception=problem)
    return answer


provider_classes = [Provider]
