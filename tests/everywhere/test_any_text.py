"""Any text in any field goes out by export, XLSX, PDF and feed, and comes back as it was saved.

What is saved is what the one cleaning leaves of what was typed (``common/texts.py``).
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.core.validators import (
    MaxLengthValidator,
    MinLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.db import models, transaction
from django_scopes import scope
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samspill.bodies.models import Body
from samspill.cases.models import Meeting
from samspill.commitments.feeds import Feed, as_ical
from samspill.commitments.models import FeedAddress
from samspill.common.models import Partnership, today
from samspill.common.texts import cleaned, typed
from samspill.common.workbooks.opening import opened
from samspill.common.workbooks.values import unharmed
from samspill.common.workbooks.writing import add_row, content_of, new_book, new_sheet
from samspill.documents.models import Edition, ProvisionText
from samspill.documents.typesetting import pdf_of
from samspill.exchange.export import render
from samspill.exchange.kinds import kinds
from samspill.exchange.loading import _may_write_frozen as may_write_frozen
from samspill.exchange.loading import check
from samspill.exchange.records import FlatRecord
from samspill.exchange.snapshot import snapshot
from tests.cast import secretariat
from tests.documents.pdf_text import words_of
from tests.factories.everything import everything
from tests.factories.folders import loaded, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BUILT_IN = (MaxLengthValidator, MinLengthValidator, ProhibitNullCharactersValidator)
NASTY = [
    "=1+1", "'=1+1", "''", "+47 73 00 00 00", "-", "–", "\\-", "_x000D_", "_x005F_x0041_", "1.10",
    "null", "~", "yes", "2026-01-01", "12:30", "1e3", "0x1f", "- a", "a: b", "# a", "---", "a #b",
    "{#a}", "[x]: y", "|", "> a", "%YAML", "!tag", "&a", "*a", "@", "`", '"', "'", "\\", "\\n",
    "a\nb", "a\r\nb  \n\tc", "\n a", " a ", "\u00a0a", "e\u0301", "\ufb01", "Ŋuorvá", "Læjsʼ", "🙂",
    "a\u200bb", "a\u00adb", "\ufeffa", "a\0b", "\x85", "\u2028", "\ud83d", "\uffff", "\uf0b7 a",
    "a;b,c:d", "BEGIN:VEVENT", "\u202eabc", "<b>&amp;</b>", "{{ x }}", "5 °C", "1½", "漢字",
    "x" * 80, "å" * 80,
]  # fmt: skip
ANY = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY)).map(" ".join)
)
FEW = settings(max_examples=12, deadline=None, derandomize=True)


NUMBERED = ("casenumber", "written")
"""Must spell the number and the year that stand beside it."""


def fields() -> Iterator[tuple[type[models.Model], Any]]:
    """Every field of what is exported that takes any text."""
    for kind in kinds():
        for column in kind.stored:
            field: Any = kind.model._meta.get_field(column)
            is_text = type(field) in {models.CharField, models.TextField}
            own = [one for one in field.validators if not isinstance(one, BUILT_IN)]
            is_free = (kind.model._meta.model_name, column) != NUMBERED
            if (
                is_text
                and field.editable
                and is_free
                and not (field.choices or own or field.unique)
            ):
                yield kind.model, field


def saved(field: Any, text: str) -> str:
    """What stands in a field when somebody has typed a text in it."""
    text = typed(text) if isinstance(field, models.TextField) else cleaned(text)
    return text[: field.max_length].strip() or "x"


@pytest.fixture(scope="module")
def alt(once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    partnership: Partnership = once(loaded, tmp_path_factory.mktemp("alt"), everything())
    return partnership.slug


def test_any_text_is_exported_and_read_back(alt: str) -> None:
    partnership = Partnership.objects.get(slug=alt)
    places = list(fields())

    @settings(FEW, max_examples=4)
    @given(st.lists(ANY, min_size=1, max_size=5))
    @example(NASTY)
    @example(NASTY[3:])
    @example(NASTY[11:])
    def comes_back(texts: list[str]) -> None:
        with transaction.atomic(), scope(partnership=partnership):
            may_write_frozen("on")
            for (model, field), text in zip(places, cycle(texts), strict=False):
                said = model._base_manager.filter(partnership=partnership)
                said.exclude(**{field.name: ""}).update(**{field.name: saved(field, text)})
            stands = snapshot(partnership).records
            files = render(partnership, stands)
            transaction.set_rollback(True)
        with tempfile.TemporaryDirectory() as place:
            _folder, read, faults = check(write(Path(place), files))
        assert [str(fault) for fault in faults.errors] == []
        assert read is not None
        for kind, records in stands.by_kind.items():
            for key, record in records.items():
                assert _said(read.by_kind[kind][key]) == _said(record), (kind, key)

    assert len(places) >= 60
    comes_back()


def _said(record: FlatRecord) -> dict[str, Any]:
    """Without what is made from the name when it is saved."""
    return {name: value for name, value in record.values.items() if name != "sort_key"}


def test_any_text_goes_into_a_workbook_and_is_read_from_it() -> None:
    @settings(FEW, max_examples=15)
    @given(st.lists(ANY, min_size=1, max_size=9))
    def comes_back(texts: list[str]) -> None:
        expected = [text for text in map(typed, texts) if text]
        book = new_book()
        sheet = new_sheet(book, "Ark", [])
        for text in expected:
            add_row(sheet, [text, "x"])
        content = content_of(book)
        (read,) = opened(io.BytesIO(content), len(content))
        assert [unharmed(cells[0]) for _number, cells in read.rows()] == expected

    comes_back()


PRINTED = st.text(
    st.sampled_from("aæøåÆØÅščŋŧžÁáïöäëŁéñßΩжя03 .,:;!?«»–—'\"#$&*_@<>[]{}()/\\%+=~^|`§°½²₂≥€🙂漢"),
    min_size=1,
    max_size=40,
)


def test_any_text_is_printed(alt: str) -> None:
    partnership = Partnership.objects.get(slug=alt)
    with scope(partnership=partnership):
        edition = Edition.objects.select_related("document__kind").filter(texts__gt=0)[0]

    @settings(FEW, max_examples=8)
    @given(PRINTED)
    def is_printed(text: str) -> None:
        heading = saved(ProvisionText._meta.get_field("heading"), text)
        with transaction.atomic(), scope(partnership=partnership):
            ProvisionText.objects.filter(edition=edition).update(heading=heading)
            made = pdf_of(
                edition, partnership=partnership, address="https://x.example/", date=today()
            )
            transaction.set_rollback(True)
        expected = heading.replace("🙂", "□").replace("漢", "□")
        assert _joined(expected) in _joined(words_of(made))

    is_printed()


def _joined(text: str) -> str:
    """Without spaces and places to break, which the setting decides."""
    return "".join(text.split()).replace("\u200b", "")


def test_any_text_stands_in_a_feed(alt: str) -> None:
    partnership = Partnership.objects.get(slug=alt)
    with scope(partnership=partnership):
        body = Body.objects.all()[0]
        entry = Meeting.objects.create(partnership=partnership, slug="et-mote", date=today())
        entry.bodies.add(body)
        actor = secretariat(partnership)
    feed = FeedAddress(partnership=partnership, body=body)

    @FEW
    @given(ANY)
    def comes_back(text: str) -> None:
        expected = saved(Meeting._meta.get_field("title"), text)
        with transaction.atomic(), scope(partnership=partnership):
            Meeting.objects.filter(pk=entry.pk).update(title=expected, place=expected)
            made = icalendar.Calendar.from_ical(as_ical(Feed(feed, actor)))
            transaction.set_rollback(True)
        (event,) = made.walk("VEVENT")
        assert str(event["location"]) == expected
        assert str(event["summary"]).endswith(f": {expected}")

    comes_back()
