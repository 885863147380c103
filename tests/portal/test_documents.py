"""The pages of agreements: what holds on a date, what is tied to it, and nothing of drafts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.documents.folder import document, edition, loaded
from tests.documents.pdf_text import words_of

pytestmark = pytest.mark.django_db

OLD = "{status: superseded, from: 2015-01-01, to: 2020-12-31}"
HOME = "/hf/nord"
LAW = """
statutes:
  - id: hol-6-2
    name: Helse- og omsorgstjenesteloven § 6-2
    short_name: hol. § 6-2
    requirements:
      - {number: 5, heading: Utskrivningsklare pasienter, from: 2012-01-01}
"""
PARTIES = """
parties:
  - {id: storvik, kind: municipality, side: kommunene, name: Storvik}
  - {id: litlevik, kind: municipality, side: kommunene, name: Litlevik}
  - {id: fjordvik, kind: municipality, side: kommunene, name: Fjordvik}
"""
BODY = "id: fagrad\nname: Fagråd for samarbeid\nkind: body\ntier: faglig\n"


def agreed(count: int = 1) -> dict[str, str]:
    """A guideline with ``count`` of everything that a page lists, and one that it replaced."""
    numbers = range(1, count + 1)
    parties = ["storvik", "litlevik", "fjordvik"][:count]
    covers = [f"{{statute: hol-6-2, number: 5, provision: p-{n}}}" for n in numbers]
    replaced = [f"{{document: ta-{n}, on: 2021-01-01, part: del {n}}}" for n in numbers]
    more = "".join(
        f"{key}:\n" + "".join(f"  - {row}\n" for row in rows)
        for key, rows in {
            "covers": covers,
            "predecessors": replaced,
            "responsible": [f"{{body: fagrad-{n}}}" for n in numbers],
            "parties": [f"{{party: {party}, signed_on: 2020-12-01}}" for party in parties],
        }.items()
    )
    text = "".join(f"# {n} Melding {n} {{#p-{n}}}\n\nInnen {{hours}} timer.\n\n" for n in numbers)
    files = {
        "law.yaml": LAW,
        "parties.yaml": PARTIES,
        **document("r-1", more=more),
        **edition("r-1", "2015", OLD, text.replace("{hours}", "48")),
        **edition("r-1", "2021", text=text.replace("{hours}", "24")),
    }
    for n in numbers:
        carries = f"references:\n  - {{document: r-1, provision: p-{n}, kind: implements}}\n"
        files |= {
            f"bodies/fagrad-{n}.yaml": BODY.replace("fagrad\n", f"fagrad-{n}\n", 1),
            **document(f"rutine-{n}", "rutine", carries),
            **edition(f"rutine-{n}", "2021"),
            **document(f"ta-{n}", "tjenesteavtale"),
            **edition(f"ta-{n}", "2015", OLD),
        }
    return files


SECRET = {
    **document("hemmelig", more="exempt: offentleglova § 24\n"),
    **edition("hemmelig", "2021", text="# 1 Kodeord {#kodeord}\n\nKvitterfjell."),
    **document("bare-utkast"),
    **edition("bare-utkast", "2027", "{status: draft}", "# 1 Kvitterfjell\n\nOrd."),
}


def page(path: str, client: Client | None = None, status: int = 200) -> str:
    response = (client or Client()).get(HOME + path)
    assert response.status_code == status
    return response.content.decode(errors="replace")


def main(html: str) -> str:
    """The page's own words: tags away, spaces one by one."""
    inside = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


def test_an_ended_edition_names_who_was_responsible_while_it_held(tmp_path: Path) -> None:
    before = "{body: gammelt, to: 2020-12-31}"
    responsible = f"responsible:\n  - {before}\n  - {{body: nytt, from: 2021-01-01}}\n"
    files = {
        **document("r-1", more=responsible),
        **edition("r-1", "2015", OLD),
        **edition("r-1", "2021"),
    }
    for name in ("gammelt", "nytt"):
        body = BODY.replace("fagrad\n", f"{name}\n", 1)
        files[f"bodies/{name}.yaml"] = body.replace("Fagråd for samarbeid", f"Utvalg {name}")
    loaded(tmp_path, files)
    for path, name, other in (
        ("/avtaler/r-1/utgaver/2015/", "gammelt", "nytt"),
        ("/avtaler/r-1/", "nytt", "gammelt"),
    ):
        shown = main(page(path))
        assert f"Utvalg {name}" in shown
        assert f"Utvalg {other}" not in shown


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/avtaler/", 4),
        ("/avtaler/r-1/", 9),
        ("/avtaler/r-1/utgaver/2015/", 7),
        ("/avtaler/r-1/forskjell/", 4),
        ("/avtaler/r-1/utgaver/2021/pdf/", 3),
        ("/rutiner/", 2),
        ("/lovkrav/", 2),
    ],
)
def test_the_number_of_queries_does_not_grow(
    tmp_path: Path, django_assert_num_queries, path: str, queries: int, count: int
) -> None:
    loaded(tmp_path, agreed(count))
    client = Client()
    with django_assert_num_queries(queries):
        page(path, client)


def test_a_document_shows_the_edition_in_force_on_the_date(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    assert "Innen 24 timer." in main(page("/avtaler/r-1/"))
    then = main(page("/avtaler/r-1/?dato=2020-06-01"))
    assert "Innen 48 timer." in then
    assert "Innen 24 timer." not in then


def test_links_keep_the_date(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    html = page("/avtaler/r-1/?dato=2020-06-01").partition("<main")[2].partition("</main>")[0]
    links = re.findall(r'href="(/[^"]*)"', html)
    assert len(links) > 10
    signed_in = [link for link in links if "/arbeid/" in link]
    assert [link for link in links if "dato=2020-06-01" not in link] == signed_in


def test_a_document_that_has_ended_says_when_and_what_replaced_it(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    html = page("/avtaler/ta-1/")
    words = main(html)
    assert "31. desember 2020" in words
    assert "del 1" in words
    assert f'href="{HOME}/avtaler/r-1/"' in html
    assert "Ord." in words


def test_the_provision_has_its_own_address_law_routine_and_change(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    html = page("/avtaler/r-1/")
    section = html.partition('id="p-1"')[2].partition("</section>")[0]
    links = re.findall(r'href="([^"]*)"', section)
    assert links == [
        "#p-1",
        f"{HOME}/lovkrav/#hol-6-2-5",
        f"{HOME}/avtaler/rutine-1/",
        f"{HOME}/avtaler/r-1/forskjell/?fra=2015&amp;til=2021#p-1",
    ]


def test_an_edition_keeps_its_address_and_says_that_it_does_not_hold(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    html = page("/avtaler/r-1/utgaver/2015/")
    assert "Innen 48 timer." in main(html)
    assert f'href="{HOME}/avtaler/r-1/"' in html.partition("notice-warning")[2][:600]
    assert "notice-warning" not in page("/avtaler/r-1/utgaver/2021/")


def test_a_proposal_on_hearing_is_told_with_what_it_would_change(tmp_path: Path) -> None:
    front = "{status: hearing, hearing_from: 2026-10-01, hearing_to: 2026-12-01}"
    files = {**agreed(), **edition("r-1", "2027", front, "# 1 Melding {#p-1}\n\nStraks.")}
    loaded(tmp_path, files)
    during = page("/avtaler/r-1/?dato=2026-11-01")
    assert f"{HOME}/avtaler/r-1/forskjell/?dato=2026-11-01&amp;fra=2021&amp;til=2027" in during
    assert "Straks." not in main(during)
    assert "1. desember 2026" in main(during)
    assert "notice-info" not in page("/avtaler/r-1/?dato=2026-12-02")


def test_a_text_that_is_not_entered_is_said_to_be_missing(tmp_path: Path) -> None:
    loaded(tmp_path, {**document("d"), **edition("d", "2021", text="")})
    assert "Teksten er ikke lagt inn" in main(page("/avtaler/d/"))
    assert "Teksten er ikke lagt inn" not in main(page("/avtaler/"))  # said once, for all of them


def test_the_list_parts_what_holds_from_what_is_coming_and_what_has_ended(tmp_path: Path) -> None:
    coming = {**document("ny"), **edition("ny", "2030", "{status: adopted, from: 2030-01-01}")}
    loaded(tmp_path, {**agreed(), **coming})
    html = page("/avtaler/?dato=2026-01-01")
    parts = re.split(r'<section class="band"[^>]*aria-labelledby="([^"]+)"', html)
    listed = {
        name: re.findall(r'<li><a href="/hf/nord/avtaler/([\w-]+)/', text)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert listed == {"gjelder": ["r-1", "rutine-1"], "paa-vei": ["ny"], "tidligere": ["ta-1"]}


def test_the_list_can_be_narrowed_to_a_kind(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    html = page("/avtaler/?type=rutine")
    assert set(re.findall(r'<li><a href="/hf/nord/avtaler/([\w-]+)/', html)) == {"rutine-1"}


def test_the_tree_puts_what_belongs_under_a_document_under_it(tmp_path: Path) -> None:
    loaded(
        tmp_path,
        {
            **document("avtalen", "avtale"),
            **edition("avtalen", "2021"),
            **document("r-1", more="parent: avtalen\n"),
            **edition("r-1", "2021"),
        },
    )
    html = page("/avtaler/")
    assert "/avtaler/r-1/" in html.partition('<div class="under">')[2].partition("</div>")[0]
    assert "Tittel r-1" in main(page("/avtaler/avtalen/"))


@pytest.mark.parametrize(
    "path",
    [
        "/avtaler/finnes-ikke/",
        "/avtaler/hemmelig/",
        "/avtaler/hemmelig/forskjell/",
        "/avtaler/hemmelig/utgaver/2021/",
        "/avtaler/hemmelig/utgaver/2021/pdf/",
        "/avtaler/bare-utkast/",
        "/avtaler/bare-utkast/utgaver/2027/",
        "/avtaler/bare-utkast/utgaver/2027/pdf/",
        "/avtaler/r-1/utgaver/2028/",
        "/avtaler/r-1/utgaver/2028/pdf/",
        "/avtaler/r-1/utgaver/1999/",
    ],
)
def test_what_is_not_public_is_not_found(tmp_path: Path, path: str) -> None:
    draft = edition("r-1", "2028", "{status: draft}", "# 1 Kvitterfjell\n\nOrd.")
    loaded(tmp_path, {**agreed(), **SECRET, **draft})
    assert "vitterfjell" not in page(path, status=404)


def test_no_page_tells_of_what_is_not_public(tmp_path: Path) -> None:
    hidden = "{statute: hol-6-2, number: 5, provision: kvitterfjell}"
    refers = [
        "{document: hemmelig, kind: refers}",
        "{document: bare-utkast, kind: implements}",
        "{document: rutine-1, from_provision: kvitterfjell, kind: refers}",
    ]
    files = {**agreed(), **SECRET}
    files |= edition("r-1", "2028", "{status: draft}", "# 9 Kvitterfjell {#kvitterfjell}\n\nOrd.")
    files["documents/r-1/document.yaml"] = (
        files["documents/r-1/document.yaml"].replace("covers:\n", f"covers:\n  - {hidden}\n")
        + "references:\n"
        + "".join(f"  - {row}\n" for row in refers)
    )
    secret = "references:\n  - {document: r-1, kind: implements}\nparent: r-1\n"
    for slug in ("hemmelig", "bare-utkast"):
        files[f"documents/{slug}/document.yaml"] += secret
    loaded(tmp_path, files)
    for path in (
        "/avtaler/",
        "/avtaler/r-1/",
        "/avtaler/r-1/utgaver/2015/",
        "/avtaler/r-1/forskjell/",
        "/avtaler/r-1/forskjell/?fra=2021&til=2028",
        "/avtaler/rutine-1/",
        "/rutiner/",
        "/lovkrav/",
    ):
        html = page(path).lower()
        found = [w for w in ("vitterfjell", "hemmelig", "bare-utkast", "2028</") if w in html]
        assert (path, found) == (path, [])


def test_another_helsefellesskap_has_none_of_it(tmp_path: Path) -> None:
    loaded(tmp_path / "nord", agreed())
    other = (tmp_path / "nord" / "partnership.yaml").read_text().replace("slug: nord", "slug: sor")
    loaded(
        tmp_path / "sor",
        {"partnership.yaml": other, **document("annet"), **edition("annet", "2021")},
    )
    assert Client().get("/hf/sor/avtaler/r-1/").status_code == 404
    assert Client().get("/hf/sor/avtaler/annet/").status_code == 200


def test_the_pdf_is_the_edition_with_its_lasting_address_and_the_date(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    response = Client().get(f"{HOME}/avtaler/r-1/utgaver/2015/pdf/?dato=2019-06-01")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="r-1-2015.pdf"'
    words = words_of(response.content)
    assert "Innen 48 timer." in words
    assert "1. juni 2019" in words
    address = "http://testserver/hf/nord/avtaler/r-1/utgaver/2015/"
    assert address in words.replace("\n", "")
    assert f"/URI({address})".encode() in response.content


def test_routines_stand_under_what_they_carry_out(tmp_path: Path) -> None:
    loose = {**document("alene", "rutine"), **edition("alene", "2021")}
    ended = {**document("gammel", "rutine"), **edition("gammel", "2015", OLD)}
    loaded(tmp_path, {**agreed(), **loose, **ended})
    html = page("/rutiner/")
    parts = re.split(r'<section class="band" aria-labelledby="([^"]+)"', html)
    listed = {
        name: re.findall(r'<h3><a href="/hf/nord/avtaler/([^/]+)/', text)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert listed == {"r-1": ["rutine-1"], "andre": ["alene"]}
    then = main(page("/rutiner/?dato=2010-01-01"))
    assert "Tittel" not in then


def test_an_invalid_date_is_refused(tmp_path: Path) -> None:
    loaded(tmp_path, agreed())
    page("/avtaler/r-1/?dato=2020-13-01", status=400)
