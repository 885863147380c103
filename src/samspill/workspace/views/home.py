"""The signed-in person's own page: what is asked, which roles, which seats, what to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.common.panels import parts_of
from samspill.common.work import WorkRequest, work_page


@work_page
def home(request: WorkRequest) -> HttpResponse:
    """``/arbeid/``: what each app has for me, what is asked of me first; and other places."""
    context = {"parts": parts_of(request, "work:home")}
    return render(request, "workspace/home.html", context)
