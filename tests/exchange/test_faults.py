"""Every kind of fault, with its file and line; all of them in one reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.exchange.loading import check
from tests.factories.folders import example, write


def found(folder: Path) -> list[str]:
    """The faults as they are shown."""
    return [str(fault) for fault in check(folder)[2].all]


def changed(folder: Path, file: str, *changes: tuple[str, str]) -> list[str]:
    """The faults of the example after texts in one file were replaced."""
    files = example()
    for before, after in changes:
        assert before in files[file]
        files[file] = files[file].replace(before, after)
    return found(write(folder, files))


BODY = "bodies/fagrad.yaml"
DOCUMENT = "documents/retningslinje-1/document.yaml"
PLAN = "plans/handlingsplan-2021-2022.yaml"
EDITION = "documents/retningslinje-1/2021.md"
MEETINGS = "meetings.yaml"
OF_ALL = ("status_tables.yaml", "escalations.yaml", "cases.yaml", "practices.yaml", MEETINGS)


def test_the_example_has_no_fault(tmp_path: Path) -> None:
    assert found(write(tmp_path, example())) == []


def test_an_unknown_key_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("decision_mode:", "decision_mod:")) == [
        "bodies/fagrad.yaml:5: error: unknown key «decision_mod» – did you mean «decision_mode»?"
    ]


def test_a_misspelt_value_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("consensus", "concensus")) == [
        "bodies/fagrad.yaml:6: error: decision_rule is «concensus» – did you mean «consensus»?"
    ]


def test_a_dangling_reference_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("party: storvik", "party: storvig")) == [
        "bodies/fagrad.yaml:24: error: seat «storvik»: represents party «storvig» is no"
        " party here – did you mean «storvik»?"
    ]


def test_an_id_that_stands_twice_is_ambiguous(tmp_path: Path) -> None:
    faults = changed(tmp_path, "parties.yaml", ("id: litlevik", "id: storvik"))
    assert faults[0].startswith("parties.yaml:10: error: party «storvik» stands twice – ")
    assert "the first is at parties.yaml:2" in faults[0]


def test_terms_that_overlap_on_a_seat(tmp_path: Path) -> None:
    term = "      - {holder: Enhetsleder i Storvik, from: 2021-01-01, to: 2024-12-31}\n"
    second = "      - {holder: En annen, from: 2024-12-31}\n"
    assert changed(tmp_path, BODY, (term, term + second)) == [
        "bodies/fagrad.yaml:28: error: two terms on the seat «storvik» at once: "
        "2024-12-31–… and 2021-01-01–2024-12-31 – let one end before the other begins; "
        "the first is at bodies/fagrad.yaml:27"
    ]


def test_a_term_outside_its_seat(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("Storvik, from: 2021-01-01", "Storvik, from: 2020-12-31")) == [
        "bodies/fagrad.yaml:27: error: the term 2020-12-31–2024-12-31 is not within 2021-01-01–…"
        " – the period of what it belongs to, at bodies/fagrad.yaml:20"
    ]


def test_a_circle_of_parents(tmp_path: Path) -> None:
    faults = changed(tmp_path, BODY, ("tier: faglig", "tier: faglig\nparent: fagrad"))
    assert faults == [
        "bodies/fagrad.yaml:1: error: parent goes in a circle: fagrad → fagrad – break it"
    ]


def test_a_circle_of_succession(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        "parties.yaml",
        (
            "    from: 2020-01-01\n",
            "    from: 2020-01-01\n    succeeded_by: [{party: litlevik, on: 2022-01-01}]\n",
        ),
    )
    assert len(faults) == 1
    assert "succeeded_by goes in a circle" in faults[0]


def test_two_editions_in_force_at_once(tmp_path: Path) -> None:
    files = example()
    second = files[EDITION].replace("status: in_force", "status: superseded")
    files["documents/retningslinje-1/2020.md"] = second
    faults = found(write(tmp_path, files))
    assert len(faults) == 1
    assert "two editions in force at once: 2021-01-01–… and 2021-01-01–…" in faults[0]


def test_a_provision_number_that_stands_twice(tmp_path: Path) -> None:
    assert changed(tmp_path, EDITION, ("# 2 Utskriving", "# 1 Utskriving")) == [
        "documents/retningslinje-1/2021.md:12: error: the number 1 stands twice"
        " – give it another; the first is at documents/retningslinje-1/2021.md:8"
    ]


@pytest.mark.parametrize(("number", "right"), [("974754118", True), ("974754117", False)])
def test_an_organisation_number_has_a_check_digit(tmp_path: Path, number: str, right: bool) -> None:
    line = "    name: Fjordvik sykehus HF\n"
    faults = changed(
        tmp_path, "parties.yaml", (line, f"{line}    organisation_number: '{number}'\n")
    )
    assert (faults == []) == right
    if not right:
        assert "is no organisation number" in faults[0]


@pytest.mark.parametrize(
    ("number", "period", "right"),
    [
        ("5007", "from: 2020-01-01", True),
        ("5007", "to: 2019-12-31", False),
        ("5005", "from: 2018-01-01, to: 2019-12-31", True),
        ("5005", "from: 2018-01-01", False),
        ("1703", "to: 2017-12-31", True),
        ("9999", "from: 2020-01-01", False),
    ],
)
def test_a_municipality_number_must_be_in_use_on_its_dates(
    tmp_path: Path, number: str, period: str, right: bool
) -> None:
    files = example()
    files["parties.yaml"] = (
        "parties:\n  - id: k\n    kind: municipality\n    name: K\n"
        f"    numbers: [{{number: '{number}', {period}}}]\n"
    )
    for name in [BODY, DOCUMENT, EDITION, PLAN, *OF_ALL]:
        files.pop(name)
    faults = found(write(tmp_path, files))
    assert (faults == []) == right
    if not right:
        assert f"there is no municipality {number} on " in faults[0]


def test_a_body_that_breaks_its_rule_is_a_warning_with_the_figures(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("side: kommunene, count: 1", "side: kommunene, count: 3")) == [
        "bodies/fagrad.yaml:16: warning: Fagråd for pasientsamarbeid: 1 seats entered in "
        "«Fra kommunene», 2021-01-01–… – the rule asks for 3"
    ]


@pytest.mark.parametrize("written", ["01010150589", "010101 50589", "010101-50589"])
def test_a_national_identity_number_is_refused_and_not_repeated(
    tmp_path: Path, written: str
) -> None:
    faults = changed(tmp_path, EDITION, ("innen 24 timer", f"innen 24 timer {written}"))
    assert faults == [
        "documents/retningslinje-1/2021.md:16: error: holds a national identity number"
        " – remove it: the folder names no person"
    ]


def test_eleven_digits_that_are_no_identity_number_are_let_be(tmp_path: Path) -> None:
    assert changed(tmp_path, EDITION, ("24 timer", "24 timer 01010150588")) == []


def test_everything_is_read_before_anything_is_complained_of(tmp_path: Path) -> None:
    files = example()
    files["partnership.yaml"] = files["partnership.yaml"].replace("order: 1}", "ordr: 1}", 1)
    files["parties.yaml"] = files["parties.yaml"].replace("kind: clinic", "kind: klinik")
    files[MEETINGS] = files[MEETINGS].replace("2021-02-15", "2021-02-31")
    files[EDITION] = files[EDITION].replace("status: in_force", "status: gjelder")
    faults = check(write(tmp_path, files))[2].all
    assert {fault.where.file for fault in faults} == {
        "partnership.yaml",
        "parties.yaml",
        MEETINGS,
        EDITION,
    }


def test_text_that_is_not_entered_has_none(tmp_path: Path) -> None:
    faults = changed(tmp_path, EDITION, ("status: in_force", "status: in_force\ntext: not_entered"))
    assert faults == [
        "documents/retningslinje-1/2021.md:2: error: text is not_entered, yet there is text"
        " – leave out text:"
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (PLAN, 'area: "1.1"', 'area: "1.7"', "area «1.7» is no focus area here"),
        (PLAN, "years: [2021]", "years: [2031]", "the year 2031 is not within the plan's period"),
        (PLAN, "state: running", "state: draft", "adopted_on is given, and the state is draft"),
        (PLAN, "text: Melde tidlig fra om utskriving.", 'text: ""', "text"),
        (PLAN, "{body: fagrad}", "{body: fagrad, role: Leder}", "give one of body, party, group"),
        (PLAN, "last_year: 2022", "last_year: 2020", "last_year is before first_year"),
        ("status_tables.yaml", 'status: "3"', 'status: "2"', "is not in the table's legend"),
        ("legends.yaml", "scale: partly", "scale: half", "'none', 'partly', 'full' or 'dropped'"),
        ("legends.yaml", 'id: "2"', 'id: "3"', "stands twice"),
        ("escalations.yaml", "body: fagrad", "body: fagra", "body «fagra» is no body here"),
        ("escalations.yaml", "to: seat, ", "to: chair, ", "with that only"),
        ("escalations.yaml", "days_late: 60", "days_late: 0", "days_late"),
    ],
)
def test_a_wrong_plan_or_status_is_told_with_its_place(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    files = example()
    assert before in files[file]
    files[file] = files[file].replace(before, after)
    faults = found(write(tmp_path, files))
    assert any(told in fault and fault.startswith(file) for fault in faults), faults
