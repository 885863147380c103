"""Two editions of a document: provisions matched by identity, each with what happened to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_scopes import scope

from samspill.documents.difference import Change, changed_since, compare
from samspill.documents.models import Edition
from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db

OLD = "{status: superseded, from: 2020-01-01, to: 2020-12-31}"


@pytest.fixture
def compared(tmp_path: Path, django_assert_num_queries):
    def compare_(old: str, new: str):
        partnership = loaded(
            tmp_path,
            {
                **document("d"),
                **edition("d", "2020", OLD, old),
                **edition("d", "2021", text=new),
            },
        )
        with scope(partnership=partnership):
            first, second = Edition.objects.order_by("slug")
            with django_assert_num_queries(2):
                return compare(first, second)

    return compare_


def told(comparison) -> list[tuple[str, str]]:
    return [(d.slug, str(d.change)) for d in comparison.provisions]


def test_a_provision_added_removed_changed_and_unchanged(compared) -> None:
    found = compared(
        "# 1 A {#a}\n\nLik.\n\n# 2 B {#b}\n\nUt.\n\n# 3 C {#c}\n\nFør.",
        "# 1 A {#a}\n\nLik.\n\n# 3 C {#c}\n\nNå.\n\n# 4 D {#d}\n\nInn.",
    )
    assert told(found) == [("a", "unchanged"), ("b", "removed"), ("c", "changed"), ("d", "added")]
    assert [found.count(change) for change in Change] == [1, 1, 1, 0, 0, 1]
    assert [d.slug for d in found.changes] == ["b", "c", "d"]


def test_a_removed_first_provision_stands_first(compared) -> None:
    found = compared("# 1 A {#a}\n\nUt.\n\n# 2 B {#b}\n\nLik.", "# 2 B {#b}\n\nLik.")
    assert told(found) == [("a", "removed"), ("b", "unchanged")]


def test_a_provision_with_another_number_is_renumbered(compared) -> None:
    found = compared("# 1 A {#a}\n\nLik.", "# 2 A {#a}\n\nLik.")
    assert told(found) == [("a", "renumbered")]


def test_a_provision_under_another_is_moved_and_its_own_children_are_not(compared) -> None:
    old = "# 1 A {#a}\n\n## 1.1 X {#x}\n\nLik.\n\n### 1.1.1 Y {#y}\n\nLik.\n\n# 2 B {#b}\n\nLik."
    new = "# 1 A {#a}\n\n# 2 B {#b}\n\nLik.\n\n## 1.1 X {#x}\n\nLik.\n\n### 1.1.1 Y {#y}\n\nLik."
    assert told(compared(old, new)) == [
        ("a", "unchanged"),
        ("b", "unchanged"),
        ("x", "moved"),
        ("y", "unchanged"),
    ]


def test_of_siblings_that_changed_order_the_fewest_are_moved(compared) -> None:
    old = "".join(f"# Om {x} {{#{x}}}\n\nLik.\n\n" for x in "abcd")
    new = "".join(f"# Om {x} {{#{x}}}\n\nLik.\n\n" for x in "bcda")
    assert told(compared(old, new)) == [
        ("b", "unchanged"),
        ("c", "unchanged"),
        ("d", "unchanged"),
        ("a", "moved"),
    ]


def test_a_provision_changed_and_moved_and_renumbered_says_all_three(compared) -> None:
    old = "# 1 A {#a}\n\n## 1.1 X {#x}\n\nFør.\n\n# 2 B {#b}\n\nLik."
    new = "# 1 A {#a}\n\n# 2 B {#b}\n\nLik.\n\n## 2.1 X {#x}\n\nNå."
    found = next(d for d in compared(old, new).provisions if d.slug == "x")
    assert (found.change, found.is_moved, found.is_renumbered) == (Change.CHANGED, True, True)


def test_lines_wrapped_otherwise_and_bold_words_are_no_change(compared) -> None:
    found = compared(
        "Innledning\nover to linjer.\n\n# 1 A {#a}\n\nEt ord\nog **et** til.",
        "Innledning over to linjer.\n\n# 1 A {#a}\n\nEt ord og et til.",
    )
    assert told(found) == [("a", "unchanged")]
    assert not found.preamble_differs


def test_a_changed_preamble_is_told(compared) -> None:
    found = compared("Gjelder alle.\n\n# 1 A {#a}\n\nLik.", "Gjelder ingen.\n\n# 1 A {#a}\n\nLik.")
    assert found.preamble_differs
    assert found.changes == ()


def test_what_changed_since_names_the_added_and_the_changed_only(tmp_path: Path) -> None:
    partnership = loaded(
        tmp_path,
        {
            **document("d"),
            **edition("d", "2020", OLD, "# 1 A {#a}\n\nLik.\n\n# 2 B {#b}\n\nFør."),
            **edition(
                "d", "2021", text="# 1 A {#a}\n\nLik.\n\n# 2 B {#b}\n\nNå.\n\n# 3 C {#c}\n\nInn."
            ),
        },
    )
    with scope(partnership=partnership):
        first, second = Edition.objects.order_by("slug")
        texts = list(second.texts.select_related("provision"))
        names = {text.provision_id: text.provision.slug for text in texts}
        found = {names[pk]: change for pk, change in changed_since(first, texts).items()}
    assert found == {"b": Change.CHANGED, "c": Change.ADDED}
