"""What is owed, late and reported, on the signed-in pages: of a party, a body, oneself, everybody.

What is over is not read, so a page costs as much as what is open.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments import attention, reach
from samspill.commitments.figures import Figures, compared, figures_of
from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.showing import MADE_FROM, by_time
from samspill.common.actors import Actor
from samspill.common.keeping import kept
from samspill.common.panels import Fact
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest
from samspill.parties.models import Party

SOON = 14
FIRST = 5
SHOWN = 25
ANSWERED = 10


def asked(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any]:
    """How much is late, how much is soon due, and what is due first."""
    owed = reach.of_actor(request.actor)
    late, soon = Commitment.objects.late_and_soon(*owed, date=date, days=SOON)
    first = reach.first_asked_of(request.actor, FIRST).with_owners()
    return {"late": late, "soon": soon, "groups": by_time(first, date)}


def owed_by_party(request: WorkRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """What the party owes, the first due first, and how many of it are late and reported on."""
    found = figures_of([party.pk], date).get(party.pk, Figures())
    reported = {"reported": found.reported, "owed": found.owed}
    owed = Commitment.objects.open_owed_by(parties=[party.pk])
    return {
        "title": _("What we owe"),
        "query": f"eier=part:{party.slug}",
        "facts": [
            Fact(_("Owed now"), found.owed),
            Fact(_("Late"), found.late),
            Fact(_("Reported on"), _("%(reported)s of %(owed)s") % reported),
        ],
        **_owed(request.actor, owed, date),
    }


def owed_by_body(request: WorkRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """What the body owes, the first due first."""
    owed = Commitment.objects.open_owed_by(bodies=[body.pk])
    return {
        "title": _("What the body owes"),
        "query": f"eier=organ:{body.slug}",
        **_owed(request.actor, owed, date),
    }


def _owed(actor: Actor, owed: CommitmentQuerySet, date: datetime.date) -> dict[str, Any]:
    seen = which(actor, owed).by_due_date().with_owners()  # type: ignore[attr-defined]
    found = list(seen[: SHOWN + 1])
    return {"groups": by_time(found[:SHOWN], date), "has_more": len(found) > SHOWN}


def reported_by_party(request: WorkRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """What the party reported on last."""
    found = _reported(request.actor, Q(owners__party=party))
    return {"title": _("What we reported last"), "answered": found}


def reported_by_body(request: WorkRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """What the body reported on last."""
    found = _reported(request.actor, Q(owners__body=body))
    return {"title": _("What it reported last"), "answered": found}


def _reported(actor: Actor, owed: Q) -> list[Commitment]:
    """Reads no more than is shown, however much was reported before."""
    owes = Commitment.objects.filter(owed, owners__reported_on__isnull=False)
    latest = which(actor, owes).order_by("-owners__reported_on", "-owners__commitment")
    some = latest.select_related("result", "work")[: ANSWERED * 2]
    # A body that owes in several roles stands there once for each.
    return list({one.pk: one for one in some}.values())[:ANSWERED]


def beside(request: WorkRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """The party beside those that it is natural to compare it with."""
    return {"comparison": compared(party, date)}


def needs_attention(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any]:
    """What is late, unanswered and unowned; the rows are kept, the form around them is not."""
    kinds = kept(
        request.partnership,
        "attention",
        make=lambda: attention.kinds(date),
        made_from=MADE_FROM,
    )
    return {"kinds": kinds, "facts": [Fact(one.label, one.count, one.slug) for one in kinds]}
