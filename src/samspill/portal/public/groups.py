"""The words of the bar as pages: the way exists without opening anything."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.menus import WORDS, open_sheet
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb


@public_page(made_from=())
def group(request: PublicRequest, word: str) -> HttpResponse:
    """``/avtaler-og-planer/`` and its like: the pages under a word, each with its question."""
    found = next((one for one in WORDS if one.slug == word), None)
    sheet = open_sheet(request, found, request.as_of.query) if found else None
    if sheet is None or not sheet.links:
        raise Http404("no such word in the bar")
    crumbs = [Crumb(_("Front page"), page_url(request, "home")), Crumb(sheet.label)]
    return render(request, "portal/group.html", {"sheet": sheet, "crumbs": crumbs})
