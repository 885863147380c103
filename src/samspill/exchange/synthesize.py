"""Made-up helsefellesskap in the open format, as large as the whole country or as small as a test.

The municipalities and their numbers are the real ones, as numbers are checked; everything else is
invented and each helsefellesskap says so. The same seed and scale give the same files.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from samspill.documents.markdown_source import slug_of, write_heading
from samspill.exchange import synthetic_plans
from samspill.exchange.export import FolderNotEmpty
from samspill.exchange.synthetic_texts import Text, editions
from samspill.exchange.synthetic_words import Prose, WordSource
from samspill.parties import municipalities

Progress = Callable[[int], None]
Fields = dict[str, Any]

COUNTED_ON = datetime.date(2024, 6, 1)
FIRST_YEAR = 2017
YEARS = 10
TERM_YEARS = 2
TOP_FILES = 8
SIDES = ("kommunene", "helseforetaket")
CLINICS = (
    "medisin",
    "kirurgi",
    "psykisk helse",
    "rus",
    "barn",
    "fødsel",
    "rehabilitering",
    "akutt",
)
NAMES = (
    ("Partnerskapsmøtet", "Strategisk samarbeidsutvalg", "Faglig samarbeidsutvalg for {}"),
    ("Politisk samarbeidsutvalg", "Administrativt samarbeidsutvalg", "Fagråd for {}"),
    ("Dialogmøtet", "Overordnet samarbeidsutvalg", "Lokalt samarbeidsutvalg for {}"),
)
GROUPS = ("Barn og unge", "Skrøpelige eldre", "Alvorlig psykisk lidelse", "Flere sykdommer")


@dataclass(frozen=True)
class Amounts:
    """How much there is of everything, all helsefellesskap together."""

    partnerships: int
    municipalities: int
    trusts: int
    bodies: int
    seats: int
    documents: int
    editions: int
    provisions: int
    measures: int

    def share(self, name: str, index: int) -> int:
        """How many of ``name`` fall to the helsefellesskap with this index; the sum is exact."""
        whole, left = divmod(getattr(self, name), self.partnerships)
        return whole + (index < left)

    def before(self, name: str, index: int) -> int:
        """How many of ``name`` fall to the helsefellesskap before this one."""
        return sum(self.share(name, earlier) for earlier in range(index))


SCALES = {
    "national": Amounts(19, 357, 20, 400, 8_000, 3_000, 4, 60, 20_000),
    "small": Amounts(3, 15, 4, 18, 180, 24, 3, 12, 60),
}


def synthesize(
    path: Path,
    *,
    seed: int = 1,
    scale: Amounts = SCALES["national"],
    partnerships: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Writes one folder for each helsefellesskap under ``path`` and returns them.

    Args:
        path: a new or empty folder.
        seed: another seed gives other files.
        scale: how much there is of everything.
        partnerships: only so many of the scale's; each is as it would be among all.
        progress: is called with the number of files written, document by document.

    Raises:
        FolderNotEmpty: ``path`` holds something already.
    """
    if path.exists() and any(path.iterdir()):
        raise FolderNotEmpty(f"{path} is not empty")
    vocabulary = WordSource(seed)
    count = scale.partnerships if partnerships is None else min(partnerships, scale.partnerships)
    folders = []
    for index in range(count):
        made = _Made(scale, index, Prose(vocabulary, f"{seed}/{index}"))
        folder = path / made.slug
        for files in made.files():
            for name, text in files.items():
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            if progress:
                progress(len(files))
        folders.append(folder)
    return folders


def count_files(scale: Amounts, partnerships: int) -> int:
    """How many files :func:`synthesize` writes, for a progress bar."""
    return sum(
        TOP_FILES
        + scale.share("bodies", index)
        + scale.share("documents", index) * (1 + scale.editions)
        for index in range(partnerships)
    )


class _Made:
    """One made-up helsefellesskap."""

    def __init__(self, scale: Amounts, index: int, prose: Prose) -> None:
        self.scale, self.index, self.prose = scale, index, prose
        self.slug = f"laget-{index + 1:02}"
        self.place = prose.place()
        self.top, self.middle, self.low = prose.random.choice(NAMES)
        first = scale.before("municipalities", index)
        listed = municipalities.in_force(COUNTED_ON)
        self.municipalities = {
            slug_of(f"{found.name} {found.number}"): found
            for found in listed[first : first + scale.share("municipalities", index)]
        }
        self.trusts = [f"sykehuset-{n + 1}" for n in range(scale.share("trusts", index))]
        self.clinics = [f"{t}-{slug_of(clinic)}" for t in self.trusts for clinic in CLINICS]
        self.bodies = [f"organ-{n + 1:02}" for n in range(scale.share("bodies", index))]
        self.documents = [f"avtale-{n + 1:03}" for n in range(scale.share("documents", index))]
        self.guidelines = self.documents[1 : 1 + max(1, len(self.documents) // 12)]
        self.regions = [f"region-{n + 1}" for n in range(max(1, len(self.municipalities) // 5))]

    def files(self) -> Iterator[dict[str, str]]:
        """The files, a few at a time."""
        yield {
            "partnership.yaml": _dump(self._frame()),
            "law.yaml": _dump({"statutes": [self._statute()]}),
            "parties.yaml": _dump({"parties": list(self._parties())}),
            "regions.yaml": _dump({"regions": list(self._regions())}),
            "contacts.yaml": _dump({"contacts": list(self._contacts())}),
            "authority.yaml": _dump({"authority": list(self._authority())}),
        }
        seats_before = self.scale.before("seats", self.index)
        seats = self.scale.share("seats", self.index)
        for number, body in enumerate(self.bodies):
            whole, left = divmod(seats, len(self.bodies))
            mine = whole + (number < left)
            yield {f"bodies/{body}.yaml": _dump(self._body(number, body, mine, seats_before))}
        for number, document in enumerate(self.documents):
            yield dict(self._document(number, document))
        made = synthetic_plans.plan(
            self.prose,
            bodies=self.bodies,
            parties=[*self.municipalities, *self.trusts],
            count=self.scale.share("measures", self.index),
        )
        yield {f"plans/{made['id']}.yaml": _dump(made)}
        yield {"meetings.yaml": _dump({"meetings": list(self._meetings())})}

    def _meetings(self) -> Iterator[Fields]:
        for number, body in enumerate(self.bodies):
            for year in (FIRST_YEAR + YEARS - 1, FIRST_YEAR + YEARS):
                for month in (2, 4, 6, 9, 11):
                    date = datetime.date(year, month, 1 + number % 28)
                    yield {
                        "id": f"{date}-{body}",
                        "bodies": [body],
                        "date": date,
                        "starts": "09:00",
                        "state": "called",
                    }

    def _frame(self) -> Fields:
        kinds = [
            ("samarbeidsavtale", "Samarbeidsavtale", "Samarbeidsavtaler", "agreement"),
            ("retningslinje", "Retningslinje", "Retningslinjer", "guideline"),
            ("rutine", "Rutine", "Rutiner", "routine"),
        ]
        return {
            "slug": self.slug,
            "name": f"Helsefellesskapet {self.place} (oppdiktet)",
            "short_name": self.place,
            "tagline": f"{len(self.municipalities)} kommuner og {len(self.trusts)} helseforetak",
            "about": self.prose.paragraph(),
            "language": self.prose.random.choice(("nb", "nb", "nn")),
            "invented": True,
            "sides": [
                {"id": side, "name": side.capitalize(), "order": order}
                for order, side in enumerate(SIDES, start=1)
            ],
            "tiers": [
                {"id": "politisk", "name": self.top, "order": 1},
                {"id": "strategisk", "name": self.middle, "order": 2},
                {"id": "faglig", "name": "Faglig nivå", "order": 3},
            ],
            "document_kinds": [
                {"id": k, "name": n, "plural": p, "role": r, "precedence": o, "order": o}
                for o, (k, n, p, r) in enumerate(kinds, start=1)
            ],
            "patient_groups": [
                {"id": slug_of(name), "name": name, "order": order}
                for order, name in enumerate(GROUPS, start=1)
            ],
        }

    def _statute(self) -> Fields:
        points = [
            {"number": n, "heading": self.prose.heading(), "text": self.prose.sentence()}
            for n in range(1, 14)
        ]
        for point in points[11:]:
            point["from"] = datetime.date(2022, 8, 1)
        return {
            "id": "hol-6-2",
            "name": "Helse- og omsorgstjenesteloven § 6-2",
            "short_name": "hol. § 6-2",
            "requirements": points,
        }

    def _parties(self) -> Iterator[Fields]:
        for order, (slug, found) in enumerate(self.municipalities.items()):
            yield {
                "id": slug,
                "kind": "municipality",
                "side": SIDES[0],
                "name": found.name,
                "tile": {"row": 1 + order // 6, "column": 1 + order % 6},
                "numbers": [_dated({"number": found.number}, found.valid_from)],
                "participation": [{"capacity": "member"}],
            }
        for trust in self.trusts:
            name = f"Sykehuset {self.prose.place()}"
            kinds = {"kind": "hospital_trust", "side": SIDES[1]}
            yield {"id": trust, **kinds, "name": f"{name} HF", "participation": [{}]}
            for clinic in CLINICS:
                yield {
                    "id": f"{trust}-{slug_of(clinic)}",
                    "kind": "clinic",
                    "side": SIDES[1],
                    "part_of": trust,
                    "name": f"Klinikk for {clinic}, {name}",
                }
        yield {"id": "brukerne", "kind": "user_organisation", "name": "Brukerutvalget"}

    def _regions(self) -> Iterator[Fields]:
        members = list(self.municipalities)
        for number, region in enumerate(self.regions):
            mine = members[number :: len(self.regions)]
            yield {
                "id": region,
                "name": f"{self.prose.place()}regionen",
                "side": SIDES[0],
                "host": mine[0],
                "members": [{"party": party} for party in mine],
            }

    def _contacts(self) -> Iterator[Fields]:
        yield {"id": "sekretariatet", "title": "Sekretariatet", "kind": "secretariat"}
        for slug, found in self.municipalities.items():
            yield {
                "id": f"kontakt-{slug}",
                "title": f"Samhandlingskontakt i {found.name}",
                "party": slug,
                "description": self.prose.sentence(),
            }

    def _authority(self) -> Iterator[Fields]:
        for order, letter in enumerate("abcdef"):
            yield {
                "id": f"punkt-{letter}",
                "letter": letter,
                "subject": self.prose.heading(),
                "decider": "body",
                "bodies": [self.bodies[order % min(2, len(self.bodies))]],
                "document_kinds": ["retningslinje" if order % 2 else "rutine"],
                "document": self.documents[0],
            }

    def _body(self, number: int, body: str, seats: int, salt: int) -> Fields:
        tier = ("politisk", "strategisk")[number] if number < 2 else "faglig"
        topic = self.prose.topic()
        observers = min(2, max(0, seats - 2))
        substitutes = min(2, max(0, seats - 2 - observers))
        members = seats - observers - substitutes
        made = [
            self._seat(place, members, observers, salt + number * seats) for place in range(seats)
        ]
        first = datetime.date(FIRST_YEAR, 1, 1)
        return {
            "id": body,
            "name": (self.top, self.middle)[number] if number < 2 else self.low.format(topic),
            "short_name": f"ORG{number + 1}",
            "tier": tier,
            **({"parent": self.bodies[min(number, 2) - 1]} if number else {}),
            "order": number,
            "from": first,
            "summary": self.prose.paragraph(most=3),
            "decision_mode": ("advisory", "delegated", "recommends")[number % 3],
            "decision_rule": ("consensus", "unanimity", "majority", "majority_per_side")[
                number % 4
            ],
            "term_months": 12 * TERM_YEARS,
            "mandates": [
                {
                    "text": self.prose.paragraph(),
                    "tasks": [self.prose.sentence() for _ in range(5)],
                }
            ],
            "composition": [{"lines": _lines(members, observers)}],
            "seats": made,
            "offices": list(self._offices()),
            "rotations": [
                {
                    "office": "chair",
                    "months": 12 * TERM_YEARS,
                    "order": [*SIDES],
                    "starts_on": first,
                }
            ],
        }

    def _seat(self, place: int, members: int, observers: int, salt: int) -> Fields:
        """One seat: the sides in turn, then observers, then a personal and a ranked substitute."""
        side = place % 2
        parties = self.clinics if side else list(self.municipalities)
        party = parties[(salt + place // 2) % len(parties)]
        seat: Fields = {"id": f"plass-{place + 1:02}", "label": f"Plass {place + 1}"}
        if place < members:
            seat |= {"group": SIDES[side], "side": SIDES[side], "represents": {"party": party}}
        elif place < members + observers:
            seat |= {
                "group": "observatorer",
                "role": "observer",
                "represents": {"role": "Brukerne"},
            }
        elif place == members + observers:
            seat |= {"role": "substitute", "side": SIDES[0], "substitute_for": "plass-01"}
        else:
            seat |= {"role": "substitute", "side": SIDES[0], "rank": 1}
        return {**seat, "terms": list(self._terms())}

    def _terms(self) -> Iterator[Fields]:
        """Ten years of terms; now and then a seat stands empty for one of them."""
        last = FIRST_YEAR + YEARS - TERM_YEARS
        for year in range(FIRST_YEAR, last + 1, TERM_YEARS):
            if self.prose.random.random() < 0.06:
                continue
            term = {"holder": self.prose.heading(), "from": datetime.date(year, 1, 1)}
            ends = datetime.date(year + TERM_YEARS - 1, 12, 31)
            yield {**term, "to": ends} if year < last else term

    def _offices(self) -> Iterator[Fields]:
        for turn, year in enumerate(range(FIRST_YEAR, FIRST_YEAR + YEARS, TERM_YEARS)):
            first = datetime.date(year, 1, 1)
            last = datetime.date(year + TERM_YEARS - 1, 12, 31)
            for office, seat in (("chair", turn % 2), ("deputy_chair", 1 - turn % 2)):
                period = {"from": first, "to": last}
                yield {"office": office, "seat": f"plass-{seat + 1:02}", **period}

    def _document(self, number: int, document: str) -> Iterator[tuple[str, str]]:
        chance = self.prose.random
        kind = "rutine"
        if document in self.guidelines:
            kind = "retningslinje"
        elif number == 0:
            kind = "samarbeidsavtale"
        texts = list(editions(self.prose, self.scale.editions, self.scale.provisions, number))
        newest = texts[-1][1]
        facts: Fields = {
            "id": document,
            "kind": kind,
            "number": str(number),
            "title": self.prose.topic().capitalize(),
            "order": number,
            "summary": self.prose.paragraph(most=3),
            "patient_groups": [slug_of(GROUPS[number % len(GROUPS)])],
            "responsible": [{"body": self.bodies[number % len(self.bodies)]}],
        }
        if kind != "rutine":
            signed = datetime.date(FIRST_YEAR - 2, 12, 1)
            bound = [*self.municipalities, *self.trusts]
            facts["parties"] = [{"party": party, "signed_on": signed} for party in bound]
            facts["covers"] = [
                {"statute": "hol-6-2", "number": point, "provision": newest[point % len(newest)].id}
                for point in range(1 + number % 3, 14, 3)
            ]
        if kind == "rutine":
            above = chance.choice(self.guidelines)
            facts["references"] = [{"document": above, "kind": "implements"}]
        yield f"documents/{document}/document.yaml", _dump(facts)
        for front, provisions in texts:
            name = f"documents/{document}/{front['from'].year if 'from' in front else 'neste'}.md"
            yield name, _edition(front, provisions, self.prose.paragraph(most=3))


def _lines(members: int, observers: int) -> list[Fields]:
    second = members // 2
    counts = zip(SIDES, (members - second, second), strict=True)
    lines: list[Fields] = [
        {"id": side, "label": side.capitalize(), "side": side, "count": count}
        for side, count in counts
    ]
    return [
        *lines,
        {"id": "observatorer", "label": "Observatører", "role": "observer", "count": observers},
    ]


def _dated(record: Fields, first: datetime.date | None) -> Fields:
    return {**record, "from": first} if first else record


def _edition(front: Fields, provisions: list[Text], preamble: str) -> str:
    parts = [f"---\n{_dump(front)}---", preamble]
    for text in provisions:
        parts.append(
            write_heading(
                depth=text.depth, number=text.number, heading=text.heading, identity=text.id
            )
        )
        parts.append(text.body)
    return "\n\n".join(parts) + "\n"


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """YAML without aliases, which the open format refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
