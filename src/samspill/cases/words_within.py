"""Words in cases and decisions, found by an index: alike for one year and for fifty.

The index knows each word with its helsefellesskap (``samspill_cases_words`` in the database), by
its stem in Norwegian. What is exempt within a text is not among them (``samspill_published``).
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, QuerySet, TextField, Value

from samspill.common.models import Partnership

WORDS: ArrayField = ArrayField(TextField())


def words_of_item() -> Func:
    """The words of an item of an agenda that its decision is found by."""
    fields = (F("partnership"), F("title"), F("decision"), F("reason"))
    return Func(*fields, function="samspill_item_words", output_field=WORDS)


def words_of_case() -> Func:
    """The words that a case is found by."""
    texts = ("title", "question", "background", "assessment", "proposal")
    fields = (F("partnership"), *(F(name) for name in texts))
    return Func(*fields, function="samspill_case_words", output_field=WORDS)


def saying(
    partnership: Partnership, found: QuerySet[Any], words: Func, asked: str
) -> QuerySet[Any]:
    """Those that hold every word that is asked for, in any form of it."""
    given = (Value(partnership.pk), Value(asked))
    wanted = Func(*given, function="samspill_cases_words", output_field=WORDS)
    return found.alias(said=words).filter(said__contains=wanted)
