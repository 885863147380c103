"""Generated legends and rules of escalation, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SCALES = ["none", "partly", "full", "dropped"]
ESCALATIONS: list[dict[str, Any]] = [
    {"process": "measure", "days_late": 21, "to": "contact"},
    {"days_late": 21, "to": "contact"},
    {"days_late": 60, "to": "chair"},
]


@st.composite
def legends(draw: Any, words: Any) -> list[dict[str, Any]]:
    """One that takes a standard legend's place, and perhaps one of its own kind."""
    names = ["maloppnaelse", "trafikklys"][: draw(st.integers(1, 2))]
    return [
        {
            "id": name,
            "name": draw(words),
            "about": draw(st.sampled_from(["result", "work"])),
            "statuses": [
                {
                    "id": f"{number}",
                    "label": draw(words),
                    "scale": draw(st.sampled_from(SCALES)),
                    **{
                        flag: True
                        for flag in ("needs_reason", "closes", "on_time")
                        if draw(st.booleans())
                    },
                }
                for number in range(draw(st.integers(1, 4)))
            ],
        }
        for name in names
    ]
