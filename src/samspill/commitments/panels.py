"""What is owed, late and reported, on the signed-in pages: of a party, a body, oneself, everybody.

What is over is not read, so a page costs as much as what is open.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments import attention, reach, unowned
from samspill.commitments.figures import (
    Figures,
    by_party,
    compared_with,
    comparison,
    counted,
)
from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.showing import ANSWERED, MADE_FROM, by_time, to_answer
from samspill.common.actors import Actor
from samspill.common.keeping import kept
from samspill.common.models import Partnership, today
from samspill.common.panels import KeyFigure, Reads
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest
from samspill.parties.models import Party

SOON = 14
FIRST = 5
SHOWN = 25


def read_asked(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`asked`."""
    return {
        "counted": reach.late_and_soon(request.actor, date, SOON),
        "first": reach.first_asked_of(request.actor, FIRST).with_presses(),
    }


def asked(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    counted: list[dict[str, int]],
    first: list[Commitment],
) -> dict[str, Any]:
    """How much is late, how much is soon due, and what is due first."""
    late_and_soon = next(iter(counted), {"late": 0, "soon": 0})
    return {**late_and_soon, "groups": to_answer(first, date, {})}


def waiting(partnership: Partnership, actor: Actor) -> int:
    """How many open things are asked of the actor that are late or soon due."""

    def count() -> int:
        found = reach.late_and_soon(actor, today(), SOON)
        return sum(row["late"] + row["soon"] for row in found)

    return kept(partnership, "waiting", actor.roles, make=count, made_from=MADE_FROM)


def read_owed_by_party(request: WorkRequest, party: Party, date: datetime.date) -> Reads:
    """Reads for :func:`owed_by_party`."""
    owed = Commitment.objects.open_owed_by(parties=[party.pk])
    return {"figures": counted(date).filter(party=party), **_owed(request.actor, owed)}


def owed_by_party(
    request: WorkRequest,
    party: Party,
    date: datetime.date,
    figures: list[dict[str, int]],
    owed: list[Commitment],
) -> dict[str, Any]:
    """What the party owes, the first due first, and how many of it are late and reported on."""
    found = by_party(figures).get(party.pk, Figures())
    reported = {"reported": found.reported, "owed": found.owed}
    told = [KeyFigure(_("Reported on"), _("%(reported)s of %(owed)s") % reported)]
    return {
        "title": _("What we owe"),
        "query": f"eier=part:{party.slug}",
        "facts": [
            KeyFigure(_("Owed now"), found.owed),
            KeyFigure(_("Late"), found.late),
            *(told if found.owed else []),
        ],
        **_shown(owed, date),
    }


def read_owed_by_body(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """Reads for :func:`owed_by_body`."""
    return _owed(request.actor, Commitment.objects.open_owed_by(bodies=[body.pk]))


def owed_by_body(
    request: WorkRequest, body: Body, date: datetime.date, owed: list[Commitment]
) -> dict[str, Any]:
    """What the body owes, the first due first."""
    return {
        "title": _("What the body owes"),
        "query": f"eier=organ:{body.slug}",
        **_shown(owed, date),
    }


def _owed(actor: Actor, owed: CommitmentQuerySet) -> Reads:
    seen = which(actor, owed).by_due_date().with_owners()  # type: ignore[attr-defined]
    return {"owed": seen[: SHOWN + 1]}


def _shown(owed: list[Commitment], date: datetime.date) -> dict[str, Any]:
    return {"groups": by_time(owed[:SHOWN], date), "has_more": len(owed) > SHOWN}


def read_reported_by_party(request: WorkRequest, party: Party, date: datetime.date) -> Reads:
    """Reads for :func:`reported_by_party`."""
    return _reported(request.actor, Q(owners__party=party))


def reported_by_party(
    request: WorkRequest, party: Party, date: datetime.date, latest: list[Commitment]
) -> dict[str, Any]:
    """What the party reported on last."""
    return {"title": _("What we reported last"), "answered": _once(latest)}


def read_reported_by_body(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """Reads for :func:`reported_by_body`."""
    return _reported(request.actor, Q(owners__body=body))


def reported_by_body(
    request: WorkRequest, body: Body, date: datetime.date, latest: list[Commitment]
) -> dict[str, Any]:
    """What the body reported on last."""
    return {"title": _("What it reported last"), "answered": _once(latest)}


def _reported(actor: Actor, owed: Q) -> Reads:
    """Reads no more than is shown, however much was reported before."""
    owes = Commitment.objects.filter(owed, owners__reported_on__isnull=False)
    latest = which(actor, owes).order_by("-owners__reported_on", "-owners__commitment")
    return {"latest": latest.select_related("result", "work")[: ANSWERED * 2]}


def _once(latest: list[Commitment]) -> list[Commitment]:
    """A body that owes in several roles stands there once for each."""
    return list({one.pk: one for one in latest}.values())[:ANSWERED]


def read_beside(request: WorkRequest, party: Party, date: datetime.date) -> Reads:
    """Reads for :func:`beside`."""
    return compared_with(party, date)


def beside(
    request: WorkRequest, party: Party, date: datetime.date, **rows: list[Any]
) -> dict[str, Any]:
    """The party beside those that it is natural to compare it with."""
    return {"comparison": comparison(party, **rows)}


def needs_attention(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any]:
    """What is late, unanswered and unowned; the rows are kept, the form around them is not."""
    kinds = kept(
        request.partnership,
        "attention",
        make=lambda: attention.kinds(date),
        made_from=(*MADE_FROM, *unowned.told_by()),
    )
    return {"kinds": kinds, "facts": [KeyFigure(one.label, one.count, one.slug) for one in kinds]}
