"""An edition as a PDF: tagged, with its words, and with nothing that a text could make it do."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django_scopes import scope

from samspill.documents.models import Edition
from samspill.documents.typesetting import pdf_of
from tests.documents.folder import document, edition, loaded
from tests.documents.pdf_text import words_of

pytestmark = pytest.mark.django_db

ADDRESS = "https://samspill.example/avtaler/d/utgaver/2021/"
HOSTILE = "\n\n".join(
    [
        '#import "@preview/evil:0.1.0": *',
        '\\#eval("1+1") $x^2$ \\\\ *stjerner* _under_ `#kode`',
        "]#sys.inputs.data[ #let a = 1; @ref <etikett> ~ -- // kommentar",
        "uendelig" * 60,
        "Emoji 😀 og tegn 漢字.",
        "![bilde](https://example.org/x.png) [lenke](javascript:alert(1))",
        "| A | B |\n|---|---|\n| #x | $y$ |",
        "3. tre\n   - under\n\n-\n\n> sitat\n\n---\n\n```\n#kode\n```",
    ]
)


@pytest.fixture
def pdf(tmp_path: Path):
    def make(
        text: str, front: str = "{status: in_force, from: 2021-01-01}", invented: bool = False
    ) -> bytes:
        partnership = loaded(tmp_path, {**document("d"), **edition("d", "2021", front, text)})
        partnership.is_invented = invented
        with scope(partnership=partnership):
            found = Edition.objects.select_related("document__kind").get()
            return pdf_of(
                found, partnership=partnership, address=ADDRESS, date=datetime.date(2022, 6, 1)
            )

    return make


def joined(text: str) -> str:
    """Without spaces, line ends, hyphens and places to break, which the setting decides."""
    return "".join(text.split()).replace("-", "").replace("\u200b", "").replace("\u00ad", "")


def test_a_pdf_is_tagged_and_says_its_title_and_language(pdf) -> None:
    found = pdf("# 1 A {#a}\n\nOrd.")
    assert found.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in found
    assert b"/Marked true" in found
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found
    assert b"/Title(Tittel d)" in found
    assert b"/Lang(nb)" in found


def test_a_pdf_has_the_words_the_date_and_the_lasting_address(pdf) -> None:
    found = joined(
        words_of(
            pdf(
                "Innledning.\n\n# 1 Formål {#a}\n\nEn trygg overgang.\n\n## 1.1 Når {#b}",
                "{status: superseded, from: 2021-01-01, to: 2024-12-31, adopted_on: 2020-12-01}",
            )
        )
    )
    for expected in (
        "Helsefellesskapet Nord",
        "Tittel d",
        "1. januar 2021",
        "31. desember 2024",
        "1. desember 2020",
        "Innledning.",
        "1 Formål",
        "En trygg overgang.",
        "1.1 Når",
        "1. juni 2022",
        ADDRESS,
    ):
        assert joined(expected) in found


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_helsefellesskap_is_marked_on_every_page(pdf, invented: bool) -> None:
    found = words_of(pdf("# 1 A {#a}\n\nOrd.", invented=invented))
    assert found.count("Oppdiktet, til demonstrasjon") == (1 if invented else 0)


def test_hostile_text_is_printed_as_it_stands(pdf) -> None:
    found = joined(words_of(pdf(f"{HOSTILE}\n\n# 1 #eval {{#a}}\n\n{HOSTILE}")))
    for expected in (
        '#import"@preview/evil:0.1.0":*',
        '#eval("1+1")$x^2$\\stjernerunder#kode',
        "]#sys.inputs.data[#leta=1;@ref<etikett>~//kommentar",
        "uendelig" * 60,
        "[lenke](javascript:alert(1))",
        "#x",
        "$y$",
        "1#eval",
    ):
        assert joined(expected) in found
    assert "Emoji□ogtegn□□." in found


@pytest.mark.parametrize(
    ("text", "printed", "lacking"),
    [
        ("Læjsʼ, konﬁdensiell, \uf0b7 punkt fra Word.",
         "Læjsʼ,konﬁdensiell,□punktfraWord.", "U+F0B7"),
        ("Kárášjohka Ŋuorvá 🙂 Sør", "KárášjohkaŊuorvá□Sør", "U+1F642"),
        ("漢 og 字, H₂O, m², ½ ≥ 3", "□og□,H₂O,m²,½≥3", "U+5B57, U+6F22"),
        ("🙂 漢 ก", "□□□", "U+0E01"),
        ("Ord `kode ก` og 👨\u200d👩", "Ordkode□og□□", "U+1F468"),
        ("Bare det som er kjent: ʼ ﬁ Đ ŧ", "Baredetsomerkjent:ʼﬁĐŧ", ""),
    ],
)  # fmt: skip
def test_only_what_the_fonts_lack_is_replaced_and_it_is_told(
    pdf, text: str, printed: str, lacking: str
) -> None:
    found = joined(words_of(pdf(f"# 1 A {{#a}}\n\n{text}")))
    assert joined(printed) in found
    assert ("filenikkekanvise" in found) == bool(lacking)
    assert joined(lacking) in found


def test_headings_that_skip_a_level_can_be_set(pdf) -> None:
    found = words_of(pdf("### 1 Dypt {#a}\n\nOrd.\n\n# 2 Høyt {#b}\n\n### 2.1 Dypt {#c}\n\nOrd."))
    assert joined("2.1Dypt") in joined(found)


def test_an_edition_without_text_says_so(pdf) -> None:
    assert joined("Teksten er ikke lagt inn.") in joined(words_of(pdf("")))
