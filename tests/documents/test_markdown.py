"""Markdown to HTML: nothing harmful comes through, and headings fit the page."""

import re

import pytest

from samspill.documents.markdown import to_html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klikk](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        '<a href="/" style="color:red" onclick="x()">a</a>',
        "![bilde](https://example.org/spor.png)",
        "[a](data:text/html,x)",
    ],
)
def test_nothing_harmful_comes_through(text: str) -> None:
    html = to_html(text)
    assert (
        re.findall(r"<(?:script|img|[^>]*\b(?:onclick|style)=|a href=.(?:javascript|data))", html)
        == []
    )


def test_the_highest_heading_is_put_where_it_fits() -> None:
    assert to_html("## En\n\n### To", top=2) == "<h2>En</h2>\n<h3>To</h3>\n"
    assert to_html("# En") == "<h3>En</h3>\n"


def test_a_table_has_column_headings() -> None:
    assert '<th scope="col">Hva</th>' in to_html("| Hva | Når |\n|---|---|\n| A | B |")
