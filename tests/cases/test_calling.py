"""The call to a meeting: who gets it, what calendars take in, who answers, and who steps in."""

from __future__ import annotations

import datetime
import re
from typing import Any

import icalendar
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.translation import override
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Office, Seat, Term
from samspill.cases import actions, tasks
from samspill.cases.actions import calling
from samspill.cases.actions.telling import token_of
from samspill.cases.calendars import event_of
from samspill.cases.coming import coming, reads
from samspill.cases.models import Call, Guest, Meeting
from samspill.cases.views import receipts
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.ready import together
from samspill.common.roles import actor_of
from samspill.mail.models import Message
from samspill.parties.models import Party, Person, Region, RegionMembership, Side
from tests.secretariat import signed_in

DAY = datetime.timedelta(days=1)
SOON = today() + 20 * DAY


def seated(body: Body, slug: str, *, email: str = "", **more: object) -> Seat:
    """A seat, and who sits there."""
    seat = Seat.objects.create(
        partnership_id=body.partnership_id, body=body, slug=slug, label=slug.title(), **more
    )
    person = Person.objects.create(
        partnership_id=body.partnership_id, slug=slug, name=slug.title(), email=email
    )
    Term.objects.create(partnership_id=body.partnership_id, seat=seat, person=person)
    return seat


@pytest.fixture
def asu(partnership: Partnership) -> Body:
    """Two members, an observer, a secretary, a personal substitute and two of the list."""
    side = Side.objects.create(partnership=partnership, slug="kommunene", name="Kommunene")
    body = Body.objects.create(
        partnership=partnership, slug="asu", name="ASU", short_name="ASU", all_seats_entered=True
    )
    member = seated(body, "medlem", email="medlem@example.no", side=side, order=1)
    seated(body, "annen", email="annen@example.no", side=side, order=2)
    seated(body, "observator", email="observator@example.no", role="observer", order=3)
    secretary = seated(body, "sekretaer", email="sekretaer@example.no", role="secretary", order=4)
    Office.objects.create(
        partnership=partnership, body=body, kind=Office.Kind.SECRETARY, seat=secretary
    )
    vara = {"role": "substitute", "side": side}
    seated(body, "andre-vara", email="andre-vara@example.no", rank=2, **vara)
    seated(body, "forste-vara", email="forste-vara@example.no", rank=1, **vara)
    seated(body, "personlig", email="personlig@example.no", substitute_for=member, **vara)
    return body


@pytest.fixture
def meeting(partnership: Partnership, secretary: Actor, asu: Body) -> Meeting:
    """Called."""
    planned = Meeting(
        partnership=partnership, date=SOON, starts=datetime.time(9), ends=datetime.time(12),
        place="Namsos", link="https://teams.example.no/x",
    )  # fmt: skip
    made = actions.plan_meeting(by=secretary, meeting=planned, bodies=[asu])
    actions.add_item(by=secretary, meeting=made, title="Mandat")
    actions.ask_guest(by=secretary, meeting=made, role="Fastlege", email="gjest@example.no")
    return actions.move_meeting(by=secretary, meeting=made, name="call")


def invited(meeting: Meeting, slug: str) -> Call:
    return Call.objects.active().get(meeting=meeting, seat__slug=slug)


def letters() -> list[tuple[str, str]]:
    """To whom, and what their calendars are told, in order."""
    found = Message.objects.order_by("pk")
    return [(one.to.partition("@")[0], event_in(one)[0]) for one in found]


def event_in(message: Message) -> tuple[str, Any]:
    calendar = icalendar.Calendar.from_ical(message.calendar)
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


CALLED = ["medlem", "annen", "observator", "sekretaer", "gjest"]


def test_who_calls_is_told_how_many_no_letter_reached(meeting: Meeting) -> None:
    Person.objects.filter(slug="annen").update(email="")
    with override("en"):
        assert receipts.of_call(meeting) == (
            "The meeting is called. 4 got an e-mail. "
            "1 has no e-mail address here and must be told in another way."
        )


def test_the_call_is_an_invitation_that_calendars_take_in(meeting: Meeting) -> None:
    assert sorted(letters()) == sorted((one, "REQUEST") for one in CALLED)
    message = Message.objects.get(to="medlem@example.no")
    _method, event = event_in(message)
    assert str(event["UID"]) == f"meeting-{meeting.pk}@prove.samspill"
    assert event["DTSTART"].dt == datetime.datetime.combine(SOON, datetime.time(9)).astimezone(
        datetime.UTC
    )
    open_ended = Meeting(
        pk=meeting.pk, slug="m", date=SOON, starts=datetime.time(9), state="called"
    )
    assert "DTEND" in event
    assert "DTEND" not in event_of(meeting.partnership, open_ended), "nobody knows when it ends"
    assert str(event["ORGANIZER"]) == "mailto:sekretaer@example.no"
    assert str(event["ATTENDEE"]) == "mailto:medlem@example.no"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert "annen@example.no" not in message.calendar + message.text
    assert "/motesvar/" in message.text
    assert "/motesvar/" not in message.calendar
    assert "1. Mandat" in message.text
    assert "https://teams.example.no/x" in message.text
    guest = event_in(Message.objects.get(to="gjest@example.no"))[1]
    assert guest["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


def test_a_call_that_never_left_is_overtaken_and_leaves_nothing_to_take_back(
    meeting: Meeting, secretary: Actor
) -> None:
    actions.add_item(by=secretary, meeting=meeting, title="Sent")
    (only,) = Message.objects.filter(to="medlem@example.no")
    assert "Du er kalt inn" in only.text
    assert "2. Sent" in only.text
    actions.move_meeting(by=secretary, meeting=meeting, name="cancel", reason="Uvær")
    assert not Message.objects.exists()


def test_what_was_sent_is_changed_and_cancelled_and_waits_for_more_of_the_agenda(
    meeting: Meeting, secretary: Actor, browser: Client
) -> None:
    Message.objects.update(state=Message.State.SENT)
    actions.add_item(by=secretary, meeting=meeting, title="Sent")
    actions.add_item(by=secretary, meeting=meeting, title="Senere")
    first, changed = Message.objects.filter(to="medlem@example.no").order_by("pk")
    assert "3. Senere (satt opp etter innkallingen)" in changed.text
    assert changed.not_before > changed.written_at + datetime.timedelta(minutes=9)
    Message.objects.update(state=Message.State.SENT)
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/flytt/cancel/"
    assert browser.post(page, {"reason": "Uvær"}).status_code == 302
    cancelled = Message.objects.filter(to="medlem@example.no").latest("pk")
    assert "Uvær" in cancelled.text
    events = [event_in(one) for one in (first, changed, cancelled)]
    assert [method for method, _event in events] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for _method, event in events} == {
        f"meeting-{meeting.pk}@prove.samspill"
    }
    sequences = [event["SEQUENCE"] for _method, event in events]
    assert sequences == sorted(set(sequences))


def test_one_click_answers_without_signing_in_and_to_look_answers_nothing(
    meeting: Meeting, partnership: Partnership, client: Client
) -> None:
    text = Message.objects.get(to="medlem@example.no").text
    found = re.search(r"https?://\S+/motesvar/\S+", text)
    assert found is not None
    page = "/hf/prove/motesvar/" + found[0].rpartition("/motesvar/")[2]
    client.cookies["sprak"] = "en"
    shown = client.get(page)
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "no-store, private"
    assert invited(meeting, "medlem").answer == ""
    assert client.post(page, {"answer": "kanskje"}).status_code == 404
    assert (
        "You have answered that you come" in client.post(page, {"answer": "yes"}).content.decode()
    )
    assert invited(meeting, "medlem").answer == "yes"
    assert client.get(page[:-2] + "x/").status_code == 404
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    assert client.get(page.replace("prove", other.slug)).status_code == 404
    Meeting.objects.filter(pk=meeting.pk).update(date=today() - DAY)
    late = client.post(page, {"answer": "no"})
    assert late.status_code == 422
    assert "over" in late.content.decode()
    assert invited(meeting, "medlem").answer == "yes"


def test_a_no_calls_substitutes_in_the_order_that_the_seat_says(
    meeting: Meeting, secretary: Actor
) -> None:
    Message.objects.all().delete()
    actions.answer(by=secretary, call=invited(meeting, "medlem"), comes=False)
    assert letters() == [("personlig", "REQUEST")]
    assert "Medlem" in Message.objects.get().text
    actions.answer(by=secretary, call=invited(meeting, "personlig"), comes=False)
    actions.answer(by=secretary, call=invited(meeting, "annen"), comes=False)
    called = ["personlig", "forste-vara", "andre-vara"]
    assert [to for to, _method in letters()] == called
    assert invited(meeting, "forste-vara").stands_in_for.slug == "medlem"  # type: ignore[union-attr]
    actions.answer(by=secretary, call=invited(meeting, "observator"), comes=False)
    assert len(letters()) == 3


def test_who_comes_is_counted_among_those_who_are_called(
    partnership: Partnership, meeting: Meeting, secretary: Actor, asu: Body
) -> None:
    Seat.objects.create(partnership=partnership, body=asu, slug="ledig", label="Ledig")
    for slug, comes in (("medlem", False), ("personlig", True), ("observator", True)):
        actions.answer(by=secretary, call=invited(meeting, slug), comes=comes)
    found = coming(together(**reads(secretary, meeting)), None)
    assert (found.coming, found.called, found.unanswered) == (2, 5, 3)
    sides = {one.name: (one.coming, one.called, len(one.places)) for one in found.groups}
    assert sides["Kommunene"] == (1, 2, 2)
    assert sides["Others"] == (0, 1, 2), "the vacant seat is shown, and not counted"


def test_a_substitute_for_someone_who_comes_after_all_is_told_and_answers_no_more(
    meeting: Meeting, secretary: Actor
) -> None:
    actions.answer(by=secretary, call=invited(meeting, "medlem"), comes=False)
    substitute = invited(meeting, "personlig")
    Message.objects.update(state=Message.State.SENT)
    actions.answer(by=secretary, call=invited(meeting, "medlem"), comes=True)
    assert letters()[-1] == ("personlig", "CANCEL")
    with pytest.raises(ValidationError, match="no longer called"):
        actions.answer(by=secretary, call=substitute, comes=True)
    actions.answer(by=secretary, call=invited(meeting, "medlem"), comes=False)
    assert letters()[-1] == ("personlig", "REQUEST")


def test_who_leaves_a_seat_after_the_call_is_told_and_who_comes_is_called_once(
    meeting: Meeting, secretary: Actor, asu: Body
) -> None:
    Message.objects.update(state=Message.State.SENT)
    actions.answer(by=secretary, call=invited(meeting, "annen"), comes=False)
    assert letters()[-1] == ("forste-vara", "REQUEST")
    Message.objects.update(state=Message.State.SENT)
    new = Person.objects.create(
        partnership=asu.partnership, slug="ny", name="Ny", email="ny@example.no"
    )
    Term.objects.filter(seat__slug="annen").update(person=new)
    before = len(letters())
    with scope(partnership=None):
        tasks.keep_calls_right()
        tasks.keep_calls_right()
    told = letters()[before:]
    assert told == [("annen", "CANCEL"), ("ny", "REQUEST"), ("forste-vara", "CANCEL")]
    assert invited(meeting, "annen").person == new
    Message.objects.update(state=Message.State.SENT)
    Term.objects.filter(seat__slug="annen").delete()
    assert calling.keep_right(meeting=meeting) == 1
    assert letters()[-1] == ("ny", "CANCEL")


def test_the_call_is_answered_by_whom_it_is_for_and_only_while_it_is_open(
    meeting: Meeting, partnership: Partnership, secretary: Actor
) -> None:
    """Every state × everyone, also of another helsefellesskap."""
    mine = invited(meeting, "medlem")
    user = User.objects.create(email="mari@example.no", name="Mari")
    Person.objects.filter(calls=mine).update(user=user)
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with scope(partnership=other):
        stranger = actor_of(signed_in(other, "siv@example.no", "secretariat"), other, today())
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    contact = signed_in(partnership, "ola@example.no", "contact", party)
    outsider = actor_of(contact, partnership, today())
    member = actor_of(user, partnership, today())
    for state in ("tentative", "planned", "called", "held", "cancelled"):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
        for by in (outsider, stranger):
            with pytest.raises(PermissionDenied):
                actions.answer(by=by, call=mine, comes=True)
        for by in (member, secretary):
            if state != "called":
                with pytest.raises(ValidationError):
                    actions.answer(by=by, call=mine, comes=True)
                continue
            assert actions.answer(by=by, call=mine, comes=True).answer == "yes"


def test_guests_are_told_when_taken_back_and_forgotten_after_the_meeting(
    meeting: Meeting, secretary: Actor
) -> None:
    Message.objects.update(state=Message.State.SENT)
    late = actions.ask_guest(by=secretary, meeting=meeting, role="NAV", email="nav@example.no")
    assert letters()[-1] == ("nav", "REQUEST")
    Message.objects.update(state=Message.State.SENT)
    actions.take_back_guest(by=secretary, guest=late)
    assert letters()[-1] == ("nav", "CANCEL")
    assert [one.role for one in Guest.objects.all()] == ["Fastlege"]
    Message.objects.filter(to="nav@example.no").update(state=Message.State.REFUSED, problem="nav")
    Meeting.objects.filter(pk=meeting.pk).update(date=today() - tasks.KEPT)
    tasks.forget_calls()
    assert Guest.objects.count() == 1
    assert Message.objects.filter(to="nav@example.no").exists()
    others = Message.objects.exclude(key__contains="/g")
    members = set(others.values_list("to", "text"))
    Meeting.objects.filter(pk=meeting.pk).update(date=today() - tasks.KEPT - DAY)
    tasks.forget_calls()
    assert (Guest.objects.count(), Call.objects.count()) == (0, 0)
    to_guests = Message.objects.filter(key__contains="/g")
    told = set(to_guests.values_list("to", "text", "calendar", "problem"))
    assert told == {("", "", "", "")}
    assert set(others.values_list("to", "text")) == members
    assert token_of(Call(pk=1))


def test_a_region_is_invited_and_told_of_and_a_letter_that_came_back_is_noted(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    """To a dialogue meeting the municipalities of a region come as guests, each at its contact."""
    frame = {"partnership": partnership}
    region = Region.objects.create(**frame, slug="kyst", name="Kysten")
    for slug in ("vika", "nes"):
        party = Party.objects.create(**frame, slug=slug, name=slug.title(), kind="municipality")
        RegionMembership.objects.create(**frame, region=region, party=party)
    signed_in(partnership, "kontakt@example.no", "contact", Party.objects.get(slug="vika"))
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/"
    assert browser.post(f"{page}regioner/", {"regions": [region.pk]}).status_code == 302
    guests = Guest.objects.filter(meeting=meeting, region=region).order_by("role")
    assert [(one.role, one.email) for one in guests] == [
        ("Nes", ""),
        ("Vika", "kontakt@example.no"),
    ]
    assert (
        "The municipalities of Kysten"
        in Client()
        .get(f"/hf/prove/moter/{meeting.slug}/", headers={"cookie": "sprak=en"})
        .content.decode()
    )
    vika = Call.objects.get(guest__role="Vika")
    actions.answer(by=secretary, call=vika, comes=True)
    found = coming(together(**reads(secretary, meeting)), None)
    assert [(name, told.label) for name, told in found.regions] == [("Kysten", "1 of 2 come")]

    member = Call.objects.get(seat__slug="medlem")
    too_soon = browser.post(f"{page}svar/", {"call": member.pk, "answer": "back"}, follow=True)
    assert "none has come back" in too_soon.content.decode()
    Message.objects.update(state=Message.State.SENT)
    noted = browser.post(f"{page}svar/", {"call": member.pk, "answer": "back"}, follow=True)
    assert "The letter came back: tell of the meeting in another way" in noted.content.decode()
    returned = Message.objects.get(state=Message.State.RETURNED)
    assert returned.to == "medlem@example.no"
    member.person.email = "ny@example.no"  # type: ignore[union-attr]
    member.person.save()  # type: ignore[union-attr]
    places = [p for group in coming(together(**reads(secretary, meeting)), None).groups
              for p in group.places]  # fmt: skip
    assert [p.not_reached for p in places if p.call and p.call.pk == member.pk] == [""]

    assert browser.post(f"{page}regioner/", {}).status_code == 302
    assert not Guest.objects.filter(meeting=meeting, region=region).exists()
    assert Message.objects.filter(to="kontakt@example.no", key__contains="/g").count() == 2
