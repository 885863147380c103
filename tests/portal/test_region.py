"""The health region side by side, and its status note in Word and PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope
from docx import Document
from docx.oxml.ns import qn

from samspill.common import content
from samspill.common.models import Partnership
from samspill.plans.models import StatusRow, StatusTable
from tests.documents.pdf_text import words_of

pytestmark = pytest.mark.django_db
REGION = ("nordre-trondelag", "st-olav", "more-og-romsdal")


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "st-olav", "more-og-romsdal", "eksempel")


@pytest.fixture
def midt(data: None, client: Client, settings) -> Client:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nordre-trondelag"
    client.cookies["sprak"] = "en"
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def goal(text: str, key: str) -> list[str]:
    """The rows of a common goal's table."""
    return below(text, key).split("</table>")[0].split("<tbody>")[1].split("<tr>")[1:]


def below(text: str, key: str) -> str:
    """What stands under the heading of a common goal."""
    return text.split(f'id="{key}"')[1].split("<h3")[0]


def word(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Disposition"].startswith("attachment")
    return Document(io.BytesIO(response.content))


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_same_goal_stands_beside_each_other_in_its_own_words_and_on_the_scale(
    midt: Client,
) -> None:
    rows = goal(page(midt, "/region/"), "kommunale-akuttsenger")
    assert len(rows) == 2
    own = next(row for row in rows if "Søndre Trøndelag" in row)
    other = next(row for row in rows if "Auke bruken" in row)
    assert "stat-ok" in own
    assert ">Oppnådd<" in own
    assert "Gode" in own
    assert "stat-partial" in other
    assert ">Delvis oppnådd<" in other


def test_not_reported_is_neither_not_achieved_nor_a_goal_that_is_not_there(midt: Client) -> None:
    text = page(midt, "/region/")
    rows = goal(text, "private-leverandorer")
    assert sum("stat-none" in row for row in rows) == 1
    assert sum('stat-no"' in row for row in rows) == 0
    assert sum("3 oppfylt" in row for row in rows) == 1
    assert "Not among the goals of Møre og Romsdal, Søndre Trøndelag" in below(
        text, "private-leverandorer"
    )


def test_the_table_of_the_region_stands_once(midt: Client) -> None:
    text = page(midt, "/region/")
    assert text.count('<h2 id="helse-midt-norge-2021"') == 1
    for slug in ("hnt-2021", "st-olav-2021", "more-og-romsdal-2021"):
        assert text.count(f'<h2 id="{slug}"') == 1
    assert "fjordvik" not in text


def test_copies_of_the_region_s_table_that_differ_are_both_shown(midt: Client) -> None:
    StatusRow.objects.model._base_manager.filter(
        partnership__slug="st-olav", table__is_regional=True, number="1"
    ).update(status="1")
    assert page(midt, "/region/").count('<h2 id="helse-midt-norge-2021"') == 2


def test_goals_are_the_same_by_key_and_not_by_text_or_number(midt: Client) -> None:
    rows = StatusRow.objects.model._base_manager.filter(common_goal="kommunale-akuttsenger")
    rows.filter(partnership__slug="st-olav").update(common_goal="")
    content.changed(Partnership.objects.get(slug="st-olav"), only=[StatusRow])
    text = page(midt, "/region/")
    assert 'id="kommunale-akuttsenger"' not in text
    assert 'id="gjensidig-veiledning"' in text


def test_one_that_is_left_out_is_not_shown_and_kept_pages_know(midt: Client, settings) -> None:
    settings.SAMSPILL_KEEP_PAGES = True
    assert "st-olav-2021" in page(midt, "/region/")
    Partnership.objects.filter(slug="st-olav").update(left_out_of_region=True)
    assert "st-olav-2021" not in page(midt, "/region/")
    assert "st-olav-2021" not in page(midt, "/hf/more-og-romsdal/region/")


def test_without_a_health_region_the_page_says_so_and_there_is_no_note(midt: Client) -> None:
    assert "belongs to no health region" in page(midt, "/hf/eksempel/region/")
    assert midt.get("/hf/eksempel/region/notat/docx/").status_code == 404
    assert midt.get("/region/notat/odt/").status_code == 404


def test_where_nobody_has_reported_the_page_leads_to_no_note(midt: Client) -> None:
    assert "/region/notat/" in page(midt, "/region/")
    Partnership.objects.update(health_region="")
    Partnership.objects.filter(slug="nordre-trondelag").update(health_region="alene")
    with scope(partnership=Partnership.objects.get(slug="nordre-trondelag")):
        StatusTable.objects.all().delete()
    content.changed(Partnership.objects.get(slug="nordre-trondelag"))
    assert "/region/notat/" not in page(midt, "/region/")
    assert midt.get("/region/notat/pdf/").status_code == 404


def test_the_note_in_word_has_headings_and_a_table_for_each_common_goal(midt: Client) -> None:
    found = word(midt, "/region/notat/docx/")
    styles = [paragraph.style.name for paragraph in found.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 3
    assert "List Bullet" in styles
    assert "[[innhold]]" not in [paragraph.text for paragraph in found.paragraphs]
    shared = [table for table in found.tables if table.rows[0].cells[0].text == "Reported by"]
    assert len(shared) == 7
    akutt = next(cells(t) for t in shared if any("Auke bruken" in row[1] for row in cells(t)))
    assert [(row[2], row[3]) for row in akutt[1:] if row[1] != "Not among its goals"] == [
        ("Delvis oppnådd", "Partly achieved"),
        ("Oppnådd", "Achieved"),
    ]
    for table in found.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        # LibreOffice goes by the columns, and Word by the cells.
        columns = [column.width for column in table.columns]
        assert columns == [cell.width for cell in table.rows[1].cells]
        assert len(set(columns)) > 1


def test_the_note_in_word_keeps_what_is_not_reported_and_the_unsolved(midt: Client) -> None:
    found = word(midt, "/maalstatus/notat/docx/")
    own = next(t for t in found.tables if len(t.rows) == 12)
    assert {(row[2], row[3]) for row in cells(own)[1:]} == {("Not reported", "Not reported")}
    text = [p.text for p in found.paragraphs]
    assert "Lage flere regionale behandlingsforløp." in text


@pytest.mark.parametrize(("language", "expected"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_the_note_says_its_language(midt: Client, language: str, expected: str) -> None:
    midt.cookies["sprak"] = language
    found = word(midt, "/region/notat/docx/")
    (lang,) = found.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert lang.get(qn("w:val")) == expected


def test_the_secretariat_s_own_template_is_used(midt: Client, settings, tmp_path: Path) -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Sekretariatets mal"
    for line in ("Før", "[[innhold]]", "Etter"):
        own.add_paragraph(line)
    own.styles["Caption"].element.getparent().remove(own.styles["Caption"].element)
    own.save(str(tmp_path / "mal.docx"))
    settings.STATUS_NOTE_TEMPLATE = str(tmp_path / "mal.docx")
    found = word(midt, "/region/notat/docx/")
    assert found.sections[0].header.paragraphs[0].text == "Sekretariatets mal"
    texts = [paragraph.text for paragraph in found.paragraphs]
    assert (texts[0], texts[-1]) == ("Før", "Etter")
    assert found.paragraphs[1].style.name == "Title"


def test_a_template_that_cannot_be_read_is_told_of_and_ours_is_used(
    midt: Client, settings, tmp_path: Path, caplog
) -> None:
    (tmp_path / "mal.docx").write_text("no zip")
    settings.STATUS_NOTE_TEMPLATE = str(tmp_path / "mal.docx")
    assert word(midt, "/region/notat/docx/").paragraphs[0].style.name == "Title"
    assert "cannot be read" in caplog.text


def test_the_note_as_pdf_is_tagged_and_says_the_same(midt: Client) -> None:
    content = midt.get("/region/notat/pdf/").content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    text = "".join(words_of(content).split()).replace("\u00ad", "").replace("\u200b", "")
    assert "Partlyachieved" in text.replace("-", "")
    assert "Unsolvedchallenges" in text.replace("-", "")
    assert b"/TH" in content


def test_text_that_word_has_no_place_for_does_not_break_the_note(midt: Client) -> None:
    StatusRow.objects.model._base_manager.filter(table__slug="hnt-2021", number="1").update(
        comment="\x0b \ufffe #eval(1) <w:p/> 😀"
    )
    found = word(midt, "/maalstatus/notat/docx/")
    own = next(t for t in found.tables if len(t.rows) == 12)
    assert "#eval(1) <w:p/> 😀" in cells(own)[1][4]
    assert midt.get("/maalstatus/notat/pdf/").status_code == 200
