"""The audit trail in words: no key of the program is shown to a reader."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.common.house import action_words
from samspill.common.models import AuditEntry, Partnership
from samspill.plans.states import MOVES

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "samspill"
SAID = re.compile(r'action="([^"]+)"|_written\(\s*by, commitment, "([^"]+)"')


def test_every_kind_of_entry_has_words() -> None:
    found = {move.name for move in MOVES}
    for file in SOURCE.rglob("*.py"):
        for one, other in SAID.findall(file.read_text(encoding="utf-8")):
            found.add(one or other)
    assert len(found) > 25
    assert found - set(action_words()) == set()


@pytest.fixture
def many(partnership: Partnership) -> None:
    """120 entries, one an hour back from noon on 10 March 2026; ``Sak 0`` is the newest."""
    newest = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
    for number in range(120):
        with time_machine.travel(newest - datetime.timedelta(hours=number), tick=False):
            AuditEntry.objects.create(
                partnership=partnership, by="Måling", action="change", object=f"Sak {number}",
                model="parties.party", object_id="1",
            )  # fmt: skip


def shown(browser: Client, query: str) -> list[str]:
    page = browser.get(f"/hf/prove/arbeid/logg/?{query}")
    return re.findall(r"Sak \d+", page.content.decode())


def test_each_page_goes_on_where_the_one_before_ended(browser: Client, many: None) -> None:
    parts = [shown(browser, f"q=Sak&side={number}") for number in (1, 2, 3)]
    assert [one for part in parts for one in dict.fromkeys(part)] == [
        f"Sak {number}" for number in range(120)
    ]
    last = browser.get("/hf/prove/arbeid/logg/?q=Sak&side=3").content.decode()
    assert "Previous" in last
    assert "Next" not in last
    assert len(shown(browser, "q=Sak&bruker=²")) == len(parts[0])
    assert shown(browser, "q=Sak&side=0") == shown(browser, "q=Sak&side=x") == parts[0]


def test_what_is_old_is_found_by_its_day(browser: Client, many: None) -> None:
    # The day ends at midnight here, which is 23 o'clock in UTC in March.
    assert shown(browser, "q=Sak&til=2026-03-09")[0] == "Sak 14"
    assert shown(browser, "q=Sak&til=1999-01-01") == []
    assert shown(browser, "q=Sak&til=9999-12-31")[0] == "Sak 0"


def test_nothing_counts_the_whole_trail(browser: Client, many: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/hf/prove/arbeid/logg/").status_code == 200
    assert [one["sql"] for one in queries if "COUNT(" in one["sql"]] == []


def test_what_changed_is_told_in_the_words_of_the_forms(
    browser: Client, partnership: Partnership
) -> None:
    AuditEntry.objects.create(
        partnership=partnership,
        by="Måling",
        action="change",
        object="Sak",
        model="documents.edition",
        object_id="1",
        before={"status": "hearing", "has_text": False, "valid_from": None, "owners": ["A"]},
        after={"status": "in_force", "has_text": True, "valid_from": "2026-01-01", "owners": ["B"]},
    )
    page = browser.get("/hf/prove/arbeid/logg/?q=Sak").content.decode()
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    told = {label: " ".join(re.sub(r"<[^>]+>", " ", words).split()) for label, words in pairs}
    assert told == {
        "Status": "On hearing In force",
        "The text is entered": "No Yes",
        "From": "1. January 2026",
        "Who answers for it": "A B",
    }
