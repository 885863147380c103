"""What a second workbook does to what is there."""

from __future__ import annotations

import datetime
import resource
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.accounts.models import User
from samspill.bodies.models import Seat, Term
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.onboarding.carrying_out import carry_out
from samspill.onboarding.comparing import WorkbookOutcome, compare
from samspill.parties.models import Assignment, Party, Person
from samspill.uploads.models import Upload
from tests.onboarding.workbooks import book, party, reading, rows_of, whole

pytestmark = pytest.mark.django_db


class Onboard:
    """Reads and carries out workbooks."""

    def __init__(self, by: Actor, user: User, partnership: Partnership) -> None:
        self.by, self.user, self.partnership = by, user, partnership

    def __call__(self, made: Any) -> WorkbookOutcome:
        found = reading(made)
        upload = Upload.objects.create(
            partnership=self.partnership,
            about="onboarding",
            user=self.user,
            content=found.as_json(),
        )
        plan = compare(found)
        assert plan.refused == []
        carry_out(by=self.by, upload=upload, mark=plan.mark)
        assert compare(found).changes_nothing
        return plan


@pytest.fixture
def onboard(secretary: Actor, siri: User, partnership: Partnership) -> Onboard:
    made = Onboard(secretary, siri, partnership)
    made(whole())
    return made


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_number_finds_the_municipality_whatever_it_is_called(onboard: Onboard) -> None:
    plan = onboard(book(parties=rows_of("parties", party("Steinkjer i Innherred", "5006"))))
    assert [change.differences for change in plan.changed] == [
        [("Name", "Steinkjer kommune", "Steinkjer i Innherred kommune")]
    ]
    assert Party.objects.get(numbers__number="5006").slug == "steinkjer-kommune"


def test_an_empty_cell_changes_nothing_and_a_dash_empties(onboard: Onboard) -> None:
    row = {"title": "Koordinerende enhet", "kind": "Coordinating unit", "party": "Levanger kommune"}
    untouched = book(contact_points=rows_of("contact_points", {**row, "email": None}))
    assert compare(reading(untouched)).changes_nothing
    plan = onboard(book(contact_points=rows_of("contact_points", {**row, "email": "–"})))
    assert [change.differences for change in plan.changed] == [
        [("E-mail address", "ke@levanger.example", "")]
    ]


def test_a_member_that_is_left_out_stays_and_is_told(onboard: Onboard) -> None:
    row = {"name": "Innherred", "side": "Kommunene", "members": "Levanger kommune; Snåsa kommune"}
    plan = onboard(book(regions=rows_of("regions", row)))
    assert [change.differences[0][2] for change in plan.changed] == [
        "Levanger kommune; Verdal kommune; Snåsa kommune"
    ]
    told = [d.what for d in plan.told if d.column]
    assert told == ["Not in the list, and members all the same: Verdal kommune."]


def test_a_new_holder_from_a_later_day_ends_the_one_before(onboard: Onboard) -> None:
    seat = Seat.objects.get(label="Steinkjer kommune")
    row = {"body": "SSU", "label": seat.label, "role": "Member", "side": "Kommunene",
           "person": "Ola Hansen", "held_from": "1.7.2026"}  # fmt: skip
    onboard(book(seats=rows_of("seats", row)))
    terms = Term.objects.filter(seat=seat).order_by("valid_from")
    assert [(t.person and t.person.name, t.holder, t.valid_from, t.valid_to) for t in terms] == [
        (None, "Kommunedirektør", day("2026-01-01"), day("2026-06-30")),
        ("Ola Hansen", "Kommunedirektør", day("2026-07-01"), None),
    ]


def test_a_further_role_of_somebody_who_is_there(onboard: Onboard) -> None:
    row = {"name": "Ola Hansen", "role": "Reporter"}
    plan = onboard(book(people=rows_of("people", row, {"name": "Per Hansen", "party": "5006"})))
    assert [(c.shown, c.is_new) for c in plan.order] == [
        ("Ola Hansen", False),
        ("Per Hansen", True),
    ]
    given = Assignment.objects.get(person__name="Ola Hansen")
    assert given.party == Party.objects.get(kind=Party.Kind.HOSPITAL_TRUST)
    assert Person.objects.filter(name="Ola Hansen").count() == 1


def test_seats_of_one_name_are_told_apart_by_what_they_represent(onboard: Onboard) -> None:
    rows = [
        {"body": "Partnerskapsmøte", "label": "Kommunedirektør", "role": "Member",
         "side": "Kommunene", "represents_party": name}
        for name in ("Steinkjer kommune", "Snåsa kommune")
    ]  # fmt: skip
    plan = onboard(book(seats=rows_of("seats", *rows)))
    assert [change.code for change in plan.added] == [
        "partnerskapsmote/kommunedirektor",
        "partnerskapsmote/kommunedirektor-2",
    ]


def test_twenty_thousand_rows_cost_no_more_queries_than_one(onboard: Onboard) -> None:
    def people(count: int) -> Any:
        return reading(
            book(people=[["Name", "E-mail address"],
                         *([f"Person {n}", f"p{n}@example.no"] for n in range(count))])
        )  # fmt: skip

    few, many = people(1), people(20_000)
    assert len(many.rows) == 20_000
    with CaptureQueriesContext(
        connection,
    ) as asked_for_one:
        compare(few)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with CaptureQueriesContext(connection) as asked_for_many:
        plan = compare(many)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(plan.added) == 20_000
    assert len(asked_for_many) == len(asked_for_one)
    assert grown < 300_000  # kilobytes


def test_two_municipalities_with_one_number_are_told(partnership: Partnership) -> None:
    rows = [party("Karasjok", "5610"), party("Kárášjohka", "5610"), party("Grong", "5045")]
    plan = compare(reading(book(parties=rows_of("parties", *rows))))
    told = [(doubt.row, doubt.what, doubt.stops) for doubt in plan.doubts if doubt.column]
    what = "«Karasjok kommune» has the municipality number 5610 too."
    assert told == [(3, what, False)]


def test_a_party_is_found_with_and_without_what_it_is(
    onboard: Onboard, partnership: Partnership
) -> None:
    rows = [
        {"name": "Ine Prøve", "party": "Levanger"},
        {"name": "Ola Prøve", "party": "Helse Nord-Trøndelag HF"},
    ]
    plan = compare(reading(book(people=rows_of("people", *rows))))
    assert plan.refused == []
    works_in = [change.values["party"] for change in plan.order]
    assert works_in == ["levanger-kommune", "helse-nord-trondelag"]


def test_a_row_with_the_bare_name_is_about_the_same_party(onboard: Onboard) -> None:
    rows = [party("Levanger") | {"name": "Levanger", "municipality_number": None}]
    plan = compare(reading(book(parties=rows_of("parties", *rows))))
    assert [(c.code, c.is_new, c.after) for c in plan.order] == [
        ("levanger-kommune", False, {"name": "Levanger"})
    ]
