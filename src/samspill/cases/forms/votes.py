"""Fields for the votes of each side, on a form for an item whose rule counts them so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Role, Seat
from samspill.cases.models import AgendaItem
from samspill.parties.models import Side


def add_side_fields(form: forms.Form, item: AgendaItem) -> list[Side]:
    """Adds two fields for each side that votes; none where the rule asks for no such majority."""
    rule = item.case.authority if item.case else None
    if rule is None or rule.decision_rule != Body.DecisionRule.MAJORITY_PER_SIDE:
        return []
    bodies = [item.body] if item.body else item.meeting.bodies.all()
    seats = Seat.objects.on(item.meeting.date).filter(body__in=bodies, may_vote=True)
    sides = list(Side.objects.filter(pk__in=seats.exclude(role=Role.SUBSTITUTE).values("side")))
    there = {one.side_id: one for one in item.side_votes.all()} if item.pk else {}
    for side in sides:
        counted = there.get(side.pk)
        for name, label in (("for", _("Votes for")), ("against", _("Votes against"))):
            form.fields[f"side-{side.pk}-{name}"] = forms.IntegerField(
                required=False, min_value=0, max_value=500, label=f"{side}: {label.lower()}",
                initial=getattr(counted, f"votes_{name}", None),
            )  # fmt: skip
    return sides


def side_votes(form: forms.Form, sides: list[Side]) -> dict[Side, tuple[int, int]]:
    """What was filled in of each side; taken out of the form's data, where it stands field by
    field."""
    found: dict[Side, tuple[int, int]] = {}
    data: dict[str, Any] = form.cleaned_data
    for side in sides:
        given = [data.pop(f"side-{side.pk}-{name}", None) for name in ("for", "against")]
        if any(one is not None for one in given):
            found[side] = (given[0] or 0, given[1] or 0)
    return found
