"""Rules that are checked on every day of their period, and messages that say which days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.test_faults import BODY, changed, found
from tests.factories.folders import dump, example, write

TERM = "      - {holder: Enhetsleder i Storvik, from: 2021-01-01, to: 2024-12-31}\n"
CHAIR = "  - {office: chair, seat: storvik, from: 2021-01-01}\n"


def test_a_seat_that_ends_while_the_rule_goes_on_is_told_with_its_days(tmp_path: Path) -> None:
    seat = "    from: 2021-01-01\n    terms: []"
    assert changed(tmp_path, BODY, (seat, f"    to: 2022-12-31\n{seat}")) == [
        "bodies/fagrad.yaml:13: warning: Fagråd for pasientsamarbeid: sides are not equal, "
        "2023-01-01–…: helseforetaket 0, kommunene 1",
        "bodies/fagrad.yaml:17: warning: Fagråd for pasientsamarbeid: 0 seats entered in "
        "«Fra helseforetaket», 2023-01-01–… – the rule asks for 1",
    ]


def test_an_unknown_beginning_is_shown_as_such(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        BODY,
        (
            "composition:\n  - from: 2021-01-01\n    balanced: true",
            "composition:\n  - note: Fra før",
        ),
        ("side: kommunene, count: 1", "side: kommunene, count: 3"),
    )
    assert faults == [
        "bodies/fagrad.yaml:15: warning: Fagråd for pasientsamarbeid: 1 seats entered in "
        "«Fra kommunene», 2021-01-01–… – the rule asks for 3"
    ]


def test_a_municipality_that_joins_asks_for_its_seat_from_that_day(tmp_path: Path) -> None:
    files = example()
    files[BODY] = files[BODY].replace(
        "side: kommunene, count: 1", "side: kommunene, one_per: municipality"
    )
    files["parties.yaml"] += (
        "  - id: lillevik\n    kind: municipality\n    name: Lillevik\n"
        "    participation: [{from: 2023-01-01, to: 2024-12-31}]\n"
    )
    assert found(write(tmp_path, files)) == [
        "bodies/fagrad.yaml:16: warning: Fagråd for pasientsamarbeid: 1 seats entered in "
        "«Fra kommunene», 2023-01-01–2024-12-31 – the rule asks for 2"
    ]


def test_a_seat_outside_the_rule_is_told_whenever_they_meet(tmp_path: Path) -> None:
    seat = "  - id: sen\n    label: Sen\n    group: andre\n    from: 2023-01-01\n"
    faults = changed(tmp_path, BODY, ("offices:", f"{seat}offices:"))
    assert faults == [
        "bodies/fagrad.yaml:42: error: group «andre» is no line of the rule"
        " – at bodies/fagrad.yaml:13"
    ]


def test_a_gap_of_chair_is_told_with_its_days(tmp_path: Path) -> None:
    two = (
        "  - {office: chair, seat: storvik, from: 2021-01-01, to: 2021-12-31}\n"
        "  - {office: chair, seat: medisin, from: 2022-03-01}\n"
    )
    assert changed(tmp_path, BODY, (CHAIR, two)) == [
        "bodies/fagrad.yaml:44: warning: Fagråd for pasientsamarbeid: no chair is entered, "
        "2022-01-01–2022-02-28 – who has it then, where that is known"
    ]


@pytest.mark.parametrize(("last", "told"), [("2023-12-31", True), ("2199-12-31", False)])
def test_a_chair_that_has_ended_is_told_once_it_is_so(
    tmp_path: Path, last: str, told: bool
) -> None:
    faults = changed(tmp_path, BODY, (CHAIR, CHAIR.replace("}", f", to: {last}}}")))
    assert [" no chair is entered, 2024-01-01–…" in fault for fault in faults] == [True] * told


def test_a_body_without_any_chair_entered_is_not_judged(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, (f"offices:\n{CHAIR}", "")) == []


def test_a_chair_on_the_seat_of_a_substitute_is_told(tmp_path: Path) -> None:
    assert changed(
        tmp_path,
        BODY,
        ("    role: observer\n", "    role: substitute\n"),
        ("seat: storvik", "seat: bruker"),
    ) == [
        "bodies/fagrad.yaml:43: warning: Fagråd for pasientsamarbeid: the chair is on «bruker», "
        "a substitute's seat – a seat of its own, or the seat that is stood in for"
    ]


def test_a_seat_that_speaks_for_one_that_is_gone_is_told(tmp_path: Path) -> None:
    (fault,) = changed(tmp_path, BODY, ("{party: storvik}", "{party: litlevik}"))
    assert fault == (
        "bodies/fagrad.yaml:20: warning: Fagråd for pasientsamarbeid: «storvik» speaks for Litlevik"
        " on no day: 2021-01-01–… and …–2019-12-31 – who it speaks for then"
    )


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("kommunene, helseforetaket", ""),
        ("storvik, fjordvik-hf", ""),
        ("kommunane", "«kommunane»: no side, party or region here – did you mean «kommunene»?"),
    ],
)
def test_a_rotation_goes_round_to_those_that_there_are(
    tmp_path: Path, order: str, told: str
) -> None:
    rotation = f"rotations:\n  - {{office: chair, months: 24, order: [{order}]}}\n"
    faults = changed(tmp_path, BODY, ("offices:", f"{rotation}offices:"))
    assert [told in fault for fault in faults] == [True] * bool(told)


def test_a_number_is_in_use_on_every_day_of_its_period(tmp_path: Path) -> None:
    """Snillfjord had 5012 until 2020, when it was divided."""
    numbers = [{"number": "5012", "from": "2018-01-01", "to": "2024-12-31"}]
    parties = [{"id": "k", "kind": "municipality", "name": "K", "numbers": numbers}]
    faults = found(
        write(
            tmp_path,
            {
                "partnership.yaml": "slug: x\nname: X\nshort_name: X\n",
                "parties.yaml": dump({"parties": parties}),
            },
        )
    )
    assert [fault.split(" – ")[0] for fault in faults] == [
        "parties.yaml:6: error: there is no municipality 5012 on 2020-01-01"
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "path"),
    [
        ("parties.yaml", "kind: clinic", "kind: klinik", "parties «klinikk-for-medisin», kind is"),
        (
            "parties.yaml",
            "{capacity: member, from: 2020-01-01}",
            "{capacity: member, from: 2020-13-01}",
            "parties «storvik», participation «2020-13-01», from is",
        ),
        (BODY, "- Foreslå endringer i retningslinjen", "- {a: 1}", "tasks no. 1 cannot be read"),
        (
            BODY,
            "    label: Klinikk for medisin\n",
            "",
            "seats «medisin» cannot be read – label must",
        ),
        ("meetings.yaml", "date: 2021-02-15", "date: 2021-02-31", "«2021-02-15-fagrad», date is"),
    ],
)
def test_a_path_names_records_by_their_keys(
    tmp_path: Path, file: str, before: str, after: str, path: str
) -> None:
    faults = changed(tmp_path, file, (before, after))
    assert len(faults) == 1
    assert path in faults[0]
