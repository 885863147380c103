"""How a document stands on a date, from its public editions."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django_scopes import scope

from samspill.documents.models import Document, Edition
from samspill.documents.standing import (
    Stand,
    day_to_tell_of,
    public_in_force_on,
    standings_on,
)
from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db

SUPERSEDED = "{status: superseded, from: 2015-01-01, to: 2020-12-31, adopted_on: 2014-12-01}"
D = datetime.date


@pytest.mark.parametrize(
    ("date", "stand", "current", "nearest"),
    [
        (D(2010, 6, 1), Stand.NOT_YET, None, "2015"),
        (D(2014, 12, 1), Stand.COMING, None, "2015"),
        (D(2018, 6, 1), Stand.IN_FORCE, "2015", "2015"),
        (D(2020, 12, 31), Stand.IN_FORCE, "2015", "2015"),
        (D(2021, 1, 1), Stand.IN_FORCE, "2021", "2021"),
        (D(2025, 6, 1), Stand.ENDED, None, "2021"),
    ],
)
def test_a_document_through_its_editions(tmp_path: Path, date, stand, current, nearest) -> None:
    partnership = loaded(
        tmp_path,
        {
            **document("d"),
            **edition("d", "2015", SUPERSEDED),
            **edition("d", "2021", "{status: superseded, from: 2021-01-01, to: 2024-12-31}"),
        },
    )
    with scope(partnership=partnership):
        (found,) = standings_on(date).values()
    assert found.stand is stand
    assert (found.current and found.current.slug) == current
    assert found.nearest is not None
    assert found.nearest.slug == nearest


@pytest.mark.parametrize(
    ("front", "date", "stand"),
    [
        (
            "{status: hearing, hearing_from: 2026-10-01, hearing_to: 2026-12-01}",
            D(2026, 11, 1),
            "hearing",
        ),
        (
            "{status: hearing, hearing_from: 2026-10-01, hearing_to: 2026-12-01}",
            D(2027, 1, 1),
            "ended",
        ),
        (
            "{status: hearing, hearing_from: 2026-10-01, hearing_to: 2026-12-01}",
            D(2026, 9, 30),
            "not_yet",
        ),
        ("{status: for_decision, hearing_from: 2026-10-01}", D(2026, 11, 1), "proposed"),
        ("{status: for_decision, hearing_from: 2026-10-01}", D(2026, 9, 30), "not_yet"),
        ("{status: for_decision, hearing_from: 2020-10-01}", D(2021, 10, 1), "proposed"),
        ("{status: for_decision, hearing_from: 2020-10-01}", D(2021, 10, 2), "not_told"),
        ("{status: adopted, from: 2027-05-01}", D(2026, 11, 1), "coming"),
        ("{status: adopted, from: 2027-05-01}", D(2027, 5, 1), "in_force"),
        ("{status: withdrawn, from: 2020-01-01, to: 2020-12-31}", D(2020, 6, 1), "in_force"),
        ("{status: withdrawn}", D(2020, 6, 1), "ended"),
    ],
)
def test_a_document_with_one_edition(tmp_path: Path, front: str, date, stand: str) -> None:
    partnership = loaded(tmp_path, {**document("d"), **edition("d", "e", front)})
    with scope(partnership=partnership):
        (found,) = standings_on(date).values()
    assert found.stand == stand


def test_a_hearing_without_a_last_day_is_over_when_a_later_edition_holds(tmp_path: Path) -> None:
    partnership = loaded(
        tmp_path,
        {
            **document("d"),
            **edition("d", "utkast", "{status: hearing, hearing_from: 2019-12-12}"),
            **edition("d", "2021"),
        },
    )
    with scope(partnership=partnership):
        (before,) = standings_on(D(2020, 6, 1)).values()
        (after,) = standings_on(D(2022, 6, 1)).values()
    assert before.proposed is not None
    assert after.proposed is None


def test_drafts_and_what_is_kept_back_do_not_count(tmp_path: Path) -> None:
    partnership = loaded(
        tmp_path,
        {
            **document("d"),
            **edition("d", "2021"),
            **edition("d", "2027", "{status: draft}"),
            **edition("d", "2028", "{status: hearing, public: false}"),
            **document("bare-utkast"),
            **edition("bare-utkast", "2027", "{status: draft}"),
            **document("unntatt", more="exempt: offentleglova § 24\n"),
            **edition("unntatt", "2021"),
        },
    )
    with scope(partnership=partnership):
        names = dict(Document.objects.values_list("pk", "slug"))
        found = standings_on(D(2026, 1, 1))
        in_force = public_in_force_on(D(2026, 1, 1))
        assert [d.slug for d in in_force] == ["d"]
    assert {names[pk]: [e.slug for e in s.editions] for pk, s in found.items()} == {"d": ["2021"]}


def test_a_document_on_hearing_before_it_first_held_shows_the_proposal(tmp_path: Path) -> None:
    partnership = loaded(
        tmp_path,
        {
            **document("d"),
            **edition("d", "utkast", "{status: hearing, hearing_from: 2019-12-12}"),
            **edition("d", "2021"),
        },
    )
    with scope(partnership=partnership):
        (found,) = standings_on(D(2020, 6, 1)).values()
    assert found.stand is Stand.HEARING
    assert found.nearest == found.proposed


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (D(2015, 1, 1), D(2020, 12, 31), D(2020, 12, 31)),
        (D(2015, 1, 1), D(2023, 6, 15), D(2023, 6, 15)),
        (D(2015, 1, 1), None, D(2023, 6, 15)),
        (None, D(2024, 1, 1), D(2023, 6, 15)),
        (D(2024, 1, 1), None, D(2024, 1, 1)),
    ],
)
def test_what_is_told_of_an_edition_is_of_the_nearest_day_that_it_held(first, last, day) -> None:
    held = Edition(status="superseded", valid_from=first, valid_to=last)
    assert day_to_tell_of(held, D(2023, 6, 15)) == day


def test_what_never_held_is_told_of_on_the_day_itself() -> None:
    proposed = Edition(status="hearing", valid_from=D(2015, 1, 1), valid_to=D(2020, 12, 31))
    assert day_to_tell_of(proposed, D(2023, 6, 15)) == D(2023, 6, 15)
    assert day_to_tell_of(None, D(2023, 6, 15)) == D(2023, 6, 15)


def test_what_is_adopted_without_a_first_day_is_adopted(tmp_path: Path) -> None:
    front = "{status: adopted, adopted_on: 2020-12-17}"
    with scope(partnership=loaded(tmp_path, {**document("d"), **edition("d", "2020", front)})):
        (found,) = standings_on(D(2026, 6, 1)).values()
    assert found.stand is Stand.ADOPTED
    assert found.nearest is not None
    assert found.nearest.slug == "2020"
    assert found.current is None
