"""Whom to turn to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.known import is_known_on
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb
from samspill.parties.models import ContactPoint
from samspill.parties.public.listing import trusts_on
from samspill.parties.successors import party_successors


@public_page(made_from=("parties",))
def contact(request: PublicRequest) -> HttpResponse:
    """``/kontakt/``: whom to turn to, by function."""
    date, after = request.as_of.date, party_successors()
    found = ContactPoint.objects.on(date).annotate(known=is_known_on(date))
    found = found.select_related("party", "region", "source")
    contacts = [(one, after.stands_now(one.party, date) if one.party else None) for one in found]
    crumbs = [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Contact"))]
    context = {"contacts": contacts, "crumbs": crumbs, "trusts": trusts_on(request.as_of.date)}
    return render(request, "parties/public/contact.html", context)
