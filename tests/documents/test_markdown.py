"""Markdown to HTML: nothing in a text becomes markup of ours, and headings fit the page."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspill.common.markdown import to_html, to_lines


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ('Se <b onclick="x()">her</b>', '<p>Se &lt;b onclick="x()"&gt;her&lt;/b&gt;</p>\n'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
        ("**viktig**", "<p><strong>viktig</strong></p>\n"),
    ],
)
def test_hostile_text_is_shown_as_text(text: str, html: str) -> None:
    assert to_html(text) == html


def test_a_link_says_nothing_of_where_the_reader_came_from() -> None:
    assert to_html("[loven](https://lovdata.no)") == (
        '<p><a href="https://lovdata.no" rel="noopener noreferrer">loven</a></p>\n'
    )


def test_a_picture_is_not_fetched_and_its_words_are_kept() -> None:
    html = to_html("![et kart](https://example.org/kart.png)")
    assert "<img" not in html
    assert "et kart" in html


def test_headings_begin_below_the_pages_own() -> None:
    assert to_html("# En\n\n## To", top=4) == "<h4>En</h4>\n<h5>To</h5>\n"


def test_a_table_has_headers_with_scope_and_can_be_scrolled_with_the_keyboard() -> None:
    html = to_html("| | B |\n|---|:-:|\n| 1 | 2 |")
    assert '<th scope="col">B</th>' in html
    assert html.count("<th") == 2  # thead and B: an empty header is a plain cell
    assert 'role="group" tabindex="0"' in html


def test_the_name_of_a_table_follows_the_language() -> None:
    text = "| A |\n|---|\n| 1 |"
    labels = []
    for language in ("nb", "en"):
        with translation.override(language):
            labels += re.findall('aria-label="([^"]+)"', to_html(text))
    assert labels == ["Tabell", "Table"]


@given(st.text(max_size=200))
def test_any_text_gives_html_without_what_can_run(text: str) -> None:
    html = to_html(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Over to\nlinjer.\n\nNytt avsnitt.", "Over to linjer.\n\nNytt avsnitt."),
        ("- en\n- to\n  - under", "• en\n• to\n  • under"),
        ("3. tre\n4. fire", "3. tre\n4. fire"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A | B\n1 | 2"),
        ("Se [loven](https://lovdata.no).", "Se loven (https://lovdata.no)."),
        ("**fet** og *kursiv* og `kode`", "fet og kursiv og kode"),
        ("> sitat", "» sitat"),
        ("```\na  b\n```", "a  b"),
    ],
)
def test_lines_as_a_reader_sees_them(text: str, lines: str) -> None:
    assert to_lines(text) == lines
