"""No page shows a key of the program, such as has_text or for_decision, where a word belongs."""

from __future__ import annotations

import html
import re

import pytest
from django.apps import apps
from django.db.models import Field
from django.test import Client
from django_scopes import scope

from samspill.common import audit
from samspill.common.house import registers
from samspill.common.models import AuditEntry, Partnership
from tests.everywhere.signed_in import work_paths

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNSEEN = re.compile(r"<(script|style|template|textarea|option|code)\b.*?</\1>|<[^>]+>", re.DOTALL)


def keys() -> set[str]:
    """The names of fields and the values of choices that nobody would write in a text."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            found.add(field.name)
            if isinstance(field, Field):
                found |= {value for value, _ in field.flatchoices if isinstance(value, str)}
    return {key for key in found if "_" in key}


def note_one_of_each(partnership: Partnership) -> None:
    """A record of every register in the log, with all its values."""
    with scope(partnership=partnership):
        records = [kind.model._default_manager.first() for kind in registers().values()]
    AuditEntry.objects.bulk_create(
        AuditEntry(
            partnership=partnership,
            by="Test",
            action="change",
            object="Sak",
            model=record._meta.label_lower,
            object_id=record.pk,
            after=audit.state_of(record),
        )
        for record in records
        if record is not None
    )


def test_no_signed_in_page_shows_a_key(
    two: tuple[Partnership, Partnership], secretary: Client, quiet: None
) -> None:
    known = keys()
    assert {"has_text", "for_decision"} <= known
    note_one_of_each(two[0])
    shown: dict[str, set[str]] = {}
    for path in work_paths(two[0]):
        answer = secretary.get(f"/hf/{two[0].slug}/arbeid/{path}")
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        words = set(re.findall(r"\w+", html.unescape(UNSEEN.sub(" ", answer.content.decode()))))
        if found := words & known:
            shown[path] = found
    assert shown == {}
