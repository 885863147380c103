"""Fields for the votes of each side, on the form of an item whose rule counts them so."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from samspill.cases.voting import AGAINST, FOR, place_of
from samspill.parties.models import Side


def add_side_fields(form: forms.Form, sides: list[Side], counted: Mapping[str, int]) -> None:
    """Adds two fields for each side.

    Args:
        counted: the votes that are written, by place (``voting.votes_by_place``).
    """
    labels = {FOR: _("Votes for"), AGAINST: _("Votes against")}
    for side in sides:
        for way, label in labels.items():
            place = place_of(side, way)
            form.fields[place] = forms.IntegerField(
                required=False, min_value=0, max_value=500, label=f"{side}: {label.lower()}"
            )
            form.initial[place] = counted.get(place)
