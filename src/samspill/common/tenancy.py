"""Which helsefellesskap a request is about, in which language, and as of which date."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_scopes import scope

from samspill.common import lookup
from samspill.common.models import Partnership
from samspill.common.public.as_of import AsOf, BadDate

Handler = Callable[[HttpRequest], HttpResponse]
NO_CHARACTER = "\ufffd"
SLASHES = re.compile(r"^/{2,}")
PREFIX = re.compile(r"^/hf/(?P<slug>[^/]+)(?P<rest>/.*)?$")


class PartnershipMiddleware:
    """Finds the helsefellesskap: the prefix ``/hf/<slug>/``, else the host name, else the default.

    The prefix is taken off the path and becomes the script prefix, so that every address made
    during the request stays within the helsefellesskap. The whole request runs in its scope.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = get_script_prefix()
        try:
            return self._answer(request)
        finally:
            set_script_prefix(before)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        # No text of ours holds a NUL, and the database refuses to be asked for one.
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", NO_CHARACTER)
            request.path = request.path.replace("\0", NO_CHARACTER)
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
            vars(request).pop("GET", None)
        # To a browser a link that begins so leads to another site, and pages link to themselves.
        request.path = SLASHES.sub("/", request.path)
        match = PREFIX.match(request.path_info)
        if match:
            partnership = lookup.by_slug(match["slug"])
            if partnership:
                set_script_prefix(f"{request.META.get('SCRIPT_NAME', '')}/hf/{match['slug']}/")
                request.path_info = match["rest"] or "/"
        else:
            partnership = _by_host_or_default(request)
        request.partnership = partnership  # type: ignore[attr-defined]
        try:
            request.as_of = AsOf.of(request)  # type: ignore[attr-defined]
        except BadDate as problem:
            request.as_of = AsOf.now(request)  # type: ignore[attr-defined]
            return self._refuse_date(request, problem)
        if partnership is None:
            return self.get_response(request)
        with scope(partnership=partnership):
            return self.get_response(request)

    def _refuse_date(self, request: HttpRequest, problem: BadDate) -> HttpResponse:
        partnership = request.partnership  # type: ignore[attr-defined]
        with translation.override(language_of(request, partnership)):
            words = {"given": problem.given, "as_of": request.as_of}  # type: ignore[attr-defined]
            return render(request, "common/bad_date.html", words, status=400)


def _by_host_or_default(request: HttpRequest) -> Partnership | None:
    host = request.get_host().rsplit(":", 1)[0].lower()
    return lookup.by_host(host, default=settings.SAMSPILL_DEFAULT_PARTNERSHIP)


def language_of(request: HttpRequest, partnership: Partnership | None) -> str:
    """The reader's choice, else the language of the helsefellesskap."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return partnership.language if partnership else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Bokmål, nynorsk or English; ``?sprak=nn`` keeps the choice in a cookie and goes on."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("sprak")
        if wanted in dict(settings.LANGUAGES):
            return self._remember(request, str(wanted))
        language = language_of(request, request.partnership)  # type: ignore[attr-defined]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    def _remember(self, request: HttpRequest, language: str) -> HttpResponse:
        query = request.GET.copy()
        del query["sprak"]
        address = f"{request.path}?{query.urlencode()}" if query else request.path
        response = HttpResponseRedirect(SLASHES.sub("/", address))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        )
        return response
