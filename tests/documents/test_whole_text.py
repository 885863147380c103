"""A whole edition as one text: out and in again is the same, whatever is written in it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.documents.whole_text import (
    Section,
    in_one_line,
    normal,
    parents,
    read_whole,
    write_whole,
)

MARKS = ["# ", "## ", "#", "\\", "\\# ", "{#a}", ' nummer="', '"', "}", "{", "§ 3", "1.2 ", "1."]
SPACES = ["\n", "\n\n", "\r\n", "\r", " ", "\t", "\x0b", "\u2028", "\xa0"]
PIECES = st.sampled_from([*MARKS, *SPACES, "Ord", "```\n", "- ", "| a |\n", "æ"])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))
LINES = TEXTS.map(in_one_line)
SECTIONS = st.builds(
    Section,
    depth=st.integers(1, 6),
    number=LINES,
    heading=LINES,
    id=st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True),
    body=TEXTS.map(normal),
)


def without_lines(sections):
    return [dataclasses.replace(section, line=0) for section in sections]


@given(TEXTS.map(normal), st.lists(SECTIONS, max_size=5))
def test_what_is_written_out_is_read_back_to_the_same(preamble, sections) -> None:
    read = read_whole(write_whole(preamble, sections))
    assert read.preamble == preamble
    assert without_lines(read.sections) == sections


@given(TEXTS)
def test_a_text_that_was_read_and_written_out_stays_as_it_is(text) -> None:
    read = read_whole(text)
    written = write_whole(read.preamble, read.sections)
    again = read_whole(written)
    assert write_whole(again.preamble, again.sections) == written
    assert without_lines(again.sections) == without_lines(read.sections)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# 1 Formål {#formal}", (1, "1", "Formål", "formal")),
        ("## § 3 Tittel", (2, "§ 3", "Tittel", "")),
        ("### 2.1. Om tilbudet", (3, "2.1", "Om tilbudet", "")),
        ("# Innledning ##", (1, "", "Innledning", "")),
        ("#", (1, "", "", "")),
        ('# Vedlegg 1 Om {#v nummer="Vedlegg 1"}', (1, "Vedlegg 1", "Om", "v")),
        ('# 2020 var et år {#v nummer=""}', (1, "", "2020 var et år", "v")),
    ],
)
def test_a_heading_line(line, expected) -> None:
    (section,) = read_whole(line).sections
    assert (section.depth, section.number, section.heading, section.id) == expected


def test_the_lines_of_headings_are_those_of_the_text() -> None:
    read = read_whole("\r\n\nFørst.\n\n# 1 A\nx\n\n## 1.1 B\n")
    assert [(section.line, section.body) for section in read.sections] == [(5, "x"), (8, "")]
    assert read.preamble == "Først."


def test_a_line_that_only_looks_like_a_heading_stays_in_the_text() -> None:
    written = write_whole("", [Section(1, "1", "A", "a", "# ikke overskrift\n\\# heller ikke")])
    assert written == "# 1 A {#a}\n\n\\# ikke overskrift\n\\\\# heller ikke\n"


def test_a_provision_stands_under_the_nearest_above_of_less_depth() -> None:
    assert list(parents([1, 2, 3, 2, 4, 1])) == [None, 0, 1, 0, 3, None]
