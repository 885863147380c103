"""About, accessibility, privacy, and the list of all helsefellesskap."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.models import Partnership, Source
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb
from samspill.documents.models import PatientGroup, ProcessCalendar
from samspill.parties.models import OwnLanguage


def _crumbs(request: PublicRequest, *names: str) -> list[Crumb]:
    crumbs = [Crumb(_("Front page"), page_url(request, "home"))]
    if len(names) > 1:
        crumbs.append(Crumb(names[0], page_url(request, "about")))
    return [*crumbs, Crumb(names[-1])]


@public_page(made_from=("bodies", "documents", "parties"))
def about(request: PublicRequest) -> HttpResponse:
    """``/om/``: what the helsefellesskap is, its processes, and what the pages are made from."""
    context = {
        "crumbs": _crumbs(request, _("About")),
        "patient_groups": PatientGroup.objects.on(request.as_of.date),
        "processes": ProcessCalendar.objects.prefetch_related(
            "milestones__body", "milestones__together_with"
        ).select_related("source"),
        "own_languages": OwnLanguage.objects.all(),
        "sources": Source.objects.all(),
    }
    return render(request, "portal/about.html", context)


@public_page(made_from=())
def accessibility(request: PublicRequest) -> HttpResponse:
    """``/om/tilgjengelighet/``: the accessibility statement."""
    crumbs = _crumbs(request, _("About"), _("Accessibility"))
    return render(request, "portal/accessibility.html", {"crumbs": crumbs})


@public_page(made_from=())
def privacy(request: PublicRequest) -> HttpResponse:
    """``/om/personvern/``: the privacy statement."""
    crumbs = _crumbs(request, _("About"), _("Privacy"))
    return render(request, "portal/privacy.html", {"crumbs": crumbs})


@public_page(keep=False)
def partnerships(request: PublicRequest) -> HttpResponse:
    """``/helsefellesskap/``: every helsefellesskap on this installation."""
    context = {
        "all_partnerships": Partnership.objects.all(),
        "script_name": request.META.get("SCRIPT_NAME", ""),
        "crumbs": _crumbs(request, _("All helsefellesskap")),
    }
    return render(request, "portal/partnerships.html", context)
