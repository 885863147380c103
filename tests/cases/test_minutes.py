"""Minutes written on one page: saved as typed, by two at once, and refused only where they must."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.bodies.models import Body, Seat
from samspill.cases import actions
from samspill.cases.models import (
    AgendaItem,
    Attendance,
    Case,
    FollowUp,
    Meeting,
    Proposal,
    Recusal,
)
from samspill.cases.writing import mark
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import AuthorityRule
from tests.cases.treating import written_at
from tests.secretariat import signed_in

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def body(partnership: Partnership) -> Body:
    """A council of three seats that vote, with a substitute for the first; it decides by votes."""
    made = Body.objects.create(
        partnership=partnership, slug="raad", name="Rådet", decision_mode="delegated",
        decision_rule="majority", all_seats_entered=True,
    )  # fmt: skip
    frame = {"partnership": partnership, "body": made, "may_vote": True}
    seats = [
        Seat.objects.create(**frame, slug=f"plass-{n}", label=f"Plass {n}", order=n)
        for n in range(3)
    ]
    Seat.objects.create(
        **frame, slug="vara", label="Vara", role="substitute", substitute_for=seats[0], order=9
    )
    return made


@pytest.fixture
def item(partnership: Partnership, secretary: Actor, body: Body) -> AgendaItem:
    """An item of a meeting that is held today, with its minutes begun."""
    meeting = actions.plan_meeting(
        by=secretary, meeting=Meeting(partnership=partnership, date=today()), bodies=[body]
    )
    made = actions.add_item(by=secretary, meeting=meeting, title="Valg", type="election")
    actions.begin(by=secretary, meeting=meeting)
    made.meeting.refresh_from_db()
    return made


def typed(item: AgendaItem, was: dict[str, str] | None = None, **now: Any) -> dict[str, Any]:
    """What a form sends that was shown when the places stood as in ``was``."""
    found: dict[str, Any] = {f"{item.slug}-{name}": value for name, value in now.items()}
    for name in ("discussion", "decision", "reason", "outcome", "mode", "votes_for", "exception"):
        found[f"mark-{item.slug}-{name}"] = mark((was or {}).get(name, ""))
    return found


def test_what_two_write_in_different_places_is_kept_and_in_one_place_both_are_shown(
    partnership: Partnership, item: AgendaItem, browser: Client
) -> None:
    other = Client()
    other.force_login(signed_in(partnership, "ola@example.no", "secretariat"))
    page = written_at(item)
    first = browser.post(page, typed(item, discussion="Først"), **JSON).json()
    assert (first["clashes"], first["wrong"]) == ([], [])
    told = other.post(page, typed(item, reason="Fordi"), **JSON).json()
    assert told["values"] == {}
    sent = typed(item, discussion="", reason="Fordi")
    assert other.post(page, sent, **JSON).json()["values"] == {f"{item.slug}-discussion": "Først"}
    clash = other.post(page, typed(item, discussion="Noe annet"), **JSON).json()["clashes"]
    assert [(one["label"], one["theirs"]) for one in clash] == [("Kort om drøftingen", "Først")]
    assert clash[0]["by"]
    assert clash[0]["when"]
    item.refresh_from_db()
    assert (item.discussion, item.reason) == ("Først", "Fordi")
    refused = other.post(page, typed(item, discussion="Noe annet", decision="Slik"))
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "Noe annet" in shown
    assert "Først" in shown
    assert mark("Først") in shown
    item.refresh_from_db()
    assert item.decision == ""
    over = other.post(page, typed(item, {"discussion": "Først"}, discussion="Noe annet"))
    assert over.status_code == 302
    item.refresh_from_db()
    assert item.discussion == "Noe annet"


def test_a_refused_decision_keeps_the_text_and_says_why(item: AgendaItem, browser: Client) -> None:
    sent = typed(item, discussion="Sagt", decision="Ja", outcome="decided", mode="votes")
    told = browser.post(written_at(item), {**sent, f"{item.slug}-votes_for": "4"}, **JSON).json()
    assert "more than the 3" in told["wrong"][0]
    item.refresh_from_db()
    assert (item.discussion, item.decision, item.outcome) == ("Sagt", "Ja", "")
    browser.post(written_at(item), {**sent, f"{item.slug}-votes_for": "3"}, **JSON)
    item.refresh_from_db()
    assert (item.outcome, item.votes_for) == ("decided", 3)


def test_only_the_ways_of_the_rule_are_offered_and_taken(
    item: AgendaItem, body: Body, browser: Client
) -> None:
    Body.objects.filter(pk=body.pk).update(decision_rule="consensus")
    page = f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat/"
    shown = browser.get(page).content.decode()
    assert 'value="votes"' not in shown
    assert "No chair is entered for this day" in shown
    sent = typed(item, decision="Ja", outcome="decided", mode="unanimous")
    assert "only this: by consensus" in browser.post(written_at(item), sent).content.decode()
    reason = {f"{item.slug}-exception": "Det hastet"}
    assert browser.post(written_at(item), {**sent, **reason}).status_code == 302


def test_rows_are_written_once_changed_and_taken_away(
    item: AgendaItem, body: Body, browser: Client
) -> None:
    name, seats = item.slug, list(body.seats.order_by("order"))
    owner = f"body:{body.pk}:chair"
    duty = {
        f"{name}-duty": "ny1", f"{name}-duty-ny1-text": "Sende brev",
        f"{name}-duty-ny1-owner": owner, f"{name}-duty-ny1-due": str(today()),
    }  # fmt: skip
    proposal = {
        f"{name}-proposal": "ny2", f"{name}-proposal-ny2-text": "At det venter",
        f"{name}-proposal-ny2-seat": str(seats[1].pk),
    }  # fmt: skip
    left = {
        f"{name}-left": "ny3", f"{name}-left-ny3-seat": str(seats[0].pk),
        f"{name}-left-ny3-reason": "Slekt",
    }  # fmt: skip
    for _again in range(2):
        told = browser.post(written_at(item), typed(item) | duty | proposal | left, **JSON).json()
        assert told["wrong"] == []
    made = FollowUp.objects.get()
    assert (made.text, made.body, made.role, made.due_on) == ("Sende brev", body, "chair", today())
    assert Proposal.objects.get().seat == seats[1]
    assert Recusal.objects.get().seat == seats[0]
    vote = typed(item, decision="Ja", outcome="decided", mode="votes", votes_for="3")
    told = browser.post(written_at(item), vote, **JSON).json()
    assert "2 who stayed" in told["wrong"][0]
    stands_in = {f"{name}-left-ny3-substitute": str(seats[-1].pk)}
    told = browser.post(written_at(item), vote | left | stands_in, **JSON).json()
    assert told["wrong"] == []
    for place, value in (("due", "2020-02-30"), ("owner", "body:0"), ("text", "")):
        wrong = {**duty, f"{name}-duty-ny1-{place}": value}
        answer = browser.post(written_at(item), typed(item) | wrong)
        assert answer.status_code == 422, place
    gone = {**duty, f"{name}-duty-ny1-text": "", f"{name}-duty-ny1-owner": ""}
    browser.post(written_at(item), typed(item) | gone | {f"{name}-duty-ny1-due": ""}, **JSON)
    assert not FollowUp.objects.exists()


def test_a_seat_that_was_chosen_wrongly_did_not_leave(
    item: AgendaItem, body: Body, browser: Client
) -> None:
    """A new row has the same key in the page that it was written on, whatever seat is chosen."""
    name, seats = f"{item.slug}-left", list(body.seats.order_by("order"))
    row = {name: "ny1", f"{name}-ny1-mark": ""}
    for seat in (seats[0], seats[1]):
        sent = row | {f"{name}-ny1-seat": str(seat.pk)}
        told = browser.post(written_at(item), typed(item) | sent, **JSON).json()
        assert told["wrong"] == []
        assert [one.seat for one in Recusal.objects.all()] == [seat]
        row[f"{name}-ny1-mark"] = told["marks"][f"{name}-ny1-mark"]
    browser.post(written_at(item), typed(item) | row | {f"{name}-ny1-seat": ""}, **JSON)
    assert not Recusal.objects.exists()


def test_what_somebody_has_to_do_stays_theirs_when_the_page_is_saved(
    partnership: Partnership, item: AgendaItem, browser: Client
) -> None:
    """Also a body that is no more, which is no choice for what is new."""
    Body.objects.create(partnership=partnership, slug="tredje", name="Tredje utvalg")
    other = Body.objects.create(
        partnership=partnership, slug="annet", name="Annet utvalg",
        valid_to=today() - datetime.timedelta(days=1),
    )  # fmt: skip
    FollowUp.objects.create(
        partnership=partnership, item=item, slug="brev", position=0, text="Brev", body=other
    )
    page = browser.get(f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat/").content.decode()
    assert f'<option value="body:{other.pk}" selected>' in " ".join(page.split())
    assert "Tredje utvalg" in page, "who does not meet can be given something to do"


def test_who_came_is_ticked_off_and_nobody_steps_in_for_who_came(
    item: AgendaItem, body: Body, browser: Client
) -> None:
    seats = list(body.seats.order_by("order"))
    page = f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat-frammote/"
    marks = {f"seat-{one.pk}-mark": mark("False  ") for one in seats[:3]}
    came = {f"seat-{seats[1].pk}": "yes", f"seat-{seats[0].pk}-choice": f"sub:{seats[3].pk}"}
    browser.post(page, marks | came | {"others": "Fylket", "rest": "no"})
    found = {one.seat.slug: (one.came, one.substitute) for one in Attendance.objects.all()}
    assert found == {
        "plass-0": ("substitute", seats[3]),
        "plass-1": ("yes", None),
        "plass-2": ("no", None),
    }
    item.meeting.refresh_from_db()
    assert item.meeting.others == "Fylket"
    marks = {f"seat-{seats[1].pk}-mark": mark("True  ")}
    both = {f"seat-{seats[1].pk}": "yes", f"seat-{seats[1].pk}-choice": "sub:"}
    assert browser.post(page, marks | both, **JSON).json()["wrong"]
    stale = {f"seat-{seats[2].pk}-mark": mark("False  "), f"seat-{seats[2].pk}": "yes"}
    clash = browser.post(page, stale, **JSON).json()["clashes"]
    assert [one["label"] for one in clash] == ["Plass 2"]


def test_minutes_are_begun_on_the_day_and_not_written_when_they_are_sent(
    partnership: Partnership, secretary: Actor, item: AgendaItem, body: Body, browser: Client
) -> None:
    later = Meeting(partnership=partnership, date=today() + datetime.timedelta(days=1))
    coming = actions.plan_meeting(by=secretary, meeting=later, bodies=[body])
    with pytest.raises(ValidationError, match="day"):
        actions.begin(by=secretary, meeting=coming)
    page = f"/hf/prove/arbeid/moter/{coming.slug}/"
    assert browser.get(f"{page}referat/").status_code == 200
    Meeting.objects.filter(pk=coming.pk).update(date=today(), state="tentative")
    assert "Write the minutes" not in browser.get(page).text, "its day is not confirmed"
    assert "Confirm it first" in browser.get(f"{page}referat/").text
    Meeting.objects.filter(pk=item.meeting.pk).update(minutes="sent")
    told = browser.post(written_at(item), typed(item, discussion="For sent"), **JSON).json()
    assert "Take them back" in told["wrong"][0]
    item.refresh_from_db()
    assert item.discussion == ""
    Meeting.objects.filter(pk=item.meeting.pk).update(minutes="elsewhere")
    shown = browser.get(f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat/").content.decode()
    assert "can be read by everyone at once" in shown
    assert "minutes.js" not in shown, "what is half typed is not published"
    browser.post(written_at(item), typed(item, discussion="Kilden sier det"))
    item.refresh_from_db()
    assert item.discussion == "Kilden sier det"


def test_unanimity_is_of_those_who_stayed_for_the_item(
    partnership: Partnership, secretary: Actor, item: AgendaItem, body: Body
) -> None:
    rule = AuthorityRule.objects.create(
        partnership=partnership, slug="midler", subject="Midler", decider="body",
        decision_rule="unanimity", clause="5.2 e",
    )  # fmt: skip
    rule.bodies.add(body)
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", authority=rule
    )
    of_case = actions.add_item(by=secretary, meeting=item.meeting, case=case)
    two = {"outcome": "decided", "decision": "Ja", "mode": "votes", "votes_for": 2}
    with pytest.raises(ValidationError, match="all 3 who vote"):
        actions.treat(by=secretary, item=of_case, **two)
    seats = body.seats.order_by("order")
    actions.set_recusal(by=secretary, item=of_case, seat=seats[0])
    assert actions.treat(by=secretary, item=of_case, **two).votes_for == 2
    actions.set_recusal(by=secretary, item=of_case, seat=seats[0], substitute=seats[3])
    with pytest.raises(ValidationError, match="all 3 who vote"):
        actions.treat(by=secretary, item=of_case, **two)
