"""A job that fails in one helsefellesskap is done in the others, and says that it failed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django_scopes import get_scope

from samspill.commitments import reach, reminding
from samspill.commitments.models import Escalation
from samspill.common.models import Partnership
from samspill.parties.actions import ask_to_confirm, confirming

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("module", "asks", "job"),
    [
        (reach, "reminded_on", reminding.remind),
        (reach, "escalated_on", reminding.remind),
        (confirming, "_letters", ask_to_confirm),
    ],
)
def test_the_others_are_told(
    monkeypatch: pytest.MonkeyPatch, module: Any, asks: str, job: Callable[[datetime.date], int]
) -> None:
    made = [
        Partnership.objects.create(slug=slug, name=slug, short_name=slug) for slug in ("en", "to")
    ]
    for partnership in made:
        Escalation.objects.create(partnership=partnership, days_late=1, to="chair")
    asked = []

    def fails_first(*_about: object) -> list[Any]:
        asked.append(get_scope()["partnership"].slug)
        if asked == ["en"]:
            raise ValueError("it cannot be read")
        return []

    monkeypatch.setattr(module, asks, fails_first)
    with pytest.raises(ExceptionGroup) as failed:
        job(DAY)
    assert asked == ["en", "to"]
    assert [str(one) for one in failed.value.exceptions] == ["it cannot be read"]
