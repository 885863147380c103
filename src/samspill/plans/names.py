"""What the bodies and parties of a helsefellesskap are called, for reading texts that name them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from samspill.bodies.models import Body
from samspill.common.norwegian import other_forms
from samspill.common.ready import together
from samspill.parties.models import Party, PartyName, Side
from samspill.plans.models import MeasureOwner
from samspill.plans.parsing import Names, names


def known_names() -> Names:
    """Every name, short name and other name → ("body", "party" or "group", its id).

    A name that two have is left out, except that the one that holds no end date goes first: a
    municipality that merged often left its name to the new one. A party is found by its name with
    and without «kommune» or «HF», and in its other languages, where nobody else is called so. What
    a helsefellesskap says that its side of municipalities is called, such as «KS», means the
    municipalities.
    """
    of_municipalities = Party.objects.municipalities().filter(side=OuterRef("pk"))
    read = together(
        bodies=Body.objects.all(),
        parties=Party.objects.order_by("valid_to"),
        named=PartyName.objects.select_related("party"),
        sides=Side.objects.filter(Exists(of_municipalities)),
    )
    bodies = [
        ("body", body.slug, [body.name, body.short_name, *body.also_known_as])
        for body in read["bodies"]
    ]
    last: dict[str, Party] = {}
    for party in read["parties"]:
        kept = last.setdefault(party.name, party)
        if kept.valid_to is not None and party.valid_to is None:
            last[party.name] = party
    parties = [("party", p.slug, [p.name, p.short_name]) for p in last.values()]
    others = [("party", p.slug, _other_forms(p, p.name)) for p in last.values()]
    others += [
        ("party", one.party.slug, [one.name, *_other_forms(one.party, one.name)])
        for one in read["named"]
    ]
    said = [word for side in read["sides"] for word in side.also_known_as]
    together_called = [("group", MeasureOwner.Group.MUNICIPALITIES.value, said)]
    return names([*bodies, *parties], others, together_called)


def _other_forms(party: Party, name: str) -> list[str]:
    """«Volda HF» is not the municipality of Volda."""
    is_municipality = party.kind == Party.Kind.MUNICIPALITY
    not_its = " HF" if is_municipality else " kommune"
    return [form for form in other_forms(name) if not form.endswith(not_its)]


def to_choose(date: datetime.date) -> dict[str, QuerySet]:
    """What :func:`names_to_choose` is made of: the bodies and the members of a day."""
    return {
        "bodies": Body.objects.on(date).order_by("order", "sort_key"),
        "parties": Party.objects.members_on(date).distinct().order_by("sort_key"),
    }


def names_to_choose(read: Mapping[str, list[Any]]) -> list[str]:
    """What those who can answer for a measure are called, for whoever writes a text."""
    found = [one.short_name or one.name for one in (*read["bodies"], *read["parties"])]
    return list(dict.fromkeys([*found, *_GROUPS]))


_GROUPS = ("Kommunene", "Alle partene")
"""As plans write them (``parsing.GROUPS``), whatever language the page is read in."""
