"""Word by word: what is marked gives both texts back, and the marks are where a reader looks."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from samspill.documents.wording import Mark, words

PROSE = st.lists(
    st.sampled_from(
        [
            "Sykehuset",
            "kommunen",
            "melder",
            "innen",
            "24",
            "timer",
            ",",
            ".",
            "\n",
            " ",
            "• ",
            "æøå",
        ]
    ),
    max_size=40,
).map(" ".join)
ANYTHING = st.one_of(PROSE, st.text(max_size=60))


def side(marked, mine: Mark) -> str:
    return "".join(span.text for span in marked if span.kind in {Mark.SAME, mine})


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(str(span.kind), span.text) for span in words(old, new)]


@given(ANYTHING, ANYTHING)
def test_the_marks_give_both_texts_back(old: str, new: str) -> None:
    marked = words(old, new)
    assert (side(marked, Mark.OLD), side(marked, Mark.NEW)) == (old, new)


@given(ANYTHING)
def test_a_text_compared_with_itself_has_no_marks(text: str) -> None:
    assert [span.kind for span in words(text, text)] == ([Mark.SAME] if text else [])


def test_one_word_is_marked_alone() -> None:
    assert shown("innen 24 timer etter", "innen 12 timer etter") == [
        ("same", "innen "),
        ("old", "24"),
        ("new", "12"),
        ("same", " timer etter"),
    ]


def test_a_stray_word_that_two_wordings_share_does_not_split_them() -> None:
    assert shown(
        "Kommunen svarer samme dag og sier ja.", "Kommunen svarer innen tre timer, ja."
    ) == [
        ("same", "Kommunen svarer "),
        ("old", "samme dag og sier"),
        ("new", "innen tre timer,"),
        ("same", " ja."),
    ]


def test_two_unlike_texts_stand_whole_after_each_other() -> None:
    assert shown("Pasienten får tolk.", "Møtet holdes på video hver mandag.") == [
        ("old", "Pasienten får tolk."),
        ("new", "Møtet holdes på video hver mandag."),
    ]


def test_a_new_item_of_a_list_is_marked_with_its_own_bullet() -> None:
    old = "Henvisningen har med\n• allergier\n• pårørende til pasienten"
    new = "Henvisningen har med\n• allergier\n• legemidler\n• pårørende til pasienten"
    assert shown(old, new) == [
        ("same", "Henvisningen har med\n• allergier\n"),
        ("new", "• legemidler\n"),
        ("same", "• pårørende til pasienten"),
    ]


def test_texts_of_sixty_thousand_words_that_repeat_two_take_less_than_five_seconds() -> None:
    old, new = "ja nei nei " * 20_000, "nei ja ja " * 20_000
    started = time.monotonic()
    marked = words(old, new)
    assert time.monotonic() - started < 5
    assert (side(marked, Mark.OLD), side(marked, Mark.NEW)) == (old, new)
