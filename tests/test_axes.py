"""What varies from one helsefellesskap to the next is data: one small example for each axis."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django_scopes import scope

from samspill.bodies.models import Body, Occupancy, Office, Rotation, Seat, Tier
from samspill.common.models import Partnership
from samspill.documents.models import (
    Document,
    DocumentKind,
    DocumentParty,
    Edition,
    PatientGroup,
    Requirement,
)
from samspill.parties.elsewhere import same_municipality_elsewhere
from samspill.parties.models import Party, PartyName
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
FRAME = """
slug: {slug}
name: Helsefellesskapet {slug}
short_name: {slug}
language: nn
sides:
  - {{id: kommunane, name: Kommunane, order: 1}}
  - {{id: foretak-a, name: Føretak A, order: 2}}
  - {{id: foretak-b, name: Føretak B, order: 3}}
tiers:
  - {{id: partnarskap, name: Partnarskapsmøte, order: 1}}
  - {{id: ssu, name: Strategisk samarbeidsutval, order: 2}}
  - {{id: fsu, name: Fagleg samarbeidsutval, order: 3}}
  - {{id: lsu, name: Lokalt samarbeidsutval, order: 4}}
document_kinds:
  - {{id: avtale, name: Avtale, plural: Avtalar, role: agreement, precedence: 1}}
  - {{id: delavtale, name: Delavtale, plural: Delavtalar, role: service_agreement, precedence: 2}}
patient_groups: [{{id: eldre, name: Eldre, from: 2020-01-01, to: 2023-12-31}}]
"""
PARTIES = """
parties:
  - id: snasa
    kind: municipality
    side: kommunane
    name: Snåsa
    names:
      - {name: Snåase, language: sma, kind: parallel}
      - {name: Snoasa, language: se, kind: parallel}
    numbers: [{number: "5041", from: 2018-01-01}]
    participation: [{capacity: member}]
  - {id: a-hf, kind: hospital_trust, side: foretak-a, name: A HF, participation: [{}]}
  - {id: b-hf, kind: hospital_trust, side: foretak-b, name: B HF, participation: [{}]}
"""
LAW = """
statutes:
  - id: lov
    name: Lov
    short_name: Lov
    requirements:
      - {number: 1, heading: Gammalt, to: 2021-12-31}
      - {number: 1, heading: Nytt, from: 2022-01-01}
"""
STRATEGIC = """
id: ssu
name: Strategisk samarbeidsutval
short_name: SSU
tier: ssu
decision_mode: recommends
decision_rule: majority_per_side
decision_steps: 2
quorum: Halvparten frå kvar side
term_months: 48
seats:
  - {id: leiar, label: Leiar, side: kommunane, represents: {party: snasa}, terms: []}
  - {id: a, label: A, side: foretak-a, represents: {party: a-hf}, may_vote: false}
  - {id: lsu, label: Leiaren av LSU, role: observer, represents: {body: lsu, office: chair}}
  - {id: vara, label: Vara, role: substitute, substitute_for: leiar}
  - {id: vara-1, label: Vara, role: substitute, side: foretak-a, rank: 1}
  - {id: vara-2, label: Vara, role: substitute, side: foretak-a, rank: 2}
offices:
  - {office: chair, seat: leiar, from: 2020-01-01, to: 2021-12-31}
  - {office: chair, seat: a, from: 2022-01-01}
  - {office: host, seat: a, from: 2020-01-01}
rotations:
  - {office: chair, months: 24, order: [kommunane, foretak-a, foretak-b]}
  - {office: host, months: 12, order: [snasa, a-hf]}
"""
LOCAL = """
id: lsu
name: Lokalt samarbeidsutval
tier: ssu
decision_mode: delegated
decision_rule: unanimity
decision_steps: 1
"""
AGREEMENT = """
id: avtala
kind: avtale
title: Avtala
patient_groups: [eldre]
parties: [{party: snasa, signed_on: 2021-02-01}, {party: a-hf}, {party: b-hf}]
"""


def files(slug: str) -> dict[str, str]:
    return {
        "partnership.yaml": FRAME.format(slug=slug),
        "parties.yaml": PARTIES,
        "law.yaml": LAW,
        "bodies/ssu.yaml": STRATEGIC,
        "bodies/lsu.yaml": LOCAL,
        "documents/avtala/document.yaml": AGREEMENT,
        "documents/avtala/ei.md": "---\n{status: in_force, language: nn}\n---\nTekst.",
    }


@pytest.fixture
def partnership(tmp_path: Path) -> Partnership:
    return loaded(tmp_path, files("ein"))


DAY = datetime.date(2022, 6, 1)


def test_levels_names_and_several_bodies_on_one_level(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        assert [tier.name for tier in Tier.objects.all()] == [
            "Partnarskapsmøte",
            "Strategisk samarbeidsutval",
            "Fagleg samarbeidsutval",
            "Lokalt samarbeidsutval",
        ]
        assert Body.objects.filter(tier__slug="ssu").count() == 2


def test_how_a_body_decides(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        told = ("slug", "decision_mode", "decision_rule", "decision_steps", "quorum", "term_months")
        assert sorted(Body.objects.values_list(*told)) == [
            ("lsu", "delegated", "unanimity", 1, "", None),
            ("ssu", "recommends", "majority_per_side", 2, "Halvparten frå kvar side", 48),
        ]


def test_rights_of_a_seat_and_both_kinds_of_substitutes(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        told = ("slug", "may_vote", "may_propose", "may_speak", "substitute_for__slug", "rank")
        assert sorted(Seat.objects.values_list(*told)) == [
            ("a", False, True, True, None, None),
            ("leiar", True, True, True, None, None),
            ("lsu", False, False, True, None, None),
            ("vara", True, True, True, "leiar", None),
            ("vara-1", True, True, True, None, 1),
            ("vara-2", True, True, True, None, 2),
        ]


def test_a_derived_seat_and_a_vacant_one(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        derived = Seat.objects.get(slug="lsu")
        assert derived.represents_body == Body.objects.get(slug="lsu")
        assert derived.represents_office == "chair"
        assert "leiar" in Seat.objects.vacant_on(DAY).values_list("slug", flat=True)
        standing = Seat.objects.on(DAY).with_holder_on(DAY)
        assert not standing.filter(occupancy=Occupancy.FILLED).exists()


def test_chair_and_host_rotate_each_in_their_own_cycle(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        assert list(Office.objects.on(DAY).values_list("kind", "seat__slug")) == [
            ("chair", "a"),
            ("host", "a"),
        ]
        assert list(Rotation.objects.values_list("office", "months")) == [
            ("chair", 24),
            ("host", 12),
        ]


def test_several_trusts_and_joint_signatories(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        trusts = Party.objects.members_on(DAY).filter(kind=Party.Kind.HOSPITAL_TRUST)
        assert [party.slug for party in trusts] == ["a-hf", "b-hf"]
        signed = DocumentParty.objects.values_list("party__slug", "signed_on")
        assert dict(signed) == {"snasa": datetime.date(2021, 2, 1), "a-hf": None, "b-hf": None}


def test_a_municipality_in_two_helsefellesskap(partnership: Partnership, tmp_path: Path) -> None:
    loaded(tmp_path / "to", files("to"))
    with scope(partnership=partnership):
        found = same_municipality_elsewhere(Party.objects.get(slug="snasa"))
    assert [party.partnership.slug for party in found] == ["to"]


def test_names_in_several_languages(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        assert dict(PartyName.objects.values_list("language", "name")) == {
            "sma": "Snåase",
            "se": "Snoasa",
        }
        assert Edition.objects.get().language == "nn"
    assert partnership.language == "nn"


def test_precedence_patient_groups_and_dated_requirements(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        assert dict(DocumentKind.objects.values_list("slug", "precedence")) == {
            "avtale": 1,
            "delavtale": 2,
        }
        assert [group.slug for group in Document.objects.get().patient_groups.all()] == ["eldre"]
        assert PatientGroup.objects.on(datetime.date(2024, 1, 1)).count() == 0
        assert Requirement.objects.on(DAY).get(number=1).heading == "Nytt"
