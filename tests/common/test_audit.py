"""The audit trail: what an entry keeps of what was changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django_scopes import scope

from samspill.common import actions
from samspill.common.actions import ChangedMeanwhile, version_of
from samspill.common.audit import LONGEST_TEXT
from samspill.common.models import AuditEntry, Partnership, Source
from samspill.common.undoing import can_be_offered
from tests.cast import secretariat

pytestmark = pytest.mark.django_db
SAME = "ord " * LONGEST_TEXT
"""Four times as long as what an entry keeps."""


@pytest.fixture
def source() -> Iterator[Source]:
    fjord = Partnership.objects.create(slug="fjord", name="Fjord", short_name="Fjord")
    with scope(partnership=fjord):
        yield Source.objects.create(
            partnership=fjord, slug="kilde", title="Kilde", description=f"{SAME}gammelt"
        )


def test_a_change_far_down_in_a_long_text_has_an_entry_that_shows_it(source: Source) -> None:
    source.description = f"{SAME}nyttord"
    actions.save(by=secretariat(source.partnership), record=source)
    entry = AuditEntry.objects.get()
    before, after = entry.before["description"], entry.after["description"]
    assert before.endswith(f"ord gammelt… ({len(SAME) + 7})")
    assert after.endswith(f"ord nyttord… ({len(SAME) + 7})")
    assert before.startswith("… ")
    assert len(after) < LONGEST_TEXT + 50
    assert not can_be_offered([entry])


def test_a_long_text_that_grows_is_kept_from_its_beginning(source: Source) -> None:
    Source.objects.update(description="kort")
    source.description = "helt annet " + SAME
    actions.save(by=secretariat(source.partnership), record=source)
    entry = AuditEntry.objects.get()
    assert entry.before["description"] == "kort"
    assert entry.after["description"].startswith("helt annet ord ")


def test_two_who_change_the_end_of_a_long_text_do_not_write_over_each_other(
    source: Source,
) -> None:
    by, seen = secretariat(source.partnership), version_of(source)
    source.description = f"{SAME}nyttord"
    actions.save(by=by, record=source, version=seen)
    source.description = f"{SAME}mittord"
    with pytest.raises(ChangedMeanwhile):
        actions.save(by=by, record=source, version=seen)
