"""The inputs of ``../shared/cases`` that have made systems like this one fail, with what is right.

Each kind has inputs of our own in the tests of what takes it in; these were handed over.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.common.files.accepting import accept
from samspill.common.models import Partnership
from samspill.common.workbooks.opening import Unreadable
from samspill.common.workbooks.rows import WorkbookReading
from samspill.documents.models import Edition
from samspill.documents.pasting import Pasted, pasted
from samspill.documents.typesetting import blocks_of
from samspill.exchange.loading import check, load
from samspill.onboarding import comparing as onboarding
from samspill.onboarding import reading as onboarding_workbook
from samspill.plans.models import PlanEdition
from samspill.plans.names import known_names
from samspill.plans.parsing import read_responsible
from samspill.plans.sheets.comparing import compare
from samspill.plans.sheets.reading import read as read_measures

CASES = Path(__file__).parents[2] / "../shared/cases"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases (../shared/cases) are not here"),
]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


def workbook(name: str, read: Callable[..., WorkbookReading]) -> WorkbookReading:
    content = (CASES / "workbooks" / name).read_bytes()
    return read(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("name", "text", "struck"),
    [
        ("lim-inn-gjennomstreket", "Fristen er 30 dager. Meld fra innen 24 timer.", ["14", "4"]),
        ("lim-inn-hevet", "Fristen er 14¹ dager.", []),
        ("lim-inn-word-nettleser", "# 4 Ansvar\n\nKommunen har ansvar.", []),
        (
            "lim-inn-rowspan",
            "| Oppgave | Ansvar | Frist |\n| --- | --- | --- |\n| Innleggelse | Lege | 2 timer |\n"
            "| Innleggelse | Sykepleier | 4 timer |",
            [],
        ),
    ],
)
def test_what_is_pasted(name: str, text: str, struck: list[str]) -> None:
    html = (CASES / "paste" / f"{name}.html").read_text(encoding="utf-8")
    assert pasted(html) == Pasted(text, struck)


@pytest.mark.parametrize("name", ["document2.docx", "bom.pdf", "avtale-kvaler.docx"])
def test_files_that_only_look_damaged_are_taken(name: str) -> None:
    assert accept(name, io.BytesIO((CASES / "files" / name).read_bytes())).name == name


def test_workbooks_of_measures(data: None) -> None:
    """Which rows are taken, with their number, text and note, and how many things stop them."""
    rows = {
        "skraastrek": ([], 1),
        "fodselsnummer-som-tall": ([], 1),
        "navn-med-og": ([("1.1.3", "Tekst", "")], 0),
        "nfd-og-usynlig": ([("1.1.3", "NFD", ""), ("1.1.4", "nullbredde", "")], 0),
        "x000D": ([("1.1.3", "Tekst", "Ring først.\nSend så melding.")], 0),
        "overskrifter": ([("1.1.3", "Tekst", "")], 0),
    }
    with scope(partnership=Partnership.objects.get(slug="eksempel")):
        draft = PlanEdition.objects.get(slug="2027")
        known = known_names()
        for name, (taken, stopped) in rows.items():
            reading = workbook(f"tiltak-{name}.xlsx", read_measures)
            found = compare(draft, reading)
            assert len(found.stopped) == stopped, name
            keys = ("number", "text", "note")
            whole = [row.values for row in reading.rows if "number" in row.values]
            assert [tuple(values[key] for key in keys) for values in whole] == taken, name
            for values in whole:
                owners = read_responsible(values["responsible"], known)
                assert owners, name
                assert {owner.kind for owner in owners} <= {"body", "party", "group"}, name


def test_workbooks_of_people_and_parties(data: None) -> None:
    with scope(partnership=Partnership.objects.get(slug="eksempel")), translation.override("en"):
        (person,) = workbook("personer-1904.xlsx", onboarding_workbook.read).rows
        assert (person.values["role_from"], person.values["role_to"]) == (
            "2027-01-01",
            "2027-01-02",
        )
        (point,) = workbook("kontaktpunkter-x000d.xlsx", onboarding_workbook.read).rows
        assert point.values["description"] == "Ring først.\nSend så melding."
        assert len(workbook("stray-last-row.xlsx", onboarding_workbook.read).rows) == 1
        with pytest.raises(Unreadable, match="Strict Open XML"):
            workbook("strict.xlsx", onboarding_workbook.read)
        twice = onboarding.compare(workbook("same-number-twice.xlsx", onboarding_workbook.read))
        assert any("has the municipality number 5610 too" in one.what for one in twice.doubts)


def test_a_number_with_a_stroke_is_refused_in_files_as_in_workbooks() -> None:
    faults = check(CASES / "folders" / "lege-sykepleier")[-1]
    assert ["1.1.1/2" in fault.what for fault in faults.errors] == [True, True]


@pytest.mark.parametrize(
    "asked",
    [
        "bruker", "pårørende", "sykepleier", "foresatte", "helsenorge", "post@fjordvik.example",
        "73000000", "73 00 00 00", "+4773000000", "samhandlingskoordinator", "kvalitetsforbedring",
        "konfidensiell", "varslingsårsak", "ålesundsmodellen", "hastetime", "O'Brien",
        "Kárášjohka", "24/7", "e-helse",
    ],
)  # fmt: skip
def test_each_part_of_a_text_is_found_as_itself(fjordvik: Client, asked: str) -> None:
    found = fjordvik.get("/hf/fjordvik/sok/", {"q": asked}).content.decode()
    assert "/avtaler/retningslinje-1/" in found


@pytest.fixture(scope="module")
def loaded(once: Callable[..., Any]) -> None:
    once(lambda: load(CASES / "folders" / "fjordvik", by="test"))


@pytest.fixture
def fjordvik(loaded: None, client: Client) -> Client:
    return client


def test_texts_of_files_are_composed_and_hold_nothing_that_nobody_sees(loaded: None) -> None:
    with scope(partnership=Partnership.objects.get(slug="fjordvik")):
        texts = {
            one.provision.slug: one.body
            for one in Edition.objects.get().texts.select_related("provision")
        }
    assert texts["shy"].startswith("Vi bruker samhandlingskoordinator og kvalitetsforbedring her.")
    assert "varslingsårsak og ålesundsmodellen" in texts["nfd"]
    assert blocks_of(texts["sami"])[0]["spans"][0]["text"].startswith("Snåasen tjïelte")
