"""Signed in: files of a case or of an item, added, exempt, removed, and downloaded."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.cases import actions
from samspill.cases.downloads import download
from samspill.cases.forms.cases import CaseReasonForm, ExemptForm, FilesForm
from samspill.cases.models import AgendaItem, Case, CaseFile
from samspill.cases.models.files import FOLDER
from samspill.cases.views.cases import at, crumbs
from samspill.cases.views.meetings import at as at_meeting
from samspill.cases.views.meetings import crumbs as crumbs_of_meetings
from samspill.common.editing import Danger, edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


def _place(file: CaseFile) -> tuple[str, list[Crumb]]:
    """The page that a file stands on, and the way there."""
    if file.case is not None:
        return at(file.case), crumbs(Crumb(file.case.title, at(file.case)))
    meeting = file.item.meeting  # type: ignore[union-attr]
    return at_meeting(meeting), crumbs_of_meetings(Crumb(str(meeting), at_meeting(meeting)))


def _file(request: WorkRequest, key: str) -> CaseFile:
    every = CaseFile.objects.select_related("case", "item__meeting", "item__case")
    return get_or_404(request.actor, every, key=key)


@work_page(files=FOLDER)
def add_to_case(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/saker/<slug>/filer/``."""
    found = get_or_404(request.actor, Case.objects.all(), slug=slug)
    return _added(request, CaseFile(partnership=request.partnership, case=found))


@work_page(files=FOLDER)
def add_to_item(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``/arbeid/moter/<slug>/punkt/<item>/filer/``."""
    every = AgendaItem.objects.select_related("meeting", "case").filter(meeting__slug=slug)
    found = get_or_404(request.actor, every, slug=item)
    return _added(request, CaseFile(partnership=request.partnership, item=found))


def _added(request: WorkRequest, blank: CaseFile) -> HttpResponse:
    require(request.actor, "change", blank)
    back, way = _place(blank)

    def write(valid: FilesForm) -> list[CaseFile]:
        given = dict(valid.cleaned_data)
        files = given.pop("attached")
        return actions.attach(
            by=request.actor, case=blank.case, item=blank.item, files=files, **given
        )

    return edited(
        request,
        FilesForm,
        title=_("Add files"),
        crumbs=way,
        button=_("Add"),
        write=write,
        done=f"{back}#filer",
        said=_("The files are added."),
    )


@work_page
@require_GET
def file(request: WorkRequest, key: str) -> HttpResponse:
    """``/arbeid/saker/filer/<key>/``: the file, for whoever may see it; never shown in a page."""
    return download(_file(request, key))


@work_page
def exempt(request: WorkRequest, key: str) -> HttpResponse:
    """``…/unnta/``: the statute that a file is exempt by."""
    found = _file(request, key)
    require(request.actor, "change", found)

    def write(valid: ExemptForm) -> CaseFile:
        return actions.exempt(by=request.actor, file=found, **valid.cleaned_data)

    return edited(
        request,
        partial(ExemptForm, record=found, initial={"statute": found.exempt_statute}),
        title=_("Exempt from the public"),
        lead=found.name,
        crumbs=_place(found)[1],
        write=write,
    )


@work_page
def remove_file(request: WorkRequest, key: str) -> HttpResponse:
    """``…/fjern/``: for what should not have been there."""
    found = _file(request, key)
    require(request.actor, "change", found)
    told = _("«%(name)s» is deleted, with its name. Backups still hold it.")

    def write(valid: CaseReasonForm) -> None:
        actions.remove_file(by=request.actor, file=found, **valid.cleaned_data)

    return edited(
        request,
        CaseReasonForm,
        title=_("Remove the file"),
        lead=told % {"name": found.name},
        crumbs=_place(found)[1],
        button=Danger(_("Remove the file")),
        write=write,
        said=_("The file is removed."),
    )
