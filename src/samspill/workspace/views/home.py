"""The signed-in person's own page: what is asked of me, what is next, what waits on others."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.common.panels import parts_of
from samspill.common.work import WorkRequest, work_page


@work_page
def home(request: WorkRequest) -> HttpResponse:
    """``/arbeid/``: what each app has for me, what is asked of me first; others' apart."""
    context = {
        "parts": parts_of(request, "work:home"),
        "waits": parts_of(request, "work:home:waits"),
        "beside": parts_of(request, "work:home:beside"),
    }
    return render(request, "workspace/home.html", context)
