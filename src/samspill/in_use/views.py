"""Signed in: which routines are taken into use, asking the parties, and taking that back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.commitments.models import Commitment, Owner
from samspill.commitments.whom import whom
from samspill.common.editing import Danger, edited
from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT, require, which
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Edition
from samspill.in_use import actions
from samspill.in_use.forms import AskForm, TakeBackForm
from samspill.in_use.owed import PROCESS, question_of
from samspill.in_use.routines import in_force_on, routines_on


@work_page
def routines(request: WorkRequest) -> HttpResponse:
    """``/arbeid/rutiner-i-bruk/``: routines in force, and how many have confirmed each."""
    seen = set(which(request.actor, Edition.objects.all()).values_list("pk", flat=True))
    context = {
        "routines": [one for one in routines_on(today()) if one.edition.pk in seen],
        "process": PROCESS.slug,
        "may_ask": request.actor.holds(SECRETARIAT),
    }
    return render(request, "in_use/routines.html", context)


def _edition(request: WorkRequest, pk: int) -> Edition:
    require(request.actor, "change", Commitment(partnership=request.partnership))
    return get_or_404(request.actor, in_force_on(today()), pk=pk)


def _way() -> list[Crumb]:
    return [
        Crumb(_("Commitments"), reverse("work:commitments:commitments")),
        Crumb(_("Routines in use"), reverse("work:in_use:routines")),
    ]


@work_page
def ask(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/rutiner-i-bruk/<edition>/spor/``: who is asked, what and by when; then asks."""
    edition = _edition(request, pk)
    parties = actions.left_to_ask(edition, today())
    told = whom([Owner(party=party) for party in parties], today())
    nobody = Empty(
        _("Everybody is asked already"), _("A party that is bound later can be asked then.")
    )

    def write(valid: AskForm) -> int:
        return actions.ask(
            by=request.actor, partnership=request.partnership, edition=edition, date=today(),
            **valid.cleaned_data,
        )  # fmt: skip

    def said(count: int) -> str:
        words = ngettext("%(count)s party is asked.", "%(count)s parties are asked.", count)
        undo = _("You can take the question back as long as nobody has answered.")
        return f"{words % {'count': count}} {undo}"

    return edited(
        request,
        partial(AskForm, initial={"due_on": actions.usual_due(today())}),
        title=_("Ask each party"),
        lead=edition.document.label,
        crumbs=_way(),
        button=ngettext("Ask %(count)s party", "Ask %(count)s parties", len(parties))
        % {"count": len(parties)},
        write=write,
        said=said,
        instead=None if parties else nobody,
        template="in_use/ask.html",
        context={
            "question": question_of(edition),
            "answers": PROCESS.one_press,
            "reached": [one for one in told if one.is_reached],
            "unreached": [one for one in told if not one.is_reached],
        },
    )


def _still_asked(count: int) -> str:
    words = ngettext(
        "%(count)s party has not confirmed.", "%(count)s parties have not confirmed.", count
    )
    return words % {"count": count}


@work_page
def take_back(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/rutiner-i-bruk/<edition>/trekk/``: asks no more those who have not answered."""
    edition = _edition(request, pk)
    is_answered = actions.is_answered(edition)
    count = actions.asked_about(edition).open().count()
    lead = (
        _("What was answered stands. Those who have not answered are asked no more.")
        if is_answered
        else _("Nobody has answered. The question is taken back, and can be asked anew later.")
    )
    title = _("Close the question") if is_answered else _("Take the question back")

    def write(valid: TakeBackForm) -> int:
        return actions.take_back(
            by=request.actor, partnership=request.partnership, edition=edition,
            **valid.cleaned_data,
        )  # fmt: skip

    def said(count: int) -> str:
        words = ngettext(
            "%(count)s party is asked no more.", "%(count)s parties are asked no more.", count
        )
        return words % {"count": count}

    return edited(
        request,
        partial(TakeBackForm, needs_reason=is_answered),
        title=title,
        lead=f"{edition.document.label}\n\n{lead} {_still_asked(count)}",
        crumbs=_way(),
        button=Danger(title),
        write=write,
        said=said,
        instead=None if count else Empty(_("Nobody is asked about it now")),
    )
