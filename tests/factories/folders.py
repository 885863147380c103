"""Folders of the open format for tests: written by hand, or generated."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from samspill.common.models import Partnership
from samspill.exchange.loading import load
from tests.factories.ledger import ESCALATIONS, legends
from tests.factories.plans import plans, status_tables

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = re.compile(r"^`([\w./-]+)`\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)
LAW = """
statutes:
  - id: hol-6-2
    name: Helse- og omsorgstjenesteloven § 6-2
    short_name: § 6-2
    requirements:
      - {number: 5, heading: Utskrivningsklare pasienter, from: 2012-01-01}
      - {number: 13, heading: Barn og unge, from: 2022-08-01}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Writes texts by name under ``folder`` and returns it."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def example() -> dict[str, str]:
    """The complete small example of docs/format.md, with the statute that it refers to."""
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    return {**dict(EXAMPLE.findall(text)), "law.yaml": LAW}


def loaded(folder: Path, files: dict[str, str]) -> Partnership:
    """Writes and loads a folder; returns the helsefellesskap."""
    outcome, _ = load(write(folder, files), by="test")
    return Partnership.objects.get(slug=outcome.partnership)


def dump(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


# What follows generates whole helsefellesskap for property tests.

WORDS = st.text(
    alphabet=st.sampled_from("abcdefghijklmnopqrstuvwxyzæøåÆØÅ ,.:;-–»«%'\"#&*_!?0123456789ïšđ"),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()) or "x")
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))


@st.composite
def dated_periods(draw: Any, *, count: int) -> list[dict[str, str]]:
    """``count`` periods that follow each other without a shared day; the last may be open."""
    ends = sorted(draw(st.sets(DATES, min_size=2 * count, max_size=2 * count)))
    periods = [
        {"from": ends[2 * n].isoformat(), "to": ends[2 * n + 1].isoformat()} for n in range(count)
    ]
    if periods and draw(st.booleans()):
        del periods[-1]["to"]
    return periods


@st.composite
def partnerships(draw: Any) -> dict[str, str]:
    """The files of a generated helsefellesskap: small, but with every kind of relation."""
    files: dict[str, str] = {}
    parties = [f"kommune-{n}" for n in range(draw(st.integers(1, 4)))]
    files["partnership.yaml"] = dump(
        {
            "slug": "laget",
            "name": draw(WORDS),
            "short_name": draw(WORDS),
            "about": draw(TEXTS),
            "language": draw(st.sampled_from(["nb", "nn"])),
            "invented": draw(st.booleans()),
            "sides": [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "order": 1}],
            "tiers": [{"id": "ett", "name": draw(WORDS), "order": 1}],
            "document_kinds": [
                {"id": "rutine", "name": "Rutine", "plural": "Rutiner", "role": "routine"}
            ],
        }
    )
    files["parties.yaml"] = dump(
        {
            "parties": [
                {
                    "id": party,
                    "kind": draw(st.sampled_from(["municipality", "clinic", "other"])),
                    "name": draw(WORDS),
                    "side": draw(st.sampled_from(["a", "b"])),
                    "names": [
                        {"name": draw(WORDS), "language": "nb", **period}
                        for period in draw(dated_periods(count=draw(st.integers(0, 2))))
                    ],
                    "participation": [{"capacity": "member"}],
                    **({"tile": {"row": 1, "column": 2}} if draw(st.booleans()) else {}),
                }
                for party in parties
            ]
        }
    )
    files["regions.yaml"] = dump(
        {
            "regions": [
                {"id": "region", "name": draw(WORDS), "members": [{"party": p} for p in parties]}
            ]
        }
    )
    for number in range(draw(st.integers(0, 2))):
        files[f"bodies/organ-{number}.yaml"] = dump(draw(bodies(f"organ-{number}", parties)))
    for number in range(draw(st.integers(0, 3))):
        files |= draw(documents(f"rutine-{number}", number))
    if draw(st.booleans()):
        files["plans/plan.yaml"] = dump(draw(plans(WORDS, parties)))
        files["status_tables.yaml"] = dump(draw(status_tables(WORDS)))
    if draw(st.booleans()):
        files["legends.yaml"] = dump({"legends": draw(legends(WORDS))})
        files["escalations.yaml"] = dump({"escalations": ESCALATIONS[: draw(st.integers(1, 3))]})
    return files


@st.composite
def bodies(draw: Any, identity: str, parties: list[str]) -> dict[str, Any]:
    """A body with a mandate, a rule, and seats with terms that follow each other."""
    seats = []
    for number in range(draw(st.integers(0, 3))):
        represents = draw(
            st.sampled_from([{"party": parties[0]}, {"region": "region"}, {"role": "Noen"}])
        )
        seats.append(
            {
                "id": f"plass-{number}",
                "label": draw(WORDS),
                "group": "gruppe",
                "role": draw(st.sampled_from(["member", "observer", "substitute"])),
                "may_vote": draw(st.booleans()),
                "represents": represents,
                "holders_recorded": draw(st.booleans()),
                "terms": [
                    {"holder": draw(WORDS), **period}
                    for period in draw(dated_periods(count=draw(st.integers(0, 3))))
                ],
            }
        )
    return {
        "id": identity,
        "name": draw(WORDS),
        "tier": "ett",
        "also_known_as": draw(st.lists(WORDS, max_size=2)),
        "mandates": [{"text": draw(TEXTS), "tasks": draw(st.lists(WORDS, max_size=3))}],
        "composition": [
            {"balanced": True, "lines": [{"id": "gruppe", "label": draw(WORDS), "minimum": 0}]}
        ],
        "seats": seats,
    }


@st.composite
def documents(draw: Any, identity: str, number: int) -> dict[str, str]:
    """A document with editions that follow each other and provisions that live through them."""
    folder = f"documents/{identity}"
    files = {
        f"{folder}/document.yaml": dump(
            {
                "id": identity,
                "kind": "rutine",
                "title": draw(WORDS),
                "summary": draw(TEXTS),
                "responsible": [],
                "parties": [{"party": "kommune-0", "note": draw(WORDS)}],
                **(
                    {"predecessors": [{"document": "rutine-0", "part": draw(WORDS)}]}
                    if number
                    else {}
                ),
            }
        )
    }
    periods = draw(dated_periods(count=draw(st.integers(1, 3))))
    for index, period in enumerate(periods):
        front = {"status": "superseded" if index < len(periods) - 1 else "in_force", **period}
        kept = draw(st.sets(st.sampled_from("abcde"), min_size=1))
        sections = [
            f"{'#' * draw(st.integers(1, 3))} {n} Overskrift {key} {{#punkt-{key}}}\n\n"
            f"{draw(WORDS).lstrip('#`~ ') or 'Tekst'}\n"
            for n, key in enumerate(sorted(kept), start=1)
        ]
        text = "---\n" + dump(front) + "---\n\n" + "\n".join(sections)
        files[f"{folder}/utgave-{index}.md"] = text
    return files
