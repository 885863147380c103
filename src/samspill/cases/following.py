"""What follows a case, an item or a question: the ledger is as open as what it tells of.

A commitment carries a text of the decision, or of what was asked. It is opened once, and what it is
about may be exempted later.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samspill.cases.asking import SLUG as INPUT
from samspill.cases.models import AgendaItem, Case, InputRequest
from samspill.cases.owed import SLUG as FOLLOW_UP
from samspill.cases.states import CASES_OPEN, MINUTES_OPEN
from samspill.commitments.actions import set_public
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.models import Partnership, today

OF_OPEN_CASE = Q(case__is_public=True, case__state__in=CASES_OPEN)


def follow_case(case: Case, stored: Case | None) -> None:
    """A case that is exempted closes what is owed because of it; minutes tell that they told it."""
    if stored is None or stored.is_open == case.is_open:
        return
    items = AgendaItem.objects.filter(case=case)
    told = items.filter(is_public=True, meeting__minutes__in=MINUTES_OPEN)
    told.update(taken_out_on=None if case.is_open else today())
    _in_line(items, InputRequest.objects.filter(case=case))


def follow_item(item: AgendaItem, stored: AgendaItem | None) -> None:
    """An item that is exempted closes what is to be done because of it."""
    if stored is not None and stored.is_public != item.is_public:
        _in_line(AgendaItem.objects.filter(pk=item.pk), InputRequest.objects.none())


def follow_request(request: InputRequest, stored: InputRequest | None) -> None:
    """A question that is exempted closes what those who are asked owe."""
    if stored is not None and stored.is_public != request.is_public:
        _in_line(AgendaItem.objects.none(), InputRequest.objects.filter(pk=request.pk))


def follow_load(*, by: Actor, partnership: Partnership) -> None:
    """Brings all of it in line with a folder that was loaded."""
    _in_line(AgendaItem.objects.all(), InputRequest.objects.all())


def _in_line(items: QuerySet[AgendaItem], requests: QuerySet[InputRequest]) -> None:
    # Whoever may exempt it closes what is owed with it: the right to the one gives the other.
    by = program("cases")
    shown = items.filter(Q(case=None) | OF_OPEN_CASE, is_public=True)
    asked = requests.filter(OF_OPEN_CASE, is_public=True)
    of_items = Commitment.objects.of_process(FOLLOW_UP).filter(owedfollowup__thing__item__in=items)
    of_requests = Commitment.objects.of_process(INPUT).filter(owedinput__thing__in=requests)
    are_open = (
        (of_items, Q(owedfollowup__thing__item__in=shown)),
        (of_requests, Q(owedinput__thing__in=asked)),
    )
    for owed, is_open in are_open:
        set_public(by=by, commitments=owed.filter(is_open), is_public=True)
        set_public(by=by, commitments=owed.exclude(is_open), is_public=False)
