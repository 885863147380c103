"""Asking networks, other bodies and parties to say something of a case by a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.asking import wanted_of
from samspill.cases.models import Case, InputRequest
from samspill.cases.states import CaseState
from samspill.cases.telling import tell_who_is_asked
from samspill.commitments.actions import Owes, open_many
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.identity import refuse_identity_numbers
from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT, require
from samspill.parties.models import Party


@transaction.atomic
def ask_for_input(
    *,
    by: Actor,
    case: Case,
    question: str,
    due_on: datetime.date,
    bodies: Sequence[Body] = (),
    parties: Sequence[Party] = (),
    body: Body | None = None,
    exempt_statute: str = "",
) -> InputRequest:
    """Asks each of them: one commitment each in the ledger, and a letter.

    Args:
        body: who asks; the body that has the case where it is left out.

    Raises:
        NotAllowed: neither the secretariat nor the chair or the secretary of the body that has it.
        ValidationError: the case is not on its way, nobody or nothing is asked, or the day is over.
    """
    found = Case.objects.select_related("partnership", "body").get(pk=case.pk)
    asking = body or found.body
    frame = {"partnership": found.partnership, "case": found, "body": asking}
    made = InputRequest(**frame, question=question.strip(), asked_on=today(), due_on=due_on)
    require(by, "change", made)
    if found.state != CaseState.ACCEPTED:
        raise ValidationError(_("Accept the case first: then others can be asked about it."))
    if asking != found.body and not by.holds(SECRETARIAT):
        raise ValidationError(_("Another body has the case now."))
    if not (bodies or parties):
        raise ValidationError({"bodies": [_("Choose whom to ask.")]})
    if asking is not None and asking in bodies:
        raise ValidationError({"bodies": [_("A body does not ask itself.")]})
    if due_on < made.asked_on:
        raise ValidationError({"due_on": [_("The day is over. Choose today or a later one.")]})
    made.exempt_statute = exempt_statute.strip()
    made.is_public = not made.exempt_statute
    made.slug = f"innspill-{found.input_requests.count() + 1}"
    refuse_identity_numbers({"question": made.question})
    made.full_clean(validate_constraints=False)
    with actions.refused_in_words():
        made.save()
    made.bodies.set(bodies)
    made.parties.set(parties)
    owners = [*(Owes(body=one) for one in bodies), *(Owes(party=one) for one in parties)]
    wanted = [wanted_of(made, [one]) for one in owners]
    # The right to ask gives the right to open what is owed.
    open_many(by=program("cases"), partnership=found.partnership, wanted=wanted)
    after = audit.state_of(made) | {
        "bodies": sorted(one.pk for one in bodies),
        "parties": sorted(one.pk for one in parties),
    }
    of = {audit.FIELDS_OF: made._meta.label_lower}
    audit.record_change(by=by, action="ask for input", about=found, after=after, detail=of)
    actions.touched(made)
    tell_who_is_asked(made, list(bodies), list(parties))
    return made
