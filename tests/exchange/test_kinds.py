"""The kinds of record, gathered from the apps and put in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from samspill.common.open_format.declared import declared
from samspill.exchange import kinds as gathered
from samspill.exchange.files import partnership_lists
from samspill.exchange.kinds import above, at_the_top, kinds, top_of


def test_every_kind_comes_after_those_that_it_refers_to() -> None:
    before: set[str] = set()
    for kind in kinds():
        assert kind.refers_to <= before, kind.name
        assert {above()[kind.name]} <= before if kind.parent else kind.name not in above()
        before.add(kind.name)
    assert before == {kind.name for kind in declared()}


def test_kinds_that_wait_for_each_other_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {kind.name: kind for kind in declared()}
    found["side"] = replace(found["side"], inner_references={"chief": "party"})
    monkeypatch.setattr(gathered, "declared", lambda: tuple(found.values()))
    with pytest.raises(ImproperlyConfigured, match="wait for each other"):
        kinds.__wrapped__()


def test_what_stands_within_others_leads_to_a_place_in_the_folder() -> None:
    assert {kind.name for kind in kinds() if top_of(kind.name).place is None} == set()
    assert top_of("term").name == "body"
    assert top_of("provision").name == "document"


def test_no_two_kinds_at_the_top_share_a_place_or_a_type() -> None:
    places = [kind.place for kind in at_the_top()]
    assert len(set(places)) == len(places)
    types = [kind.type for kind in at_the_top()]
    assert len(set(types)) == len(types)


def test_the_lists_of_the_frame_stand_in_their_order() -> None:
    assert list(partnership_lists()) == [
        "languages", "sides", "tiers", "document_kinds", "patient_groups", "retention",
    ]  # fmt: skip
