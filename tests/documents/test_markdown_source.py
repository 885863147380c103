"""What a provision holds is written to a file and read from it as it was."""

from __future__ import annotations

import pytest

from samspill.documents.markdown_source import SourceSection, read_markdown
from samspill.documents.open_format.editions import write


def back(number: str, heading: str, body: str) -> list[SourceSection]:
    text = {"id": "en", "number": number, "heading": heading, "body": body, "depth": 2}
    after = {"id": "to", "number": "", "heading": "Etter", "body": "Slutt.", "depth": 1}
    return read_markdown(write({"preamble": body, "provisions": [text, after]})).sections


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        ("1.1", "Formål"), ("§ 3", "Formål"), ("2a", ""), ("", "Formål"), ("", "24/7-tjeneste"),
        ("", "2 ganger i året"), ("a)", "Formål"), ("A", "Formål"), ("=1+1", "=1+1"),
        ("1.", "Formål"), ("IV", ""), ("", "C#"), ("1", "{#x}"), ("", "§ 6-1 i loven"),
    ],
)  # fmt: skip
def test_a_number_and_a_heading_come_back(number: str, heading: str) -> None:
    first, last = back(number, heading, "Ord.")
    assert (first.number, first.heading, first.id, first.depth) == (number, heading, "en", 2)
    assert (last.id, last.body) == ("to", "Slutt.")


@pytest.mark.parametrize(
    "body",
    [
        "# Et avsnitt", "ord\n## 2 Ord\nord", "\\# ord", "\\\\## ord", "#", "#m",
        "```\n# kode\n```", "```\nikke lukket", "~~~\n# x {#y}", "Ord {#to}", "    # innrykk x",
        "---\na: b\n---",
    ],
)  # fmt: skip
def test_a_text_comes_back_and_makes_no_provision(body: str) -> None:
    first, last = back("1", "Formål", body)
    assert first.body == body.strip()
    assert (last.id, last.body) == ("to", "Slutt.")
