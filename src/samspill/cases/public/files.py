"""Files of open cases and of called meetings, to anyone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from samspill.cases.downloads import download
from samspill.cases.models import CaseFile
from samspill.common.public.page import PublicRequest, public_page


@public_page(keep=False)
def file(request: PublicRequest, key: str) -> HttpResponse:
    """``/saker/filer/<key>/``: 404 for what is exempt, as for what is not there at all."""
    return download(get_object_or_404(CaseFile.objects.public(), key=key))
