"""Values that nobody means, sent straight to what takes them: a clear answer, and nothing half."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import (
    Arena,
    Attendance,
    Case,
    InputRequest,
    Meeting,
    Note,
    Proposal,
    Recusal,
)
from samspill.common.actions import save
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today

WORK = "/hf/prove/arbeid"
FAR = ("0001-01-01", "0021-02-03", "9999-12-31")


def test_a_sign_that_no_database_takes_is_left_out(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], browser: Client
) -> None:
    planned = Meeting(partnership=partnership, date=today())
    meeting = actions.plan_meeting(by=secretary, meeting=planned, bodies=[bodies["psu"]])
    actions.add_item(by=secretary, meeting=meeting, title="Punkt")
    at = f"{WORK}/moter/{meeting.slug}"
    assert browser.post(f"{at}/punkt/punkt/notat/", {"text": "a\0b\r\n  c"}).status_code == 302
    assert Note.objects.get().text == "ab\n  c"
    assert browser.post(f"{at}/rekkefolge/", {"way": "case:a\0b:\0"}).status_code == 404
    assert browser.post(f"{at}/rekkefolge/", {"way": "up:\0"}).status_code == 302


def test_a_day_that_nobody_means_is_refused_before_it_stops_a_calendar(
    partnership: Partnership, bodies: dict[str, Body], browser: Client
) -> None:
    psu = bodies["psu"]
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=psu
    )
    for day in FAR:
        sent = {
            "moter/nytt/": {"bodies": psu.pk, "kind": "ordinary", "date": day},
            "moter/aret/": {"body": psu.pk, "date_1": day, "days_before": "180"},
            f"saker/{case.slug}/innspill/": {
                "question": "Hva?", "due_on": day, "bodies": bodies["asu"].pk,
            },
        }  # fmt: skip
        for address, given in sent.items():
            answer = browser.post(f"{WORK}/{address}", given)
            assert answer.status_code == 422, (address, day)
            assert "from 1800 to 2200" in answer.content.decode(), (address, day)
    assert not Meeting.objects.exists()
    assert not InputRequest.objects.exists()
    assert Client().get("/hf/prove/moter/kalender.ics").status_code == 200


def test_cases_that_are_merged_lead_on_to_one_that_goes_on(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body]
) -> None:
    first, second, third, returned = (
        Case.objects.create(
            partnership=partnership, slug=f"sak-{number}", title=f"Sak {number}",
            body=bodies["psu"], state="returned" if number == 4 else "accepted", year=today().year,
        )
        for number in (1, 2, 3, 4)
    )  # fmt: skip
    number = actions.give_number(by=secretary, case=first, body=bodies["psu"])
    actions.move_case(by=secretary, case=first, name="merge", merged_into=second)
    actions.move_case(by=secretary, case=second, name="merge", merged_into=third)
    for asked in ("sak-1/", "sak-2/", f"?q={number.written}"):
        answer = Client().get(f"/hf/prove/saker/{asked}")
        assert answer.status_code == 302, asked
        assert answer.headers["Location"].endswith("/saker/sak-3/"), asked
    for into in (first, second, returned):
        with pytest.raises(ValidationError, match="does not go on"):
            actions.move_case(by=secretary, case=third, name="merge", merged_into=into)
    assert Case.objects.get(pk=third.pk).state == "accepted"


def test_a_database_that_does_not_answer_is_told_as_what_passes(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], siri: User
) -> None:
    planned = Meeting(partnership=partnership, date=today())
    meeting = actions.plan_meeting(by=secretary, meeting=planned, bodies=[bodies["psu"]])
    actions.add_item(by=secretary, meeting=meeting, title="Punkt")
    Arena.objects.create(partnership=partnership, body=bodies["psu"], is_called=False)
    actions.begin(by=secretary, meeting=meeting)
    client = Client(raise_request_exception=False, headers={"accept": "application/json"})
    client.force_login(siri)
    page, given = f"{WORK}/moter/{meeting.slug}/referat/punkt/", {"punkt-discussion": "Sagt"}

    def silent(execute: Any, sql: str, *given: Any) -> Any:
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(silent):
        answer = client.post(page, given)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.post(page, given).json()["wrong"] == []
    assert meeting.items.get().discussion == "Sagt"


def test_a_seat_or_an_item_is_of_a_body_that_meets(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body]
) -> None:
    planned = Meeting(partnership=partnership, date=today())
    meeting = actions.plan_meeting(by=secretary, meeting=planned, bodies=[bodies["asu"]])
    item = actions.add_item(by=secretary, meeting=meeting, title="Punkt")
    seat, of = bodies["psu"].seats.all()[0], {"partnership": partnership, "item": item}
    for wrong in (
        Attendance(partnership=partnership, meeting=meeting, seat=seat, came="yes"),
        Recusal(**of, seat=seat),
        Proposal(**of, seat=seat, slug="x", position=0, text="Slik"),
    ):
        with pytest.raises(ValidationError, match="does not meet here"):
            save(by=secretary, record=wrong)
    item.body = bodies["psu"]
    with pytest.raises(ValidationError, match="does not meet here"):
        save(by=secretary, record=item)


def test_a_calendar_stands_a_day_that_was_loaded(
    partnership: Partnership, bodies: dict[str, Body]
) -> None:
    last = Meeting.objects.create(partnership=partnership, slug="siste", date=datetime.date.max)
    last.bodies.add(bodies["psu"])
    assert Client().get("/hf/prove/moter/kalender.ics").status_code == 200
