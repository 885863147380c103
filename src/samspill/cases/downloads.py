"""A file as it is answered, to those signed in and to anyone: downloaded, and never shown."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from samspill.cases.models import CaseFile


def download(file: CaseFile) -> HttpResponse:
    """The file. Whoever calls has asked whether it may be had.

    Raises:
        Http404: it does not lie where it was kept.
    """
    try:
        content = file.path.read_bytes()
    except FileNotFoundError as gone:
        raise Http404("the file is not where it was kept") from gone
    response = HttpResponse(content, content_type=file.media_type)
    named = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = named or "attachment"
    return response
