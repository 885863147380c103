"""Search over everything public."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samspill.accounts.limits import SEARCHING, limited
from samspill.common.house import findable
from samspill.common.public.page import PublicRequest, asking, page_url, public_page
from samspill.portal.search.results import PAGE, Hit, Results, find, replacing
from samspill.portal.search.words import understand

MAX_QUERY = 200
MAX_PAGE = 500


@dataclass(frozen=True)
class Filter:
    """A kind that the results can be narrowed to."""

    label: str
    count: int
    url: str
    current: bool


@public_page(keep=False)
@limited(SEARCHING)
def search(request: PublicRequest) -> HttpResponse:
    """``/sok/?q=``: results by kind, what holds on the date first."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MAX_QUERY]
    kind = request.GET.get("type", "")
    kind = kind if kind in {one.kind for one in findable()} else ""
    page = _page_number(request.GET.get("side", ""))
    query = understand(text, request.partnership)
    results = find(query, request.partnership, date=request.as_of.date, kind=kind, page=page)
    shown = results.counts.get(kind, 0) if kind else results.total
    context = {
        "hits": _shown(request, results.hits),
        "text": text,
        "query": query,
        "results": results,
        "shown": shown,
        "filters": _filters(request, text, kind, results),
        "kind": kind,
        "previous_url": _address(request, text, kind, page - 1) if page > 1 else "",
        "next_url": _address(request, text, kind, page + 1) if page * PAGE < shown else "",
    }
    return render(request, "portal/search.html", context)


def _shown(request: PublicRequest, hits: list[Hit]) -> list[tuple[Hit, list[tuple[str, str]]]]:
    """The results, each with the names and addresses of what took over from it."""
    after = replacing(hits)
    return [
        (hit, [(one.label, page_url(request, one.page, one.slug)) for one in after.get(hit, ())])
        for hit in hits
    ]


def _page_number(given: str) -> int:
    return min(int(given), MAX_PAGE) if given.isascii() and given.isdigit() and int(given) else 1


def _address(request: PublicRequest, text: str, kind: str, page: int = 1) -> str:
    parts = {"q": text} | ({"type": kind} if kind else {}) | ({"side": page} if page > 1 else {})
    return asking(page_url(request, "search"), urlencode(parts))


def _filters(request: PublicRequest, text: str, kind: str, results: Results) -> list[Filter]:
    every = Filter(_("Everything"), results.total, _address(request, text, ""), not kind)
    return [every] + [
        Filter(
            str(one.label),
            results.counts[one.kind],
            _address(request, text, one.kind),
            kind == one.kind,
        )
        for one in findable()
        if results.counts.get(one.kind)
    ]
