"""Generated plans and status tables, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WHENS = ["", "2020", "2019–2021", "Høst 2020", "Fortløpende", "når det passer"]


@st.composite
def plans(draw: Any, words: Any, parties: list[str]) -> dict[str, Any]:
    """A plan with one or two editions, the second a draft that carries measures on."""
    first = draw(st.integers(1, 4))
    editions = [draw(_edition("forste", "running", first, words, parties))]
    if draw(st.booleans()):
        later = draw(_edition("neste", "draft", draw(st.integers(0, 3)), words, parties))
        for measure in later["measures"][:first]:
            measure["predecessor"] = f"plan/forste/{measure['id']}"
        later["dropped"] = [{"measure": f"plan/forste/1.{first}", "reason": draw(words)}]
        editions.append(later)
    return {
        "id": "plan",
        "title": draw(words),
        "first_year": 2019,
        "last_year": 2022,
        "editions": editions,
    }


@st.composite
def _edition(
    draw: Any, identity: str, state: str, count: int, words: Any, parties: list[str]
) -> dict[str, Any]:
    owners = [{"party": party} for party in parties]
    owners += [{"group": "everyone"}, {"role": "Leder for mottaket"}]
    chosen = st.lists(st.sampled_from(owners), max_size=3, unique_by=str)
    numbers = [f"1.{n}" for n in range(1, count + 1)]
    return {
        "id": identity,
        "state": state,
        "goals": [{"id": "1", "title": draw(words)}],
        "areas": [{"id": n, "goal": "1", "title": draw(words)} for n in ("a", "b")],
        "measures": [
            {
                "id": number,
                "area": draw(st.sampled_from(["a", "b"])),
                "text": draw(words),
                "responsible": draw(st.sampled_from(["", "KS/HNT"])),
                "owners": [dict(owner) for owner in draw(chosen)],
                "when": draw(st.sampled_from(WHENS)),
                "years": sorted(draw(st.sets(st.integers(2019, 2022)))),
                "also_serves": draw(st.lists(st.sampled_from(["a", "b"]), unique=True)),
            }
            for number in numbers
        ],
        "inputs": [{"id": "innspill", "sender": draw(words), "measures": numbers[:2]}],
    }


@st.composite
def status_tables(draw: Any, words: Any) -> dict[str, Any]:
    """A status table in the legend 1–2–3, with some rows not reported."""
    levels = ["none", "partly", "full"]
    return {
        "status_tables": [
            {
                "id": "tabell",
                "title": draw(words),
                "legend": "en-to-tre",
                "levels": [
                    {"id": str(n), "label": draw(words), "scale": scale}
                    for n, scale in enumerate(levels, start=1)
                ],
                "rows": [
                    {"id": str(n), "text": draw(words), **({"status": status} if status else {})}
                    for n, status in enumerate(
                        draw(st.lists(st.sampled_from(["", "1", "2", "3"]), max_size=4))
                    )
                ],
            }
        ]
    }
