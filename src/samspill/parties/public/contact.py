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


@public_page(made_from=("parties",))
def contact(request: PublicRequest) -> HttpResponse:
    """``/kontakt/``: whom to turn to, by function."""
    date = request.as_of.date
    contacts = ContactPoint.objects.on(date).annotate(known=is_known_on(date))
    contacts = contacts.select_related("party", "region")
    crumbs = [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Contact"))]
    context = {"contacts": contacts, "crumbs": crumbs, "trusts": trusts_on(request.as_of.date)}
    return render(request, "parties/public/contact.html", context)
