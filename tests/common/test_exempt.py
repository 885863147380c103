"""Exempt paragraphs: what anyone reads, what the database indexes, and what is refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.common.exempt import parts, published, require_marks, whole
from samspill.common.markdown import parsed, to_html, to_lines

TEXT = "Åpent.\n\n::: unntatt offl. § 13\nHemmelig navn.\n:::\n\nÅpent igjen."


@pytest.fixture(autouse=True)
def norwegian():
    with translation.override("nb"):
        yield


def test_the_statute_stands_in_place_of_what_is_exempt() -> None:
    assert published(TEXT).split() == [
        "Åpent.", "**Unntatt", "offentlighet,", "offl.", "§", "13**", "Åpent", "igjen.",
    ]  # fmt: skip
    for shown in (to_html(TEXT), to_lines(TEXT), parsed(TEXT).pretty(show_text=True)):
        assert "Hemmelig" not in shown
        assert "Åpent igjen" in shown
    assert "<blockquote>" in to_html(TEXT, in_full=True)
    assert "Hemmelig navn." in whole(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Åpent\n::: unntatt offl. § 13\nHemmelig",  # no end
        "Åpent\n::: unntat § 13\nHemmelig\n:::",  # misspelled
        "Åpent\n- ::: unntatt offl. § 13\n  Hemmelig\n  :::",  # within a list
        "Åpent\n> :::: UNNTATT offl. § 13\r\n> Hemmelig\r\n> ::::",
        "Åpent\r:::unntatt offl. § 13\rHemmelig\r::: unntatt offl. § 23\rHemmelig\r:::",
        "Åpent\n:::\u00a0\nHemmelig",
        "Åpent\n\u00a0:::\u00a0unntatt offl. § 13\nHemmelig\n\u2003:::",
        "Åpent\n\ufeff::: unntatt offl. § 13\nHemmelig\n:::",
    ],
)
def test_what_is_unclear_is_closed(text: str) -> None:
    assert "Hemmelig" not in published(text)
    assert "Åpent" in published(text)


@pytest.mark.parametrize(
    "text",
    [
        "::: unntatt offl. § 13\nUten slutt",
        "::: unntatt\nUten hjemmel\n:::",
        "Midt i linja ::: unntatt offl. § 13\nHemmelig\n:::",
        "::: unntatt offl. § 13\nHemmelig :::\n:::",
    ],
)
def test_a_mark_that_can_be_misread_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        require_marks(text)


def test_a_mark_as_it_should_be_is_taken() -> None:
    require_marks(TEXT)
    require_marks("Uten merker.")


HARD_TO_SEE = "\u00a0\u00ad\u1680\u2003\u200b\u2028\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\x1f\x85"
LINES = st.lists(
    st.sampled_from(
        [
            "a",
            "",
            ":::",
            "::: unntatt offl. § 13",
            "- ::: x",
            "> :::",
            " ::::",
            "b ::: c",
            ":::\t",
            *(f"{space}:::" for space in HARD_TO_SEE),
            *(f"::: {space}" for space in HARD_TO_SEE),
        ]
    ),
    max_size=9,
).map("\n".join)


@pytest.mark.django_db
def test_the_database_hides_what_the_program_hides() -> None:
    @settings(max_examples=60, deadline=None)
    @given(LINES)
    def agrees(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT samspill_published(%s)", [text])
            (found,) = cursor.fetchone()
        shown = [line for part in parts(text) if not part.is_exempt for line in part.lines]
        assert found.split() == "\n".join(shown).split()

    agrees()
