"""What a person may write in short stands for the same as what it is written out to."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from samspill.bodies.open_format.types import Body
from samspill.documents.open_format.types import Document, Statute
from samspill.exchange.loading import check
from samspill.parties.open_format.types import Party
from tests.exchange.test_faults import BODY, DOCUMENT, found
from tests.exchange.test_round_trip import assert_round_trip
from tests.factories.folders import dump, example, write

FRAME = {"partnership.yaml": "slug: indre\nname: Indre\nshort_name: Indre\nlanguage: nn\n"}
PARTIES = """parties:
  - {id: namsos, kind: municipality, name: Namsos, from: 2020-01-01, participation: [{}]}
  - {id: kafjord, kind: municipality, name: Kåfjord, participation: [{to: 2021-12-31}]}
  - {id: osen, kind: municipality, name: Osen, participation: [{capacity: observer}]}
  - {id: hf, kind: hospital_trust, name: Sykehuset HF, participation: [{from: 2019-01-01}]}
  - {id: klinikk, kind: clinic, name: Klinikk, part_of: hf}
"""


def read(folder: Path, files: dict[str, str], kind: type[Any]) -> list[Any]:
    """The records of a kind as they are loaded, from a folder without faults."""
    read_, _records, faults = check(write(folder, files))
    assert [str(fault) for fault in faults.all] == []
    assert read_ is not None
    return read_.every(kind)


def document(parties: str, more: str = "") -> str:
    return f"id: avtale\nkind: avtale\ntitle: Avtale\nparties: {parties}\n{more}"


AGREEMENT = {
    **FRAME,
    "partnership.yaml": FRAME["partnership.yaml"]
    + "document_kinds: [{id: avtale, name: Avtale, plural: Avtaler, role: agreement}]\n",
    "parties.yaml": PARTIES,
}


def bound(of: Document) -> list[tuple[str, str, str]]:
    return [(p.party, str(p.valid_from), str(p.valid_to)) for p in of.parties]


def test_the_parties_of_a_document_are_the_members_while_they_are_so(tmp_path: Path) -> None:
    files = {**AGREEMENT, "documents/avtale/document.yaml": document("members")}
    (one,) = read(tmp_path, files, Document)
    assert bound(one) == [
        ("namsos", "2020-01-01", "None"),
        ("kafjord", "None", "2021-12-31"),
        ("hf", "2019-01-01", "None"),
    ]


def test_a_party_that_stands_by_itself_is_as_it_stands(tmp_path: Path) -> None:
    parties = "\n  - {all: members, from: 2021-01-01}\n  - {party: hf, signed_on: 2020-12-17}"
    files = {**AGREEMENT, "documents/avtale/document.yaml": document(parties, "from: 2020-12-01\n")}
    (one,) = read(tmp_path, files, Document)
    assert bound(one) == [
        ("namsos", "2021-01-01", "None"),
        ("kafjord", "2021-01-01", "2021-12-31"),
        ("hf", "2020-12-01", "None"),
    ]
    assert one.parties[-1].signed_on == datetime.date(2020, 12, 17)


def test_the_parties_of_a_document_are_those_of_the_one_above(tmp_path: Path) -> None:
    below = document("as_parent", "parent: over\nfrom: 2022-06-01\n")
    files = {
        **AGREEMENT,
        "documents/avtale/document.yaml": below,
        "documents/over/document.yaml": document("members").replace("id: avtale", "id: over"),
    }
    one, above = read(tmp_path, files, Document)
    assert [party for party, *_ in bound(above)] == ["namsos", "kafjord", "hf"]
    assert bound(one) == [("namsos", "2022-06-01", "None"), ("hf", "2022-06-01", "None")]


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ("as_parent", "documents/avtale/document.yaml:4: error: parties as_parent, and no parent"),
        ("membres", "did you mean «members»?"),
        ("[{note: Uten part}]", "give either party or all"),
        ("[{party: hf, all: members}]", "give either party or all"),
    ],
)
def test_parties_in_short_that_say_nothing_are_told(
    tmp_path: Path, parties: str, told: str
) -> None:
    faults = found(
        write(tmp_path, {**AGREEMENT, "documents/avtale/document.yaml": document(parties)})
    )
    assert len(faults) == 1
    assert told in faults[0]


def body(seats: str) -> dict[str, str]:
    return {**AGREEMENT, "bodies/utvalg.yaml": f"id: utvalg\nname: Utvalg\nseats: {seats}\n"}


def seats(of: Body) -> list[tuple[str, str, str, str]]:
    return [(s.id, s.label, str(s.valid_from), str(s.valid_to)) for s in of.seats]


def test_a_seat_for_each_municipality_while_it_takes_part(tmp_path: Path) -> None:
    (one,) = read(tmp_path, body("{one_per: municipality}"), Body)
    assert seats(one) == [
        ("namsos", "Namsos", "2020-01-01", "None"),
        ("kafjord", "Kåfjord", "None", "2021-12-31"),
        ("osen", "Osen", "None", "None"),
    ]
    assert [seat.represents.party for seat in one.seats] == ["namsos", "kafjord", "osen"]


def test_several_seats_for_each_stand_beside_others(tmp_path: Path) -> None:
    short = """
  - {one_per: clinic, label: "Leiar, {name}", id: leiar, terms: [{holder: "Leiar i {name}"}]}
  - {one_per: clinic, id: tillitsvald}
  - {id: brukar, label: Brukar, represents: {role: Brukarane}}"""
    (one,) = read(tmp_path, body(short), Body)
    assert seats(one) == [
        ("klinikk-leiar", "Leiar, Klinikk", "None", "None"),
        ("klinikk-tillitsvald", "Klinikk", "None", "None"),
        ("brukar", "Brukar", "None", "None"),
    ]
    assert [term.holder for term in one.seats[0].terms] == ["Leiar i Klinikk"]


def test_substitutes_stand_under_their_seat_in_their_order(tmp_path: Path) -> None:
    short = """
  - id: hf
    label: Sykehuset HF
    represents: {party: hf}
    from: 2020-01-01
    substitutes:
      - {terms: [{holder: Fagdirektør}]}
      - {id: andre, label: Andre vara, represents: {party: klinikk}, from: 2021-01-01}"""
    (one,) = read(tmp_path, body(short), Body)
    assert [(s.id, s.label, s.role, s.substitute_for, s.rank) for s in one.seats[1:]] == [
        ("hf-vara", "Vara for Sykehuset HF", "substitute", "hf", 1),
        ("andre", "Andre vara", "substitute", "hf", 2),
    ]
    assert [seat.represents.party for seat in one.seats] == ["hf", "hf", "klinikk"]
    assert [str(seat.valid_from) for seat in one.seats] == [
        "2020-01-01",
        "2020-01-01",
        "2021-01-01",
    ]
    assert one.seats[1].terms[0].holder == "Fagdirektør"


def test_a_seat_without_a_name_is_no_seat(tmp_path: Path) -> None:
    (fault,) = found(write(tmp_path, body("[{id: a}]")))
    assert "seats «a» cannot be read – label must be given" in fault


def test_a_source_is_named_once_for_a_file(tmp_path: Path) -> None:
    files = example()
    files["sources.yaml"] = "sources: [{id: referat, title: Referat}, {id: annet, title: Annet}]\n"
    files[BODY] = "source_of_file: referat\n" + files[BODY].replace(
        "label: Storvik\n", "label: Storvik\n    source: annet\n"
    )
    files[DOCUMENT] = f"source_of_file: referat\n{files[DOCUMENT]}"
    files["parties.yaml"] = f"source_of_file: referat\n{files['parties.yaml']}"
    read_, _records, faults = check(write(tmp_path, files))
    assert [str(fault) for fault in faults.all] == []
    assert read_ is not None
    (one,) = read_.every(Body)
    assert (one.source, one.mandates[0].source, one.seats[0].source) == (
        "referat",
        "referat",
        "annet",
    )
    assert one.seats[0].terms[0].source == "referat"
    assert {party.source for party in read_.every(Party)} == {"referat"}
    (of,) = read_.every(Document)
    assert (of.source, of.parties[0].source, of.editions[0].source) == ("referat", "referat", None)


def test_a_source_of_a_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    files = example()
    files["sources.yaml"] = "sources: [{id: referat, title: Referat}]\n"
    files[BODY] = files[BODY].replace("name:", "source_of_file: refrat\nname:", 1)
    assert found(write(tmp_path, files)) == [
        "bodies/fagrad.yaml:2: error: source_of_file «refrat» is no source here"
        " – did you mean «referat»?"
    ]


def numbers(folder: Path, party: str, frame: str = "") -> list[tuple[str, str, str]]:
    files = {"partnership.yaml": FRAME["partnership.yaml"] + frame}
    one = {"id": "k", "kind": "municipality", **dict(p.split("=") for p in party.split(";"))}
    files["parties.yaml"] = dump({"parties": [one]})
    (read_,) = read(folder, files, Party)
    return [(n.number, str(n.valid_from), str(n.valid_to)) for n in read_.numbers]


@pytest.mark.parametrize(
    ("party", "right"),
    [
        ("name=Osen", [("1633", "None", "2017-12-31"), ("5020", "2018-01-01", "None")]),
        ("name=Heim", [("5055", "2020-01-01", "None")]),
        ("name=Osen;from=2018-01-01", [("5020", "2018-01-01", "None")]),
        ("name=Halsa;to=2019-12-31", [("1571", "None", "2019-12-31")]),
        ("name=Ingensteds", []),
    ],
)
def test_a_municipality_has_the_numbers_of_its_name(
    tmp_path: Path, party: str, right: list[tuple[str, str, str]]
) -> None:
    assert numbers(tmp_path, party) == right


def test_an_invented_municipality_has_no_number(tmp_path: Path) -> None:
    assert numbers(tmp_path, "name=Osen", "invented: true\n") == []


def test_two_municipalities_of_one_name_are_told(tmp_path: Path) -> None:
    files = {
        **FRAME,
        "parties.yaml": "parties: [{id: a, kind: municipality, name: Herøy, from: 2020-01-01}]\n",
    }
    (fault,) = found(write(tmp_path, files))
    assert "warning: two municipalities are called Herøy: 1515 and 1818" in fault


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Jordmortjenester"), ("nn", "Jordmortenester")]
)
def test_the_points_of_the_law_that_a_document_covers_are_there(
    tmp_path: Path, language: str, heading: str
) -> None:
    frame = AGREEMENT["partnership.yaml"].replace("language: nn", f"language: {language}")
    covers = "covers: [{statute: hol-6-2, number: 8}]\n"
    files = {
        **AGREEMENT,
        "partnership.yaml": frame,
        "documents/avtale/document.yaml": document("members", covers),
    }
    (law,) = read(tmp_path, files, Statute)
    assert [point.number for point in law.requirements] == list(range(1, 14))
    assert law.requirements[7].heading == heading
    assert {str(point.valid_from) for point in law.requirements[11:]} == {"2022-08-01"}


def test_a_law_that_is_named_is_completed_and_one_that_is_entered_is_let_be(
    tmp_path: Path,
) -> None:
    named = (
        "statutes:\n  - {id: hol-6-2, source: s}\n  - {id: egen, name: Egen lov, short_name: E}\n"
    )
    files = {**FRAME, "law.yaml": named, "sources.yaml": "sources: [{id: s, title: S}]\n"}
    law, own = read(tmp_path, files, Statute)
    assert (len(law.requirements), law.source, law.requirements[0].source) == (13, "s", "s")
    assert own.requirements == []


def test_a_law_that_does_not_ship_has_a_name(tmp_path: Path) -> None:
    (fault,) = found(write(tmp_path, {**FRAME, "law.yaml": "statutes: [{id: hol-6-1}]\n"}))
    assert "statute «hol-6-1»: name and short_name must be given – did you mean «hol-6-2»?" in fault


@pytest.mark.parametrize(("day", "faults"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_who_judged_a_point_existed_on_the_day(tmp_path: Path, day: str, faults: int) -> None:
    law = (
        "statutes:\n  - id: hol-6-2\n    assessments:\n"
        f"      - {{number: 7, verdict: covered, by: Rådet, on: {day}, grounds: Lest.}}\n"
    )
    body = "id: radet\nname: Rådet\nto: 2020-12-31\n"
    told = found(write(tmp_path, {**FRAME, "law.yaml": law, "bodies/radet.yaml": body}))
    assert [f"«Rådet» did not exist on {day}" in one for one in told] == [True] * faults


@pytest.mark.django_db
def test_what_stands_in_short_survives_the_round_trip(tmp_path: Path) -> None:
    short = """
  - {one_per: municipality, terms: [{holder: "Kommunedirektør, {name}"}], substitutes: [{}, {}]}
  - {one_per: clinic}"""
    files = {
        **body(short),
        "sources.yaml": "sources: [{id: s, title: S}]\n",
        "documents/avtale/document.yaml": document("members", "source_of_file: s\n"),
        "documents/under/document.yaml": document("as_parent", "parent: avtale\n").replace(
            "id: avtale", "id: under"
        ),
        "law.yaml": "statutes: [{id: hol-6-2}]\n",
    }
    assert_round_trip(write(tmp_path, files))
