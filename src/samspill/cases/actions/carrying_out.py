"""That a decision was carried out; see ``bodies/decisions.py``."""

from __future__ import annotations

from django.db.models import Model

from samspill.cases.models import AgendaItem, CarriedOut
from samspill.cases.models.carried_out import THINGS
from samspill.common import actions
from samspill.common.actors import Actor


def carry_out(by: Actor, key: str, record: Model) -> None:
    """Writes down what came of a decision; the act that was let do it has asked the rules."""
    item = AgendaItem.objects.get(pk=int(key))
    tie = CarriedOut(partnership_id=item.partnership_id, item=item)
    setattr(tie, THINGS[type(record)], record)
    tie.save()
    actions.touched(tie)
