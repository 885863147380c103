"""Fixtures: bodies that a case travels between, and the rule on funds; where an item is written."""

from __future__ import annotations

import datetime

import pytest

from samspill.bodies.models import Body, Seat, Term
from samspill.cases.models import AgendaItem, Practice
from samspill.commitments.models import LegendStatus, StatusLegend
from samspill.common.models import Partnership
from samspill.documents.models import AuthorityRule
from samspill.parties.models import Participation, Party, Person


def written_at(item: AgendaItem) -> str:
    """Where the page of minutes sends what is written of an item."""
    return f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat/{item.slug}/"


@pytest.fixture
def verdal(partnership: Partnership) -> Party:
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    Participation.objects.create(partnership=partnership, party=party, capacity="member")
    return party


@pytest.fixture
def bodies(partnership: Partnership, verdal: Party) -> dict[str, Body]:
    """A council that gives advice, a committee, and PSU with ten seats that decides."""
    legend = StatusLegend.objects.create(partnership=partnership, slug="arbeid", name="A")
    LegendStatus.objects.create(
        partnership=partnership, legend=legend, slug="i-gang", label="I gang", scale="partly"
    )
    modes = {"fagrad": "advisory", "asu": "delegated", "psu": "delegated"}
    found = {}
    for slug, mode in modes.items():
        found[slug] = Body.objects.create(
            partnership=partnership, slug=slug, name=slug.upper(), short_name=slug.upper(),
            decision_mode=mode, all_seats_entered=True,
        )  # fmt: skip
        Practice.objects.create(
            partnership=partnership, body=found[slug], number_pattern="{body} {number}/{yy}",
            other_patterns=["{body} {number}/{year}"],
        )  # fmt: skip
    for number in range(10):
        seat = Seat.objects.create(
            partnership=partnership, body=found["psu"], slug=f"plass-{number}", label="Plass",
            order=number, role="member", may_vote=True,
        )  # fmt: skip
        person = Person.objects.create(
            partnership=partnership, slug=f"p{number}", name="P", email=f"p{number}@example.no"
        )
        Term.objects.create(partnership=partnership, seat=seat, person=person)
    return found


@pytest.fixture
def funds(partnership: Partnership, bodies: dict[str, Body]) -> AuthorityRule:
    """Clause 5.2 e: PSU decides on funds, unanimously, from 2024 on."""
    rule = AuthorityRule.objects.create(
        partnership=partnership, slug="midler", subject="Midler", decider="body",
        decision_rule="unanimity", valid_from=datetime.date(2024, 1, 1), clause="5.2 e",
    )  # fmt: skip
    rule.bodies.add(bodies["psu"])
    rule.recommending_bodies.add(bodies["asu"])
    return rule
