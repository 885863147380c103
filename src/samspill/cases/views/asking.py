"""Signed in: others are asked about a case, and answer on one page."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.cases import actions
from samspill.cases.asking import SLUG
from samspill.cases.forms.cases import AskMoreForm, GiveInputForm
from samspill.cases.models import Case, InputRequest
from samspill.cases.views.cases import at, crumbs
from samspill.commitments import actions as ledger
from samspill.commitments.models import Commitment, StatusReport
from samspill.commitments.models.files import FOLDER
from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
def ask(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/saker/<slug>/innspill/``: networks, other bodies and parties are asked by a day."""
    found = get_or_404(request.actor, Case.objects.select_related("body"), slug=slug)
    blank = InputRequest(partnership=request.partnership, case=found, body=found.body)
    require(request.actor, "change", blank)
    not_yet = Empty(_("Accept the case first"), _("Then others can be asked about it."))

    def write(valid: AskMoreForm) -> InputRequest:
        return actions.ask_for_input(by=request.actor, case=found, **valid.cleaned_data)

    def said(made: InputRequest) -> str:
        count = made.owed.count()
        words = ngettext("%(count)s is asked.", "%(count)s are asked.", count)
        there = _("It stands in their inbox, and whoever has an e-mail address gets an e-mail.")
        return f"{words % {'count': count}} {there}"

    return edited(
        request,
        partial(AskMoreForm, case=found),
        title=_("Ask for input"),
        lead=_(
            "Each of them answers from the inbox. Whoever has an e-mail address gets an e-mail."
        ),
        crumbs=crumbs(Crumb(found.title, at(found))),
        button=_("Ask"),
        write=write,
        done=lambda made: f"{at(found)}#innspill",
        said=said,
        instead=None if found.state == "accepted" else not_yet,
    )


@work_page(files=FOLDER)
def give_input(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/innspill/<pk>/``: the case, what is asked, a text and files. Made for a phone."""
    every = Commitment.objects.of_process(SLUG).select_related("owedinput__thing__case")
    found = get_or_404(request.actor, every.prefetch_related("owners"), pk=pk)
    require(request.actor, "answer", found)
    asked = found.owedinput.thing
    over = Empty(_("It is answered"), _("What was said stands with the case."))

    def write(valid: GiveInputForm) -> StatusReport:
        return ledger.report(by=request.actor, commitment=found, **valid.cleaned_data)

    return edited(
        request,
        partial(GiveInputForm, asked=asked, initial={"version": ledger.version_after(None)}),
        title=_("What do you say of this case?"),
        crumbs=[Crumb(_("Inbox"), reverse("work:commitments:inbox"))],
        button=_("Send the answer"),
        write=write,
        said=_("Thank you. It stands with the case."),
        instead=None if found.state == Commitment.State.OPEN else over,
        template="cases/give_input.html",
        context={"asked": asked, "case": asked.case, "owners": found.owners.all()},
    )  # fmt: skip
