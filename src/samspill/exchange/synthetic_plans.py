"""A made-up plan with many measures; some have no owner and some no time, as real ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samspill.exchange.synthetic_words import Prose

FIRST, LAST = 2025, 2028
GOALS, AREAS = 4, 3
WHENS = ("", "", "2025", "2026", "2025–2027", "Høst 2026", "Fortløpende", "når det er råd")


def plan(
    prose: Prose, *, bodies: Sequence[str], parties: Sequence[str], count: int
) -> dict[str, Any]:
    """A plan that runs, with ``count`` measures spread over its focus areas."""
    numbers = [(str(goal), f"{goal}.{area}") for goal in range(1, GOALS + 1)
               for area in range(1, AREAS + 1)]  # fmt: skip
    goals = [{"id": str(goal), "title": prose.heading()} for goal in range(1, GOALS + 1)]
    areas = [{"id": number, "goal": goal, "title": prose.heading()} for goal, number in numbers]
    measures = []
    for place in range(count):
        area = numbers[place % len(numbers)][1]
        measures.append(
            _measure(prose, f"{area}.{place // len(numbers) + 1}", area, bodies, parties)
        )
    return {
        "id": f"handlingsplan-{FIRST}-{LAST}",
        "title": f"Handlingsplan {FIRST}–{LAST}",
        "first_year": FIRST,
        "last_year": LAST,
        "editions": [
            {
                "id": str(FIRST),
                "state": "running",
                "from": f"{FIRST}-01-01",
                "adopted_by": bodies[0],
                "adopted_on": f"{FIRST - 1}-11-15",
                "goals": goals,
                "areas": areas,
                "measures": measures,
            }
        ],
    }


def _measure(
    prose: Prose, number: str, area: str, bodies: Sequence[str], parties: Sequence[str]
) -> dict[str, Any]:
    random = prose.random
    made: dict[str, Any] = {"id": number, "area": area, "text": prose.sentence()}
    owners = random.choice(
        [
            [],
            [{"body": random.choice(bodies)}],
            [{"party": random.choice(parties)}],
            [{"party": party} for party in random.sample(list(parties), 2)],
            [{"group": "municipalities"}],
        ]
    )
    if owners:
        made["owners"] = owners
        made["responsible"] = " / ".join(str(next(iter(owner.values()))) for owner in owners)
    if when := random.choice(WHENS):
        made["when"] = when
    if years := sorted(random.sample(range(FIRST, LAST + 1), random.randrange(3))):
        made["years"] = years
    return made
