"""Signed in: a case is raised, and completed where the secretariat asks for more."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.forms.cases import AnswerCaseForm, RaiseForm
from samspill.cases.models import Case, CaseTemplate
from samspill.cases.models.files import FOLDER
from samspill.cases.senders import senders_of
from samspill.cases.views.cases import at, crumbs
from samspill.cases.way import ways_in_force
from samspill.common.editing import edited
from samspill.common.exempt import published
from samspill.common.models import today
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page(files=FOLDER)
def raise_case(request: WorkRequest) -> HttpResponse:
    """``/arbeid/saker/ny/?mal=&fra=``: asks a body to take something up.

    Begun from a template, or from an earlier case.
    """
    senders = senders_of(request.actor, request.partnership)
    if not senders:
        raise NotAllowed(request.actor, "raise", Case(partnership=request.partnership))
    seen = which(request.actor, Case.objects.all())
    templates = list(CaseTemplate.objects.all())
    begun = _begun(request, seen, templates)

    def write(valid: RaiseForm) -> Case:
        made = valid.case
        made.partnership = request.partnership
        raised = actions.raise_case(by=request.actor, case=made)
        if files := valid.cleaned_data["attached"]:
            actions.attach(by=request.actor, case=raised, files=files)
        if follows := valid.cleaned_data["follows"]:
            actions.tie(by=request.actor, case=raised, kind="follows", record=follows)
        return raised

    only = next(iter(senders.values())).label if len(senders) == 1 else ""
    lead = _("The secretariat looks at it, and answers you here and by e-mail.")
    if only:
        lead = f"{_('For %(sender)s.') % {'sender': only}} {lead}"
    return edited(
        request,
        partial(RaiseForm, senders=senders, earlier=seen, initial=begun),
        title=_("Raise a case"),
        lead=lead,
        crumbs=crumbs(),
        button=_("Send"),
        write=write,
        done=at,
        said=_("The case is sent to the secretariat."),
        template="cases/raise.html",
        context={
            "templates": templates, "chosen": request.GET.get("mal", ""),
            "ways": ways_in_force(today()),
        },
    )  # fmt: skip


def _begun(request: WorkRequest, seen: Any, templates: list[CaseTemplate]) -> dict[str, Any]:
    """What a template or an earlier case gives to begin with."""
    texts = ("question", "background", "proposal")
    asked = {name: request.GET.get(name, "") for name in ("mal", "fra")}
    if asked["fra"]:
        earlier = get_or_404(request.actor, seen, slug=asked["fra"])
        from_it = {name: getattr(earlier, name) for name in ("title", "type", *texts)}
        if not may(request.actor, "read all", earlier):
            from_it |= {name: published(from_it[name]) for name in texts}
        return {**from_it, "body": earlier.body_id, "follows": earlier.pk}
    for template in templates:
        if template.slug == asked["mal"]:
            given = {name: getattr(template, name) for name in ("type", *texts)}
            return {**given, "body": template.body_id}
    return {}


@work_page(files=FOLDER)
def answer(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/saker/<slug>/svar/``: who raised it answers what is asked, on the case itself."""
    open_to_them = Q(state__in=("raised", "asked"))
    found = get_or_404(request.actor, Case.objects.filter(open_to_them), slug=slug)
    require(request.actor, "complete", found)

    def write(valid: AnswerCaseForm) -> Case:
        given = dict(valid.cleaned_data)
        files = given.pop("attached")
        if files:
            actions.attach(by=request.actor, case=found, files=files)
            given["answer"] = given["answer"] or _("Files are added.")
        return actions.answer_case(by=request.actor, case=found, **given)

    return edited(
        request,
        partial(AnswerCaseForm, record=found),
        title=_("Answer the secretariat") if found.state == "asked" else _("Change the case"),
        lead=found.state_reason if found.state == "asked" else "",
        crumbs=crumbs(Crumb(found.title, at(found))),
        button=_("Send"),
        write=write,
        said=_("It is sent to the secretariat."),
    )
