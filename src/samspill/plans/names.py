"""What the bodies and parties of a helsefellesskap are called, for reading texts that name them."""

from __future__ import annotations

from samspill.bodies.models import Body
from samspill.common.norwegian import other_forms
from samspill.common.ready import together
from samspill.parties.models import Party
from samspill.plans.parsing import Names, names


def known_names() -> Names:
    """Every name, short name and other name → ("body" or "party", its id).

    A name that two have is left out, except that the one that holds no end date goes first: a
    municipality that merged often left its name to the new one. A party is found by its name with
    and without «kommune» and «HF», where nobody else is called so.
    """
    read = together(bodies=Body.objects.all(), parties=Party.objects.order_by("valid_to"))
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
    others = [("party", p.slug, other_forms(p.name)) for p in last.values()]
    return names([*bodies, *parties], others)
