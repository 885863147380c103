"""What the page shows that says whom a reminder reaches before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages

from samspill.commitments.models import Commitment
from samspill.commitments.nudging import in_words, nudge
from samspill.commitments.whom import whom_for
from samspill.common.editing import MEANT
from samspill.common.models import today
from samspill.common.ui import Crumb
from samspill.common.work_request import WorkRequest


def told_first(
    request: WorkRequest, chosen: Sequence[Commitment], back: Crumb
) -> dict[str, Any] | None:
    """Whom a reminder reaches and whom not; None once it is meant, and then it is sent."""
    if MEANT in request.POST:
        came = nudge(by=request.actor, partnership=request.partnership, commitments=chosen)
        tell = messages.success if came.written or not came.unreached else messages.warning
        tell(request, in_words(came))
        return None
    told = whom_for(chosen, today())
    sent = [(name, request.POST[name]) for name in ("one", "all") if name in request.POST]
    return {
        "back": back,
        "sent": sent,
        "chosen": chosen,
        "reached": [one for one in told if one.is_reached],
        "unreached": [one for one in told if not one.is_reached],
        "letters": len({person.pk for one in told for person in one.people}),
    }
