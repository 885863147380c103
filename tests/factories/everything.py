"""A helsefellesskap that uses what those of ``data/`` and ``tests/unseen/`` do not use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from samspill.common.open_format.base import Strict
from samspill.exchange.files import list_type, partnership_type
from samspill.exchange.kinds import at_the_top
from tests.factories.folders import dump

NEEDED = {"id", "at_once", "body", "who", "party", "role", "rule", "text", "to", "from", "one_per"}
"""What stands in place of something else, or bounds what stands below it."""
FILES = {
    "partnership.yaml": """
slug: alt
name: Helsefellesskapet Alt (oppdiktet)
short_name: Alt
invented: true
health_region: helse-alt
left_out_of_region: true
hosts: [alt.example]
search_words: [rullestol > hjelpemidler]
languages: [{language: sma, name: Gaajhke}]
retention: [{kind: contact, days: 30, reason: Slik er det vedtatt.}]
sides: [{id: kommunene, name: Kommunene}, {id: foretaket, name: Foretaket, order: 1}]
tiers: [{id: ett, name: Ett, from: 2019-01-01, to: 2029-12-31}]
document_kinds: [{id: rutine, name: Rutine, plural: Rutiner, role: routine}]
patient_groups: [{id: barn, name: Barn, from: 2020-01-01, to: 2029-12-31}]
""",
    "sources.yaml": "sources: [{id: kilde, title: Kilden}]",
    "law.yaml": """
statutes:
  - id: egen-lov
    name: En egen lov § 1
    short_name: § 1
    url: https://lov.example/
    requirements:
      - number: 1
        heading: Samarbeid
        text: Partene samarbeider.
        from: 2020-01-01
        to: 2029-12-31
    assessments:
      - {number: 1, verdict: partial, by: Utvalget, on: 2024-02-01, grounds: Delene mangler.}
""",
    "parties.yaml": """
parties:
  - id: vika
    formerly: [gamlevika]
    kind: municipality
    side: kommunene
    name: Vika
    organisation_number: "974754118"
    names: [{name: Gamlevika, from: 2000-01-01, to: 2009-12-31}]
    numbers: [{number: "1101", from: 2000-01-01, to: 2019-12-31}]
    participation: [{capacity: member, from: 2018-01-01, to: 2029-12-31, note: Fra starten}]
  - id: hf
    kind: hospital_trust
    side: foretaket
    name: Sykehuset
    participation: [{capacity: member}]
""",
    "regions.yaml": """
regions:
  - id: indre
    name: Indre
    kind: område
    from: 2019-01-01
    to: 2029-12-31
    members: [{party: vika, from: 2019-01-01, to: 2028-12-31}]
""",
    "persons.yaml": "persons: [{id: siri, name: Siri, gender: woman, invented: true}]",
    "contacts.yaml": """
contacts: [{id: post, title: Postmottaket, party: vika, from: 2020-01-01, to: 2029-12-31}]
""",
    "facilities.yaml": """
facilities:
  - id: senger
    kind: emergency_beds
    name: Senger
    from: 2020-01-01
    to: 2029-12-31
    parties: [vika]
""",
    "bodies/raad.yaml": """
source_of_file: kilde
id: raad
formerly: [radet]
name: Rådet
tier: ett
from: 2020-01-01
to: 2029-12-31
decided_by: raad
decided_on: 2019-12-01
decision_reference: sak 1/19
decided_otherwise: Etter fullmakt
end_decided_by: raad
end_decided_on: 2029-06-01
end_reference: sak 9/29
end_otherwise: Etter fullmakt
end_told_on: 2029-11-01
mandates:
  - text: Gi råd
    from: 2020-01-01
    to: 2029-12-31
    decided_by: raad
    decided_on: 2019-12-01
    decision_reference: sak 2/19
    decided_otherwise: Etter fullmakt
decision_steps: 2
decision_path: [{rule: majority, text: Flertallet}]
composition:
  - {both_genders: true, every_region: true, lines: [{id: alle, label: Alle, minimum: 0}]}
seats:
  - id: vika
    label: Vika
    group: alle
    side: kommunene
    represents: {party: vika}
    terms: [{holder: Lege, person: siri, from: 2020-01-01, to: 2020-12-31, acting: true}]
    substitutes:
      - id: reserve
        label: Reserven
        represents: {region: indre}
        from: 2021-01-01
        to: 2022-12-31
        holders_recorded: false
offices: [{office: chair, seat: vika, from: 2020-01-01, to: 2020-12-31}]
office_rules: [{office: chair, regions: [indre], from: 2020-01-01, to: 2028-12-31}]
rotations: [{office: chair, months: 24, order: [kommunene, foretaket], starts_on: 2020-01-01}]
""",
    "documents/rutine/document.yaml": """
source_of_file: kilde
id: rutine
formerly: [gammel-rutine]
kind: rutine
responsible: [{body: raad, from: 2021-01-01, to: 2023-12-31}]
parties:
  - {party: vika, signed_on: 2020-12-01, signed_by: [hf], signatory: Direktøren}
  - {party: hf, signed_in: 2020}
covers: [{statute: egen-lov, number: 1, from: 2021-01-01, to: 2024-12-31}]
disputes: [{who: Nemnda, outside: true, text: Gir råd., days: 30}]
""",
    "authority.yaml": """
authority:
  - id: nemnda
    letter: a
    subject: Det som er tvist om
    matter: mandate
    decider: outside
    decider_outside: Nemnda
    adviser_outside: Direktoratet
    preparing_bodies: [raad]
    recommending_bodies: [raad]
    recommendation_optional: true
    document_kinds: [rutine]
    decision_rule: majority
    decision_steps: 2
    each_party_ratifies: true
    document: rutine
    edition: "2021"
    clause: "9"
    note: Sjelden
    from: 2021-01-01
    to: 2029-12-31
""",
    "documents/rutine/2021.md": """---
label: Utgaven fra våren
matter: small_changes
adopted_otherwise: Det hastet
status: in_force
adopted_on: 2021-02-01
adopted_by: raad
recommended_by: raad
from: {text: våren 2021, earliest: 2021-03-01, latest: 2021-06-20}
to: {text: høsten 2024, earliest: 2024-09-01}
public: false
---
# 1 Først {#forst}

Noe.
""",
    "documents/rutine/2019.md": """---
status: superseded
from: 2019-01-01
to: 2020-12-31
adopted_on: 2018-12-01
adopted_by_each_party: true
---
# 1 Først {#forst}

Noe annet.
""",
    "plans/forste.yaml": """
source_of_file: kilde
id: forste
title: Den første
kind: strategy
first_year: 2019
last_year: 2020
editions: [{id: "1", state: closed, from: 2019-01-01, to: 2020,
            adopted_on: 2018-12-01, adopted_by_each_party: true,
            adopted_otherwise: Det hastet, goals: [{id: "1", title: Ett}],
            areas: [{id: "1.1", goal: "1", title: Ett}],
            measures: [{id: "1.1.1", area: "1.1", text: Noe.}]}]
""",
    "plans/neste.yaml": """
id: neste
title: Den neste
source: kilde
source_note: s. 1
first_year: 2021
predecessor: forste
editions:
  - id: "1"
    state: running
    from: 2021
    goals: [{id: "1", title: Ett}]
    areas: [{id: "1.1", goal: "1", title: Ett, summary: Om utskriving.}]
    measures:
      - id: "1.1.1"
        area: "1.1"
        text: Noe.
        links: [{document: rutine, provision: forst, note: Se}]
    dropped: [{measure: forste/1/1.1.1, reason: Ferdig}]
    inputs: [{id: innspill, sender: Klinikken, text: Se saken}]
""",
    "cases.yaml": """
cases:
  - id: sak
    formerly: [gammel-sak]
    title: Saken
    state_reason: Avklart i telefon
    year: 2021
    body: raad
    numbers: [{body: raad, year: 2021, number: 1, written: 1/21}]
    links: [{document: rutine, provision: forst, note: Se}]
    measures: [neste/1/1.1.1]
    inputs: [neste/1/innspill]
    exempt: offentleglova § 13
    told_on: 2021-04-02
    input_requests:
      - id: innspill
        body: raad
        question: Hva mener dere?
        asked_on: 2021-01-10
        due_on: 2021-01-20
        bodies: [raad]
        parties: [vika]
        bodies: [raad]
        exempt: offentleglova § 14
    disagreements:
      - id: uenighet
        title: Hvem som betaler
        document: rutine
        raised_on: 2021-02-01
        settled_on: 2021-03-01
        outcome: De deler.
        views: [{side: kommunene, text: Sykehuset betaler.}, {side: foretaket, text: Dere betaler.}]
        steps:
          - {body: raad, sent_on: 2021-02-02, due_on: 2021-02-20, answer: Ikke enige.}
          - {who: Nemnda, outside: true, sent_on: 2021-02-21, answer: De deler.}
  - {id: lik-sak, title: Den samme, state: merged, merged_into: sak}
""",
    "case_templates.yaml": """
case_templates:
  - id: raad
    title: Be om råd
    body: raad
    type: discussion
    help: Når ingen skal vedta noe
    question: Hva spør dere om?
    background: Hva skjer i dag?
    proposal: Hva foreslår dere?
""",
    "arenas.yaml": """
arenas:
  - {body: raad, kind: dialogue, from: 2021-01-01, to: 2021-12-31, called: false, minutes: false,
     approved: false, quorum: 2, source: kilde, source_note: s. 3}
  - {kind: conference, called: false}
""",
    "practices.yaml": """
practices:
  - body: raad
    objection_days: 14
    told_measures: [neste/1/1.1.1]
    standing_items:
      - id: fast
        title: Innkalling
        purpose: call
        type: approval
        minutes: 5
        text: Se
        last: true
""",
    "meetings.yaml": """
meetings:
  - {id: forrige, bodies: [raad], date: 2021-02-01, state: held, minutes: approved}
  - id: mote
    formerly: [gammelt-mote]
    bodies: [raad]
    regions: [indre]
    date: 2021-03-01
    link: https://mote.example/1
    host: Vika
    led_by: Kommunene
    not_applicable: [place]
    state: held
    minutes: approved
    approved_on: 2021-03-20
    approved_how: no_objection
    objections_by: 2021-03-15
    others: En gjest fra fylkeskommunen
    items:
      - id: sak
        case: sak
        body: raad
        late: true
        outcome: decided
        decision: Slik blir det.
        mode: votes
        votes_for: 1
        votes_against: 0
        side_votes: [{side: kommunene, votes_for: 1, votes_against: 0}]
        exception: Det hastet.
        exempt: offentleglova § 13
        taken_out_on: 2021-05-01
        proposals: [{id: forslag, text: At det venter, body: raad, seat: vika}]
        recusals: [{body: raad, seat: vika, substitute: reserve, reason: Slekt}]
        follow_ups:
          - {id: brev, text: Skrive brev, party: vika, due_on: 2021-04-01}
          - {id: mote, text: Kalle inn, body: raad, role: chair}
      - {id: referat, title: Referat, body: raad, approves: forrige}
    corrections: [{id: retting, "on": 2021-04-02, text: Vika var til stede.}]
    attendance: [{body: raad, seat: vika, came: "yes", note: Til kl. 10}]
""",
    "legends.yaml": """
legends:
  - id: egen
    name: Egen
    about: work
    statuses:
      - {id: "1", label: I gang, scale: partly, needs_reason: true, on_time: true}
      - {id: "2", label: Ferdig, scale: full, closes: true}
""",
    "escalations.yaml": """
escalations: [{process: measure, days_late: 14, to: seat, body: raad}]
""",
}


def everything() -> dict[str, str]:
    """The files, with a source and a place in it at everything that may have them."""
    return {name: _sourced(name, text) for name, text in FILES.items()}


def _sourced(name: str, text: str) -> str:
    kind = _types().get(name.split("/")[0])
    if kind is None or not name.endswith(".yaml") or name == "sources.yaml":
        return text
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    _give_source(data, kind, at_the_top_of_file=True)
    return dump(data)


def _types() -> dict[str, type[Strict]]:
    """The type of each file, by its name or its folder's."""
    found: dict[str, type[Strict]] = {"partnership.yaml": partnership_type()}
    for kind in at_the_top():
        place: Any = kind.place
        if hasattr(place, "folder"):
            found[place.folder] = kind.type
        elif hasattr(place, "file"):
            found[place.file] = list_type(kind, place)
    return found


def _give_source(data: Any, kind: type[Strict], *, at_the_top_of_file: bool = False) -> None:
    if isinstance(data, list):
        for one in data:
            _give_source(one, kind)
    if not isinstance(data, dict):
        return
    for name, info in kind.model_fields.items():
        if below := record_type(info.annotation):
            _give_source(data.get(info.alias or name), below)
    if "source" in kind.model_fields and not at_the_top_of_file:
        data |= {"source": "kilde", "source_note": "s. 3"}


@st.composite
def in_part(draw: Any) -> dict[str, str]:
    """The same without some of what may be left out, as nobody but chance leaves it out."""
    files = everything()
    left_out = draw(st.lists(st.sampled_from(_may_be_left_out()), max_size=12, unique=True))
    for name, path in left_out:
        data = yaml.load(files[name], yaml.BaseLoader)  # noqa: S506
        inside: Any = data
        for part in path[:-1]:
            inside = inside[part]
        del inside[path[-1]]
        files[name] = dump(data)
    return files


def _may_be_left_out() -> list[tuple[str, tuple[Any, ...]]]:
    """Plain values that are neither needed nor referred to, each by its file and the way there."""
    return [
        (name, path)
        for name, text in everything().items()
        if (kind := _types().get(name.split("/")[0])) and name.endswith(".yaml")
        for path in _optional(yaml.load(text, yaml.BaseLoader), kind)  # noqa: S506
    ]


def _optional(data: Any, kind: type[Strict]) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, list):
        for place, one in enumerate(data):
            yield from ((place, *path) for path in _optional(one, kind))
    if not isinstance(data, dict):
        return
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if key not in data:
            continue
        if below := record_type(info.annotation):
            yield from ((key, *path) for path in _optional(data[key], below))
        elif not info.is_required() and key not in NEEDED:
            yield (key,)


def record_type(annotation: Any) -> type[Strict] | None:
    """The type of record that a field holds, alone or in a list; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    found = (record_type(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in found if one), None)
