"""Signed in: a file that goes with a report, downloaded and never shown, or taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.commitments import actions
from samspill.commitments.forms import ReasonForm
from samspill.commitments.models import ReportFile
from samspill.commitments.views.ledger import crumbs_to
from samspill.common.editing import Danger, edited
from samspill.common.permissions import require
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


@work_page
def take_away(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/filer/<pk>/fjern/``: for what should never have been sent."""
    files = ReportFile.objects.select_related("report__commitment")
    found = get_or_404(request.actor, files, pk=pk)
    require(request.actor, "take away", found)
    told = _(
        "«%(name)s» is deleted, with its name, from every answer that you have a say in. It cannot "
        "be had back. The log keeps that it was taken away, and why."
    )
    backups = _(
        "Copies in backups are not deleted. If it holds information on patients, tell whoever "
        "runs the site."
    )

    def write(valid: ReasonForm) -> None:
        actions.take_away(by=request.actor, file=found, **valid.cleaned_data)

    return edited(
        request,
        ReasonForm,
        title=_("Take the file away"),
        lead=told % {"name": found.name} + "\n\n" + backups,
        crumbs=crumbs_to(found.report.commitment),
        button=Danger(_("Take the file away")),
        write=write,
        said=_("The file is taken away."),
    )
