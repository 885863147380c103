"""Nothing in a folder is passed over, and each slip is told once, at its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from samspill.common.open_format.faults import Faults
from samspill.exchange.complaining import names_and_keys
from samspill.exchange.kinds import kinds
from samspill.exchange.loading import check
from samspill.exchange.validating import validate
from samspill.exchange.yaml_source import YamlSource
from samspill.parties.open_format.types import Party
from tests.exchange.test_faults import BODY, changed, found
from tests.factories.folders import dump, example, write

MEETINGS = "meetings.yaml"
CAME = '      - {body: fagrad, seat: storvik, came: "yes"}'


def test_a_text_that_a_comma_cuts_in_two_is_refused(tmp_path: Path) -> None:
    cut = CAME.replace("}", ", note: SSU behandler saken, sak 38-2022}")
    assert changed(tmp_path, MEETINGS, (CAME, cut)) == [
        "meetings.yaml:12: error: «sak 38-2022» is cut off by a comma: it is a key without"
        ' a value – quotes around the whole text, as in "… , sak 38-2022"'
    ]


def test_a_half_that_is_called_as_a_key_is_refused_too(tmp_path: Path) -> None:
    cut = CAME.replace("}", ", note: Dato, source}")
    assert [fault.split(" – ")[0] for fault in changed(tmp_path, MEETINGS, (CAME, cut))] == [
        "meetings.yaml:12: error: «source» is cut off by a comma: it is a key without a value"
    ]


@pytest.mark.parametrize("empty", ["quorum:", "quorum: ~", "composision: null"])
def test_an_empty_key_is_judged_before_it_is_left_out(tmp_path: Path, empty: str) -> None:
    faults = changed(tmp_path, BODY, ("decision_mode:", f"{empty}\ndecision_mode:"))
    known = empty.startswith("quorum")
    assert faults == (
        []
        if known
        else [
            "bodies/fagrad.yaml:5: error: unknown key «composision» – did you mean «composition»?",
        ]
    )


def test_an_empty_value_after_a_colon_is_left_out(tmp_path: Path) -> None:
    empty = CAME.replace("}", ", note: , source_note: }")
    assert changed(tmp_path, MEETINGS, (CAME, empty)) == []


def test_an_empty_key_of_a_front_matter_is_judged_too(tmp_path: Path) -> None:
    file = "documents/retningslinje-1/2021.md"
    faults = changed(tmp_path, file, ("status: in_force", "status: in_force\nvedtatt:"))
    assert [fault.split(" – ")[0] for fault in faults] == [
        f"{file}:3: error: unknown key «vedtatt»"
    ]


def test_what_follows_a_number_sign_is_told_of(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("label: Storvik", "label: Storvik #38")) == [
        "bodies/fagrad.yaml:21: warning: «#38» is taken for a comment"
        " – quotes around the text, or a space after #"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "notater.txt",
        "parties.yaml.bak",
        "bodies/fagrad.docx",
        "documents/retningslinje-1/vedlegg.pdf",
        "bodies/nord/fagrad.yaml",
        "documents/retningslinje-1/2021/side.md",
    ],
)
def test_a_file_that_is_not_read_is_told_of(tmp_path: Path, name: str) -> None:
    faults = found(write(tmp_path, {**example(), name: "id: x\n"}))
    assert [fault.split(" – ")[0] for fault in faults] == [
        f"{name}:1: error: is no file of the open format"
    ]


def test_a_file_of_any_bytes_that_is_not_read_is_told_of_by_its_name(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    (folder / "bilde.png").write_bytes(b"\x89PNG\x00\xff")
    assert found(folder) == [
        "bilde.png:1: error: is no file of the open format – move it out of the folder"
    ]


@pytest.mark.parametrize("name", ["README.md", "readme.txt", ".gitignore", ".git/HEAD", "LICENSE"])
def test_what_tells_of_the_folder_itself_may_lie_there(tmp_path: Path, name: str) -> None:
    assert found(write(tmp_path, {**example(), name: "Om mappen.\n"})) == []


def renamed(folder: Path, before: str, after: str) -> list[str]:
    files = example()
    files[after] = files.pop(before)
    return found(write(folder, files))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("parties.yaml", "parties.yml"),
        ("parties.yaml", "partis.yaml"),
        ("parties.yaml", "parties.txt"),
        ("bodies/fagrad.yaml", "bodies/fagrad.yml"),
        ("documents/retningslinje-1/document.yaml", "documents/retningslinje-1/dokument.yaml"),
        ("documents/retningslinje-1/2021.md", "documents/retningslinje-1/2021.markdown"),
    ],
)
def test_a_file_under_a_wrong_name_is_the_only_fault(
    tmp_path: Path, before: str, after: str
) -> None:
    assert renamed(tmp_path, before, after) == [
        f"{after}:1: error: is no file of the open format – did you mean «{before}»?"
    ]


@pytest.mark.parametrize("name", sorted(example()))
def test_a_file_that_cannot_be_read_is_the_only_fault(tmp_path: Path, name: str) -> None:
    files = example()
    files[name] = files[name].replace("\n", "\nukjent: [\n", 1)
    faults = check(write(tmp_path, files))[2].all
    assert [fault.where.file for fault in faults] == [name]


@pytest.mark.parametrize("name", sorted(example()))
def test_a_file_in_another_encoding_is_the_only_fault(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, example())
    (folder / name).write_bytes(example()[name].encode("utf-16"))
    faults = check(folder)[2].all
    assert [fault.where.file for fault in faults] == [name]


def test_an_id_that_is_not_its_files_name_is_the_only_fault(tmp_path: Path) -> None:
    assert changed(tmp_path, BODY, ("id: fagrad", "id: fagraad")) == [
        "bodies/fagrad.yaml:1: error: id is «fagraad» – «fagrad», as the file is called"
    ]


def test_a_period_that_is_turned_round_is_told_once(tmp_path: Path) -> None:
    seat = "    from: 2021-01-01\n    terms: []"
    assert changed(tmp_path, BODY, (seat, f"    to: 2019-01-01\n{seat}")) == [
        "bodies/fagrad.yaml:28: error: from 2021-01-01 is after to 2019-01-01 – turn them round"
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("label: Storvik", 'label: "Storvik', 21),
        ("{party: storvik}", "{party: storvik", 24),
        ("label: Storvik", "label: Storvik: kommunen", 21),
    ],
)
def test_what_is_not_yaml_is_told_where_the_slip_is(
    tmp_path: Path, before: str, after: str, line: int
) -> None:
    faults = changed(tmp_path, BODY, (before, after))
    assert len(faults) == 1
    assert faults[0].startswith(f"{BODY}:{line}: error: this is not YAML: ")


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (
            "parties.yaml",
            "column: 1",
            "colum: 1",
            "parties.yaml:6: error: unknown key «colum» – did you mean «column»?",
        ),
        (
            BODY,
            "- Foreslå endringer i retningslinjen",
            "- {Foreslå, endringer, i retningslinjen}",
            "bodies/fagrad.yaml:11: error: «Foreslå» is cut off by a comma: it is a key without a"
            ' value – quotes around the whole text, as in "… , Foreslå"',
        ),
        (
            "documents/retningslinje-1/2021.md",
            "---\nstatus",
            "status",
            "documents/retningslinje-1/2021.md:1: error: no front matter"
            " – begin with --- , the facts, and --- again",
        ),
        (
            "documents/retningslinje-1/2021.md",
            "from: 2021-01-01",
            "from: {text: i fjor, earlist: 2020-01-01}",
            "documents/retningslinje-1/2021.md:3: error: unknown key «earlist»"
            " – did you mean «earliest»?",
        ),
        (
            "parties.yaml",
            "id: litlevik",
            "id: storvik",
            "parties.yaml:10: error: party «storvik» stands twice"
            " – give it another id; the first is at parties.yaml:2",
        ),
        (
            "parties.yaml",
            "name: Storvik",
            'name: "Stor\\0vik"',
            "parties.yaml:5: error: holds a control character – remove it",
        ),
        (
            BODY,
            "label: Klinikk for medisin",
            f"label: {'x' * 201}",
            "bodies/fagrad.yaml:29: error: seat «medisin»: label is 201 characters – at most 200",
        ),
        (
            "partnership.yaml",
            "short_name: Fjordvik",
            f"short_name: {'x' * 101}",
            "partnership.yaml:3: error: partnership «fjordvik»: short_name is 101 characters"
            " – at most 100",
        ),
    ],
)
def test_a_slip_is_told_once(tmp_path: Path, file: str, before: str, after: str, told: str) -> None:
    assert changed(tmp_path, file, (before, after)) == [told]


def test_what_is_exempt_is_marked_in_files_as_in_forms() -> None:
    marked = [(kind, name) for kind in kinds() for name in getattr(kind.model, "MARKED", ())]
    assert len(marked) > 10
    for kind, name in marked:
        field = TypeAdapter(kind.type.model_fields[name].rebuild_annotation())
        assert field.validate_python("::: unntatt offl. § 13\nNavn.\n:::"), (kind.name, name)
        for wrong in ("::: unntatt offl. § 13\nNavn.", "Se ::: unntatt offl. § 13\nNavn.\n:::"):
            with pytest.raises(ValidationError, match="on a line of its own"):
                field.validate_python(wrong)


def test_a_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    files = example()
    del files["parties.yaml"]
    assert found(write(tmp_path, files)) == [
        "parties.yaml:1: error: nothing is entered here, and «storvik» is named at"
        " documents/retningslinje-1/document.yaml:9 – add it"
    ]


def test_no_more_faults_of_a_file_are_told_than_help(tmp_path: Path) -> None:
    files = {**example(), "parties.yaml": "parties:\n" + "- {zzz: 1}\n" * 200}
    faults = found(write(tmp_path, files))
    assert len(faults) == 101
    assert "parties.yaml:1: error: 700 more faults – mend these first" in faults


def test_letters_that_are_put_together_of_two_are_one(tmp_path: Path) -> None:
    decomposed = ("name: Storvik", "name: A\u030agard\u00ad")
    read_, _records, faults = check(
        write(
            tmp_path, {**example(), "parties.yaml": example()["parties.yaml"].replace(*decomposed)}
        )
    )
    assert faults.all == []
    assert read_ is not None
    assert "Ågard" in {party.name for party in read_.every(Party)}


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    (folder / "bodies" / "a.yaml").symlink_to("a.yaml")
    assert found(folder) == [
        "bodies/a.yaml:1: error: leads out of the folder or is no plain file"
        " – put the file itself here"
    ]


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    (folder / os.fsdecode(b"bodies/f\xe6lles.yaml")).write_text("id: x\n")
    assert found(folder) == [
        "bodies/f\N{REPLACEMENT CHARACTER}lles.yaml:1: error: the file's name is not UTF-8"
        " – give it another"
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (BODY, "id: fagrad", "id: fagrad\nfrom: [2021]",
         f"{BODY}:2: error: from cannot be read – a date such as 2021-01-31"),
        ("documents/retningslinje-1/2021.md", "from: 2021-01-01", "from: {tekst: våren}",
         "documents/retningslinje-1/2021.md:3: error: unknown key «tekst» – did you mean «text»?"),
        (BODY, "- {holder: Enhetsleder i Storvik, from: 2021-01-01, to: 2024-12-31}",
         "- {holder: A}\n      - {holder: B}",
         f"{BODY}:28: error: term of «storvik» stands twice – give it another id or dates;"
         f" the first is at {BODY}:27"),
        (BODY, "composition:", "composition:\n  - note: Eldre",
         f"{BODY}:14: error: two composition rules at once: 2021-01-01–… and …–…"
         f" – let one end before the other begins; the first is at {BODY}:13"),
        ("documents/retningslinje-1/document.yaml", "covers:",
         "disputes: [{body: fagradd}]\ncovers:",
         "documents/retningslinje-1/document.yaml:11: error: dispute step of «retningslinje-1»:"
         " body «fagradd» is no body here – did you mean «fagrad»?"),
    ],
)  # fmt: skip
def test_a_slip_of_an_outsider_is_told_once_by_name(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    assert changed(tmp_path, file, (before, after)) == [told]


@pytest.mark.parametrize(
    "value",
    [[2021], {"x": {"y": 1}}, "x" * 1_500, "-99999", "true"],
    ids=["list", "mapping", "long", "below", "word"],
)
def test_no_field_is_refused_in_words_of_the_program(value: object) -> None:
    faults = Faults()
    for kind in kinds():
        data = {key: value for _name, key in names_and_keys(kind.type)}
        source = YamlSource(dump(data), f"{kind.name}.yaml", faults)
        validate(source, source.data, kind.type, faults)
    assert len(faults.errors) > 100
    assert [str(one) for one in faults.errors if " should " in str(one)] == []
