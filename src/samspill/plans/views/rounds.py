"""Signed in: rounds of reporting. The secretariat opens and follows them; each owner answers."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.commitments.evidence import doubts_about
from samspill.commitments.nudging import listed
from samspill.commitments.reminder_page import told_first
from samspill.commitments.showing import light_of
from samspill.commitments.whom import Whom, whom, whom_for
from samspill.common import actions as common
from samspill.common.editing import edited
from samspill.common.forms import OfARecord
from samspill.common.models import today
from samspill.common.permissions import may, require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, keep_form, work_page
from samspill.plans import actions, rounds
from samspill.plans.forms import RoundForm
from samspill.plans.left_over import left_in
from samspill.plans.models import OwedMeasure, PlanEdition, ReportingRound
from samspill.plans.views.editions import crumbs_to

GIVE = "give"


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    editions = PlanEdition.objects.select_related("plan", "partnership")
    return get_or_404(request.actor, editions, plan__slug=slug, slug=edition)


def _round(request: WorkRequest, slug: str, edition: str, name: str) -> ReportingRound:
    found = ReportingRound.objects.select_related("edition__plan", "partnership").filter(
        edition__plan__slug=slug, edition__slug=edition
    )
    return get_or_404(request.actor, found, slug=name)


def _place(round: ReportingRound) -> str:
    names = [round.edition.plan.slug, round.edition.slug, round.slug]
    return reverse("work:plans:round", args=names)


@work_page
def open_round(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/ny-runde/``: asks everybody how their measures stand."""
    found = _edition(request, slug, edition)
    require(request.actor, "change", ReportingRound(partnership=request.partnership, edition=found))

    def write(valid: RoundForm) -> ReportingRound:
        return actions.open_round(
            by=request.actor,
            edition=found,
            title=valid.cleaned_data["title"],
            due_on=valid.cleaned_data["due_on"],
            measures=valid.measures(),
            parties=valid.chosen("party"),
            bodies=valid.chosen("body"),
        )

    if GIVE in request.POST:
        return _given_on(request, found)
    owing = list(rounds.owing_now(found))
    reached = whom(owing, today())

    return edited(
        request,
        partial(RoundForm, edition=found, owners=owing),
        title=_("Open a round of reporting"),
        lead=_("Everybody who answers for a measure is asked how it stands. They find it in their "
               "inbox at once, and are told by e-mail when each has chosen it."),
        crumbs=crumbs_to(found),
        button=_("Open the round"),
        write=write,
        done=_place,
        said=_opened_in_words,
        template="plans/open_round.html",
        context={
            "left": left_in(found, today()),
            "asked": len(reached),
            "unreached": [one for one in reached if not one.is_reached],
            "reached": [one for one in reached if one.is_reached],
        },
    )  # fmt: skip


def _opened_in_words(made: ReportingRound) -> str:
    """That it is open, and who gets a letter when."""
    told = whom_for(rounds.commitments_of(made).with_owners(), today())  # type: ignore[attr-defined]
    people = {person for one in told for person in one.people}
    unreached = sum(1 for one in told if not one.is_reached)
    words = [_("The round is open, and stands in the inbox of everybody who is asked.")]
    if people:
        letters = ngettext(
            "%(count)s person gets an e-mail as chosen, usually the next morning: %(who)s.",
            "%(count)s people get an e-mail as each has chosen, usually the next morning: %(who)s.",
            len(people),
        )
        words.append(
            letters % {"count": len(people), "who": listed(sorted(str(one) for one in people))}
        )
    if unreached:
        lost = ngettext(
            "%(count)s who is asked cannot be reached.",
            "%(count)s who are asked cannot be reached.",
            unreached,
        )
        words.append(lost % {"count": unreached})
    return " ".join(words)


def _given_on(request: WorkRequest, edition: PlanEdition) -> HttpResponse:
    """Gives measures to who took over; what is typed in the form stands there again afterwards."""
    try:
        count = actions.give_on(by=request.actor, edition=edition, chosen=request.POST[GIVE])
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        words = ngettext(
            "%(count)s measure is given on.", "%(count)s measures are given on.", count
        )
        messages.success(request, words % {"count": count})
    keep_form(request)
    return redirect(request.path)


@work_page
def show_round(request: WorkRequest, slug: str, edition: str, name: str) -> HttpResponse:
    """``…/runder/<round>/``: who has answered, who is missing, what has changed."""
    found = _round(request, slug, edition, name)
    read = rounds.read(found, today())
    seen = [one.commitment for one in read.compared]
    doubts = doubts_about(seen, today()) if found.is_open else {}
    rows = [
        {
            "commitment": one.commitment,
            "owners": one.owners,
            "before": _lights(one.before) if read.before else None,
            "was_reported": one.before is not None,
            "now": _lights(one.now),
            "report": one.now,
            "doubts": doubts.get(one.commitment.pk, []) if one.now else [],
            "has_changed": bool(read.before) and one.has_changed,
        }
        for one in read.compared
    ]
    asked = _with_unreached(found, read.asked)
    context = {
        "round": found,
        "edition": found.edition,
        "asked": read.asked,
        "who": asked,
        "may_remind": any(one.is_missing and unreached is None for one, unreached in asked),
        "whole": sum(1 for one in read.asked if not one.is_missing),
        "begun": sum(1 for one in read.asked if one.is_begun),
        "silent": sum(1 for one in read.asked if one.is_missing and not one.is_begun),
        "before": read.before,
        "total": len(rows),
        "reported": sum(1 for row in rows if row["report"]),
        "measures": _by_measure(rows),
        "may_change": may(request.actor, "change", found),
        "version": common.version_of(found),
    }
    return render(request, "plans/round.html", context)


def _with_unreached(
    round: ReportingRound, asked: list[rounds.AskedOwner]
) -> list[tuple[rounds.AskedOwner, Whom | None]]:
    """Each who is asked; with those who are missing and whom nobody is reached for, who it is."""
    missing = [one.commitment for one in asked if one.is_missing] if round.is_open else []
    found = whom_for(missing, today()) if missing else []
    unreached = {rounds.key_of(one.owner): one for one in found if not one.is_reached}
    return [
        (
            one,
            next((unreached.get(rounds.key_of(own)) for own in one.commitment.owners.all()), None),
        )
        for one in asked
    ]


def _by_measure(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each owes of its own of one measure stands under it, counted."""

    def measure(row: dict[str, Any]) -> int:
        owed: OwedMeasure = row["commitment"].owedmeasure
        return owed.thing_id

    measures = [list(group) for _measure, group in groupby(rows, measure)]
    return [
        {
            "title": group[0]["commitment"].title,
            "rows": group,
            "reported": sum(1 for row in group if row["report"]),
            "was_reported": sum(1 for row in group if row["was_reported"]),
        }
        for group in measures
    ]


def _lights(report: object) -> list[object]:
    statuses = [getattr(report, "result", None), getattr(report, "work", None)]
    return [light_of(one) for one in statuses if one is not None] or [light_of(None)]


@work_page
@require_POST
def remind(request: WorkRequest, slug: str, edition: str, name: str) -> HttpResponse:
    """``…/runder/<round>/minn/``: a letter to one who is missing, or to all of them."""
    round = _round(request, slug, edition, name)
    require(request.actor, "change", round)
    one = request.POST.get("one", "")
    missing = [
        asked.commitment
        for asked in rounds.asked_in(round, today())
        if asked.is_missing and one in {"", str(asked.commitment.pk)}
    ]
    back = Crumb(round.title, _place(round))
    told = told_first(request, missing, back)
    return render(request, "commitments/remind.html", told) if told else redirect(back.url)


@work_page
def close_round(request: WorkRequest, slug: str, edition: str, name: str) -> HttpResponse:
    """``…/runder/<round>/lukk/``: takes no more answers; what is there stands."""
    found = _round(request, slug, edition, name)
    require(request.actor, "change", found)

    def write(valid: OfARecord) -> ReportingRound:
        version = valid.cleaned_data["version"]
        return actions.close_round(by=request.actor, round=found, version=version)

    return edited(
        request,
        partial(OfARecord, record=found),
        title=_("Close the round"),
        lead=_("A closed round is frozen. Whoever has not answered stands as missing."),
        crumbs=[*crumbs_to(found.edition), Crumb(found.title, _place(found))],
        button=_("Close the round"),
        write=write,
    )
