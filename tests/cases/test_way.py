"""A case's way, from a municipality's question to a decision that everyone can find."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import AuthorityRule
from samspill.mail.models import Message
from samspill.parties.models import Party
from tests.cases.treating import written_at
from tests.secretariat import signed_in

DAY = datetime.timedelta(days=1)


def held(by: Actor, partnership: Partnership, body: Body, case: Case) -> AgendaItem:
    """The case on the agenda of a meeting of the body that was held today."""
    meeting = actions.plan_meeting(
        by=by, meeting=Meeting(partnership=partnership, date=today()), bodies=[body]
    )
    item = actions.add_item(by=by, meeting=meeting, case=case)
    actions.move_meeting(by=by, meeting=meeting, name="hold")
    item.meeting.refresh_from_db()
    return item


def approved(by: Actor, meeting: Meeting) -> None:
    for name in ("send minutes", "approve minutes"):
        actions.move_minutes(by=by, meeting=meeting, name=name)


def test_a_municipality_s_question_becomes_a_decision_that_is_owed_and_found(
    partnership: Partnership, secretary: Actor, verdal: Party, bodies: dict[str, Body],
    funds: AuthorityRule, browser: Client,
) -> None:  # fmt: skip
    contact = signed_in(partnership, "kari@example.no", "contact", verdal)
    kari = Client()
    kari.force_login(contact)
    sent = {"sender": f"part-{verdal.pk}", "title": "Kurs i hele Trøndelag"}
    missing = kari.post("/hf/prove/arbeid/saker/ny/", sent)
    assert missing.status_code == 422
    assert "Kurs i hele Trøndelag" in missing.content.decode()
    answer = kari.post("/hf/prove/arbeid/saker/ny/", {**sent, "question": "Får vi midler?"})
    assert answer["Location"].endswith("/arbeid/saker/kurs-i-hele-trondelag/")
    case = Case.objects.get()
    assert (case.state, case.proposer) == ("raised", verdal)
    address = "/hf/prove/saker/kurs-i-hele-trondelag/"
    assert Client().get(address).status_code == 404
    moved = kari.post(f"/hf/prove/arbeid/saker/{case.slug}/flytt/accept/", {})
    assert moved.status_code == 403
    page = f"/hf/prove/arbeid/saker/{case.slug}/flytt/"
    assert browser.post(f"{page}return/", {}).status_code == 422
    accepted = browser.post(f"{page}accept/", {"body": bodies["asu"].pk})
    assert accepted.status_code == 302
    case.refresh_from_db()
    case.authority = funds
    case.save()
    at_asu = held(secretary, partnership, bodies["asu"], case)
    with pytest.raises(ValidationError, match=r"PSU may decide this .*ASU"):
        actions.treat(by=secretary, item=at_asu, outcome="decided", decision="Ja")
    actions.treat(by=secretary, item=at_asu, outcome="recommended", decision="ASU sier ja")
    actions.move_case(by=secretary, case=case, name="send on", body=bodies["psu"])
    at_psu = held(secretary, partnership, bodies["psu"], case)
    nine = {"mode": "votes", "votes_for": 9, "votes_against": 0}
    with pytest.raises(ValidationError, match="all 10 who vote"):
        actions.treat(by=secretary, item=at_psu, outcome="decided", decision="Ja", **nine)
    with pytest.raises(ValidationError, match="11 votes are more than the 10 seats"):
        actions.treat(
            by=secretary, item=at_psu, outcome="decided", decision="Ja", mode="votes",
            votes_for=10, votes_against=1,
        )  # fmt: skip
    actions.begin(by=secretary, meeting=at_psu.meeting)
    page, item = written_at(at_psu), at_psu.slug
    told = {
        f"{item}-outcome": "decided", f"{item}-decision": "PSU gir midler til kurs",
        f"{item}-mode": "votes",
    }  # fmt: skip
    refused = browser.post(page, {**told, f"{item}-votes_for": "9"})
    assert refused.status_code == 422
    assert "PSU gir midler til kurs" in refused.content.decode()
    owed = {
        f"{item}-duty": "kurs", f"{item}-duty-kurs-text": "Holde kurs",
        f"{item}-duty-kurs-owner": f"party:{verdal.pk}",
        f"{item}-duty-kurs-due": str(today() + 30 * DAY),
    }  # fmt: skip
    written = browser.post(page, {**told, **owed, f"{item}-votes_for": "10"})
    assert written.status_code == 302
    assert not Commitment.objects.exists()
    assert "PSU gir midler" not in Client().get(address).content.decode()
    approved(secretary, at_psu.meeting)
    commitment = Commitment.objects.get()
    assert (commitment.title, commitment.due_on) == ("Holde kurs", today() + 30 * DAY)
    assert [one.party for one in commitment.owners.all()] == [verdal]
    assert "Holde kurs" in kari.get("/hf/prove/arbeid/").content.decode()
    for found in (address, "/hf/prove/vedtak/?q=kurs", f"/hf/prove/moter/{at_psu.meeting.slug}/"):
        assert "PSU gir midler til kurs" in Client().get(found).content.decode(), found
    with pytest.raises(ValidationError, match="approved"):
        actions.move_minutes(by=secretary, meeting=at_psu.meeting, name="approve minutes")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=at_psu.pk).update(decision="Noe annet")


def test_a_decision_outside_authority_needs_its_reason_and_an_old_rule_is_none(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], funds: AuthorityRule
) -> None:
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", authority=funds
    )
    item = held(secretary, partnership, bodies["fagrad"], case)
    with pytest.raises(ValidationError, match=r"5\.2 e"):
        actions.treat(by=secretary, item=item, outcome="decided", decision="Ja")
    actions.treat(by=secretary, item=item, outcome="decided", decision="Ja", exception="Det hastet")
    item.refresh_from_db()
    assert (item.outcome, item.exception) == ("decided", "Det hastet")
    Meeting.objects.filter(pk=item.meeting_id).update(date=datetime.date(2018, 2, 13))
    item.meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="gives advice"):
        actions.treat(by=secretary, item=item, outcome="decided", decision="Ja")


def test_numbers_follow_each_other_and_a_case_keeps_its_own(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body]
) -> None:
    cases = [
        Case.objects.create(partnership=partnership, slug=f"sak-{n}", title="Sak", state="accepted")
        for n in range(5)
    ]
    for case in [*cases, cases[0]]:
        actions.give_number(by=secretary, case=case, body=bodies["psu"])
    yy = f"{today():%y}"
    assert [str(one) for one in CaseNumber.objects.all()] == [f"PSU {n}/{yy}" for n in range(1, 6)]
    assert CaseNumber.objects.first().spelled == [f"PSU 1/{today().year}"]  # type: ignore[union-attr]
    later = datetime.date(today().year + 1, 1, 1)
    next_year = actions.give_number(by=secretary, case=cases[1], body=bodies["psu"], date=later)
    assert next_year.number == 1


def test_an_agenda_is_ordered_called_by_letter_and_frozen(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], browser: Client
) -> None:
    meeting = actions.plan_meeting(
        by=secretary,
        meeting=Meeting(partnership=partnership, date=today() + DAY, starts=datetime.time(9)),
        bodies=[bodies["psu"], bodies["asu"]],
    )
    with pytest.raises(ValidationError, match="agenda"):
        actions.move_meeting(by=secretary, meeting=meeting, name="call")
    for title in ("Først", "Sist"):
        actions.add_item(by=secretary, meeting=meeting, title=title)
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/"
    for way, order in (
        ("down:punkt", ["Sist", "Først"]), ("down:punkt", ["Sist", "Først"]),
        ("up:punkt", ["Først", "Sist"]), ("up:punkt", ["Først", "Sist"]),
        ("down:punkt", ["Sist", "Først"]),
    ):  # fmt: skip
        assert browser.post(f"{page}rekkefolge/", {"way": way}).status_code == 302
        assert [one.title for one in meeting.items.all()] == order
    open_page = Client().get(f"/hf/prove/moter/{meeting.slug}/").content.decode()
    assert "Først" not in open_page
    assert browser.post(f"{page}flytt/call/", {}).status_code == 302
    letters = Message.objects.filter(key__startswith="meeting/")
    assert letters.count() == 10
    assert "1. Sist" in letters[0].text
    letters.update(state=Message.State.SENT)
    assert "Først" in Client().get(f"/hf/prove/moter/{meeting.slug}/").content.decode()
    with pytest.raises(ValidationError, match="called"):
        actions.put_before(by=secretary, item=meeting.items.all()[0], before=None)
    assert actions.add_item(by=secretary, meeting=meeting, title="Sent").is_late
    actions.move_meeting(by=secretary, meeting=meeting, name="cancel", reason="Uvær")
    assert letters.count() == 20
    earlier = Meeting(partnership=partnership, date=today() + DAY)
    planned = actions.plan_meeting(by=secretary, meeting=earlier, bodies=[bodies["psu"]])
    with pytest.raises(ValidationError, match="day"):
        actions.move_meeting(by=secretary, meeting=planned, name="hold")
