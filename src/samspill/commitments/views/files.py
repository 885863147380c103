"""Signed in: a file that goes with a report, downloaded and never shown."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from samspill.commitments.models import ReportFile
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
@require_GET
def file(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/filer/<pk>/``: the file, for whoever may see the report.

    It is never shown within a page of ours: its content is another's. ``headers.py`` forbids the
    browser to guess what it is.
    """
    found = get_or_404(request.actor, ReportFile.objects.all(), pk=pk)
    try:
        content = found.path.read_bytes()
    except FileNotFoundError as gone:
        raise Http404("the file is not where it was kept") from gone
    response = HttpResponse(content, content_type=found.media_type)
    named = content_disposition_header(as_attachment=True, filename=found.name)
    response.headers["Content-Disposition"] = named or "attachment"
    return response
