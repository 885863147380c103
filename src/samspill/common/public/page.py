"""What every public page shares: its request, its addresses, and being kept until content changes.

A page is made from the content of one helsefellesskap, so it can be kept under the version of what
it is made from and answered again without touching the database; ``ETag`` lets a browser do the
same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache, wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache as pages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from samspill import __version__
from samspill.common import content
from samspill.common.formerly import called_before
from samspill.common.house import panels_of
from samspill.common.models import Partnership
from samspill.common.public.as_of import PARAMETER, AsOf
from samspill.common.signed_in import says_signed_in

KEPT_SECONDS = 24 * 3600


class PublicRequest(HttpRequest):
    """A request that a helsefellesskap has been found for."""

    partnership: Partnership
    as_of: AsOf


View = Callable[..., HttpResponse]


def page_url(request: HttpRequest, name: str, *args: Any, fragment: str = "") -> str:
    """The address of a public page, on the date that this page shows."""
    query = request.as_of.query  # type: ignore[attr-defined]
    anchor = f"#{fragment}" if fragment else ""
    return f"{_address(get_script_prefix(), name, args)}{query}{anchor}"


def asking(address: str, query: str) -> str:
    """An address with more asked of it: ``query`` is what comes after ? or &."""
    return f"{address}{'&' if '?' in address else '?'}{query}"


def page_urls(request: HttpRequest, name: str) -> Callable[[str], str]:
    """:func:`page_url` of many public pages of one kind: what the addresses share is found once."""
    prefix, query = get_script_prefix(), request.as_of.query  # type: ignore[attr-defined]
    return lambda slug: f"{_address(prefix, name, (slug,))}{query}"


@lru_cache(maxsize=8192)
def _address(prefix: str, name: str, args: tuple[Any, ...]) -> str:
    """``reverse`` once for each address; the prefix is part of what it makes."""
    return reverse(f"public:{name}", args=args)


def public_page(
    *,
    made_from: tuple[str, ...] | None = None,
    parameters: tuple[str, ...] = (),
    keep: bool = True,
    beside: Callable[[PublicRequest], str] | None = None,
    panels: tuple[str, ...] = (),
    forwards: Callable[[], QuerySet[Any]] | None = None,
) -> Callable[[View], View]:
    """Makes a view a public page: needs a helsefellesskap, answers GET, is kept and revalidated.

    Args:
        made_from: the concerns of all that the page shows (``common/content.py``); None for any.
            A change of others leaves it as it is kept.
        parameters: the query parameters that the page depends on, ``dato`` apart. Others are
            ignored in the key of the kept page.
        keep: False for pages with endless variants, such as search.
        beside: tells how that stands which the page shows of other helsefellesskap.
        panels: the pages whose panels it shows (``Panel.page``); what those are made from counts.
        forwards: those that ``slug`` in the address names: an earlier name leads to the present.
    """

    def decorate(plain: View) -> View:
        view = _forwarding(plain, forwards) if forwards else plain

        @wraps(plain)
        def answer(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.partnership is None:
                raise Http404("no helsefellesskap is loaded")
            if request.method not in {"GET", "HEAD"}:
                return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
            if not keep:
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "no-cache")
                return response
            _forget_other_parameters(request, parameters)
            version = content.version_of(request.partnership, _with_panels(made_from, panels))
            key = _key(request, version, parameters, beside(request) if beside else "")
            etag = quote_etag(key)
            if unchanged := get_conditional_response(request, etag=f"W/{etag}"):
                return _revalidated(unchanged, etag)
            kept = pages.get(key) if settings.SAMSPILL_KEEP_PAGES else None
            if kept is not None:
                body, headers = kept
                return _revalidated(HttpResponse(body, headers=headers), etag)
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.streaming:
                if settings.SAMSPILL_KEEP_PAGES:
                    pages.set(key, (response.content, _headers(response)), KEPT_SECONDS)
                _revalidated(response, etag)
            return response

        answer.is_kept = keep  # type: ignore[attr-defined]
        answer.made_from = made_from  # type: ignore[attr-defined]
        answer.panels = panels  # type: ignore[attr-defined]
        return answer

    return decorate


def _forwarding(view: View, named: Callable[[], QuerySet[Any]]) -> View:
    @wraps(view)
    def answer(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            found = called_before(named(), kwargs["slug"])
            if found is None or request.resolver_match is None:
                raise
            there = reverse(request.resolver_match.view_name, kwargs=kwargs | {"slug": found.slug})
            query = request.META.get("QUERY_STRING", "")
            moved = HttpResponsePermanentRedirect(f"{there}?{query}" if query else there)
            # The name may be another's some day, and then leads there.
            moved.headers["Cache-Control"] = "no-cache"
            return moved

    return answer


@cache
def _with_panels(
    made_from: tuple[str, ...] | None, panels: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The concerns of a page and of the panels on it."""
    if made_from is None:
        return None
    more = [one for page in panels for panel in panels_of(page) for one in panel.made_from]
    return tuple(sorted({*made_from, *more}))


def _forget_other_parameters(request: PublicRequest, parameters: tuple[str, ...]) -> None:
    """Takes away what the kept page does not depend on: the next visitor would be shown it."""
    others = set(request.GET) - {PARAMETER, *parameters}
    if others:
        known = request.GET.copy()
        for name in others:
            del known[name]
        known._mutable = False
        request.GET = known  # type: ignore[assignment]
        request.as_of = replace(request.as_of, today_url=AsOf.of(request).today_url)


def _key(request: PublicRequest, version: int, parameters: tuple[str, ...], others: str) -> str:
    parts = [
        __version__,
        others,
        str(request.partnership.pk),
        str(version),
        request.get_host(),
        request.path,
        translation.get_language() or "",
        request.as_of.date.isoformat(),
        timezone.localdate().isoformat(),
        "in" if says_signed_in(request) else "",
        *(f"{name}={request.GET.getlist(name)}" for name in parameters),
    ]
    return "page-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def _headers(response: HttpResponse) -> dict[str, str]:
    """What is kept with a page: what it is, and under which name it is saved."""
    names = ("Content-Type", "Content-Disposition")
    return {name: response.headers[name] for name in names if name in response.headers}


def _revalidated(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = f"W/{etag}"
    response.headers["Cache-Control"] = "no-cache"
    return response
