"""Two editions compared: provision by provision, and word by word."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from samspill.documents import difference as module
from samspill.documents.difference import Span, difference, unwrapped, words
from samspill.documents.models import Edition
from tests.factories.folders import loaded

FRAME = """
slug: nord
name: Nord
short_name: Nord
document_kinds: [{id: rutine, name: Rutine, plural: Rutiner, role: routine}]
"""
OLD = """---
{status: superseded, from: 2020-01-01, to: 2020-12-31}
---
# 1 Formål {#formal}

Trygg overgang.

# 2 Frist {#frist}

Svar innen 24 timer
på alle hverdager.

# 3 Utgår {#utgar}

Dette forsvinner.

# 4 Flyttes {#flyttes}

Det samme.
"""
NEW = """---
{status: in_force, from: 2021-01-01}
---
# 1 Formål {#formal}

Trygg overgang.

# 2 Frist {#frist}

Svar innen 12 timer på alle hverdager.

# 3 Flyttes {#flyttes}

Det samme.

# 4 Nytt {#nytt}

Dette er nytt.
"""
TEXTS = st.text(alphabet="ab æø.,\n-*1", max_size=60)


@given(TEXTS, TEXTS)
def test_the_marks_give_both_texts_back(old: str, new: str) -> None:
    spans = words(old, new)
    assert "".join(s.text for s in spans if s.kind != "new") == unwrapped(old)
    assert "".join(s.text for s in spans if s.kind != "old") == unwrapped(new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {span.kind for span in words(text, text)} <= {"same"}


def test_only_the_words_that_changed_are_marked() -> None:
    assert words("Svar innen 24 timer.", "Svar innen 12 timer.") == [
        Span("same", "Svar innen "),
        Span("old", "24"),
        Span("new", "12"),
        Span("same", " timer."),
    ]


def test_a_very_long_text_is_compared_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOKENS", 3)
    assert words("- en\n- to\n", "- en\n- tre\n") == [
        Span("same", "- en\n"),
        Span("old", "- to\n"),
        Span("new", "- tre\n"),
    ]


@pytest.mark.django_db
def test_every_provision_is_told_what_happened_to_it(
    tmp_path: Path, django_assert_num_queries
) -> None:
    folder = "documents/rutinen"
    files = {
        "partnership.yaml": FRAME,
        f"{folder}/document.yaml": "id: rutinen\nkind: rutine\ntitle: Rutinen",
        f"{folder}/2020.md": OLD,
        f"{folder}/2021.md": NEW,
    }
    with scope(partnership=loaded(tmp_path, files)):
        old, new = Edition.objects.order_by("slug")
        with django_assert_num_queries(2):
            found = difference(old, new)
        assert [(item.slug, item.change.value) for item in found] == [
            ("formal", "unchanged"),
            ("frist", "changed"),
            ("utgar", "removed"),
            ("flyttes", "moved"),
            ("nytt", "added"),
        ]
        assert {item.change.value for item in difference(new, new)} == {"unchanged"}
