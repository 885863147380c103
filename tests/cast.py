"""The standing cast: who acts in tests, each with one role in the helsefellesskap of the test."""

from __future__ import annotations

from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership
from samspill.parties.models import Party


def actor(partnership: Partnership, *roles: Held, name: str = "Prøve Person") -> Actor:
    return Actor(name, user=None, partnership=partnership.pk, roles=roles)


def secretariat(partnership: Partnership) -> Actor:
    return actor(partnership, Held("secretariat", label="Sekretariat"), name="Siri Sekretær")


def contact_of(party: Party) -> Actor:
    return actor(party.partnership, Held("contact", "party", party.pk, "Kontaktperson"))


def sitting_in(partnership: Partnership, body: int, kind: str = "member") -> Actor:
    return actor(partnership, Held(kind, "body", body, kind))
