"""The operator's page: how the installation stands, and what somebody must do about it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from samspill import __version__
from samspill.common.models import AuditEntry
from samspill.common.permissions import OPERATOR, NotAllowed
from samspill.common.work import WorkRequest, work_page
from samspill.jobs.standing import standing
from samspill.log import latest
from samspill.workspace import installation as found


@work_page
def installation(request: WorkRequest) -> HttpResponse:
    """``/arbeid/drift/``: of all helsefellesskap; what is wrong stands first."""
    if not request.actor.holds(OPERATOR):
        raise NotAllowed(request.actor, "see", AuditEntry)
    work, mail = standing(), found.letters()
    free = found.free_bytes()
    context = {
        "tasks": list(found.tasks(work, mail)),
        "work": work,
        "mail": mail,
        "backup": found.newest_backup(),
        "free": free / found.GIGABYTE if free is not None else None,
        "size": work.bytes / found.GIGABYTE,
        "version": __version__,
        "in_web": settings.SAMSPILL_JOBS_IN_WEB,
        "partnerships": found.held(),
        "loads": found.loads(),
        "lines": list(latest()),
    }
    return render(request, "workspace/installation.html", context)
