"""Search: Norwegian stems, compounds by their parts, near spellings, what holds first, no leaks."""

import datetime
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.exchange.loading import load
from samspill.portal.search.results import find
from samspill.portal.search.words import understand

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 3, 1)
FRAME = """
slug: {slug}
name: Helsefellesskapet {slug}
short_name: {slug}
document_kinds:
  - {{id: samarbeidsavtale, name: Samarbeidsavtale, plural: Samarbeidsavtaler, role: agreement}}
  - {{id: rutine, name: Rutine, plural: Rutiner, role: routine}}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def document(slug: str, kind: str, title: str, exempt: str = "") -> dict[str, str]:
    text = f"id: {slug}\nkind: {kind}\ntitle: {title}\n"
    return {f"documents/{slug}/document.yaml": text + (f"exempt: {exempt}\n" if exempt else "")}


def edition(slug: str, name: str, front: str, text: str) -> dict[str, str]:
    return {f"documents/{slug}/{name}.md": f"---\n{front}\n---\n{text}\n"}


@pytest.fixture
def partnership(tmp_path: Path) -> Partnership:
    folder = write(
        tmp_path / "nord",
        {
            "partnership.yaml": FRAME.format(slug="nord"),
            **document("avtalen", "samarbeidsavtale", "Samarbeid"),
            **edition(
                "avtalen",
                "2021",
                "{status: superseded, from: 2021-01-01, to: 2024-12-31}",
                "# 1 Utskriving {#utskriving}\n\nSykehuset varsler kommunen samme dag.",
            ),
            **edition(
                "avtalen",
                "2025",
                "{status: in_force, from: 2025-01-01}",
                "# 1 Utskriving {#utskriving}\n\nSykehuset varsler kommunen innen to timer.\n\n"
                "# 2 Tidligmelding {#melding}\n\nMeldingen går til hjemmetjenestekontoret.",
            ),
            **edition("avtalen", "2027", "{status: draft}", "# 1 Kvitterfjell\n\nUferdig."),
            **document("gammel", "rutine", "Utskriving på papir"),
            **edition(
                "gammel",
                "2010",
                "{status: superseded, from: 2010-01-01, to: 2019-12-31}",
                "# 1 Utskriving utskriving utskriving\n\nUtskriving på papir.",
            ),
            **document("unntatt", "rutine", "Hemmeligord", exempt="offentleglova § 24"),
            **edition("unntatt", "2025", "{status: in_force, from: 2025-01-01}", "# 1 Hemmeligord"),
        },
    )
    load(folder, by="test")
    return Partnership.objects.get(slug="nord")


def urls(partnership: Partnership, text: str, date: datetime.date = TODAY) -> list[str]:
    with scope(partnership=partnership):
        return [hit.url for hit in find(understand(text, partnership), partnership, date=date).hits]


def test_an_inflected_word_finds_its_stem(partnership: Partnership) -> None:
    assert urls(partnership, "meldinger") == ["/avtaler/avtalen/#melding"]


def test_a_compound_is_found_by_its_last_part(partnership: Partnership) -> None:
    assert urls(partnership, "kontor") == ["/avtaler/avtalen/#melding"]


def test_a_compound_is_found_by_its_first_part(partnership: Partnership) -> None:
    assert urls(partnership, "hjemmetjeneste") == ["/avtaler/avtalen/#melding"]


def test_avtale_finds_samarbeidsavtale(partnership: Partnership) -> None:
    assert urls(partnership, "avtale") == ["/avtaler/avtalen/"]


def test_a_near_spelling_is_forgiven_and_said(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        query = understand("hjemmetjenestekontoert", partnership)
        hits = find(query, partnership, date=TODAY).hits
    assert [hit.url for hit in hits] == ["/avtaler/avtalen/#melding"]
    assert query.instead == ("hjemmetjenestekontoret",)


def test_a_compound_that_stands_nowhere_asks_for_its_parts(partnership: Partnership) -> None:
    assert urls(partnership, "kommunevarsler") == ["/avtaler/avtalen/#utskriving"]


def test_a_word_that_nothing_answers_to_is_left_out_and_said(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        query = understand("tidligmelding xyzzyx", partnership)
        hits = find(query, partnership, date=TODAY).hits
    assert [hit.url for hit in hits] == ["/avtaler/avtalen/#melding"]
    assert query.missing == ("xyzzyx",)


def test_what_is_in_force_comes_first_whatever_its_rank(partnership: Partnership) -> None:
    found = urls(partnership, "utskriving")
    assert found[0] == "/avtaler/avtalen/#utskriving"
    assert sorted(found[1:]) == [
        "/avtaler/gammel/",
        "/avtaler/gammel/utgaver/2010/#utskriving-utskriving-utskriving",
    ]


def test_an_earlier_date_puts_what_held_then_first(partnership: Partnership) -> None:
    found = urls(partnership, "papir", datetime.date(2015, 1, 1))
    assert found == ["/avtaler/gammel/", "/avtaler/gammel/#utskriving-utskriving-utskriving"]


def test_several_editions_of_a_provision_are_one_result(partnership: Partnership) -> None:
    found = urls(partnership, "varsler", datetime.date(2022, 1, 1))
    assert found == ["/avtaler/avtalen/#utskriving"]


@pytest.mark.parametrize("word", ["kvitterfjell", "hemmeligord", "uferdig"])
def test_nothing_unpublished_is_found_counted_or_suggested(
    partnership: Partnership, word: str
) -> None:
    with scope(partnership=partnership):
        for text in (word, word[:-1] + "x"):
            query = understand(text, partnership)
            assert find(query, partnership, date=TODAY).counts == {}
            assert query.instead == ()


def test_another_helsefellesskap_is_never_found(partnership: Partnership, tmp_path: Path) -> None:
    other = write(
        tmp_path / "sor",
        {
            "partnership.yaml": FRAME.format(slug="sor"),
            **document("avtalen", "samarbeidsavtale", "Annen avtale med sørlandsord"),
            **edition("avtalen", "2021", "{status: in_force, from: 2021-01-01}", "# 1 Sørlandsord"),
        },
    )
    load(other, by="test")
    assert urls(partnership, "sørlandsord") == []
    assert urls(Partnership.objects.get(slug="sor"), "sørlandsord") == [
        "/avtaler/avtalen/",
        "/avtaler/avtalen/#sorlandsord",
    ]


def test_the_index_follows_a_changed_folder(partnership: Partnership, tmp_path: Path) -> None:
    file = tmp_path / "nord/documents/avtalen/2025.md"
    file.write_text(file.read_text(encoding="utf-8").replace("to timer", "tre døgn"), "utf-8")
    load(tmp_path / "nord", by="test")
    partnership.refresh_from_db()
    assert urls(partnership, "døgn") == ["/avtaler/avtalen/#utskriving"]
    assert urls(partnership, "timer") == []


HOSTILE = ["'", '"', "\\", "' | 'a", "!!!", "&|!():*", "a:*", "%", "\x00", "<script>", "😀", "§"]


@pytest.mark.parametrize("text", [*HOSTILE, "ord " * 400, "x" * 5000])
def test_strange_queries_are_answered(
    partnership: Partnership, client: Client, settings, text: str
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nord"
    response = client.get("/sok/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    tmp_path: Path, client: Client, settings, django_assert_num_queries, count: int
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "mange"
    files = {"partnership.yaml": FRAME.format(slug="mange")}
    for number in range(count):
        files |= document(f"rutine-{number}", "rutine", f"Hjelpemidler {number}")
        files |= edition(f"rutine-{number}", "a", "status: in_force", "# 1 Hjelpemidler\n\nTekst.")
    load(write(tmp_path, files), by="test")
    client.get("/sok/", {"q": "hjelpemidler"})
    with django_assert_num_queries(4):  # helsefellesskap, count, stems, results
        response = client.get("/sok/", {"q": "hjelpemidler"})
    assert len(response.context["results"].hits) == 2 * count
