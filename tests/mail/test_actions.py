"""The outbox against a real mail server: sent once, in time, and said when it could not be."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from samspill.common.actors import ANYONE, program
from samspill.common.permissions import NotAllowed
from samspill.mail import actions
from samspill.mail.actions import Letter, send_waiting, write
from samspill.mail.models import Message
from tests.mail.conftest import Inbox, free_port

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


def letter(key: str = "k", to: str = "kari@example.no", **more: Any) -> Letter:
    return Letter(key=key, to=to, subject="Påminning: \n Åfjord", text="Hei.\n", **more)


def test_what_is_written_is_sent_once(inbox: Inbox) -> None:
    assert write([letter()]) == 1
    assert send_waiting() == 1
    assert send_waiting() == 0
    ((address, mail),) = inbox.taken
    assert address == "kari@example.no"
    assert mail["Subject"] == "Påminning: Åfjord"
    assert mail.get_content().split() == ["Hei."]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None
    assert Message.objects.get().state == Message.State.SENT


def test_the_same_key_is_written_once_only() -> None:
    assert write([letter(), letter()]) == 1
    assert write([letter(), letter("other")]) == 1
    assert Message.objects.count() == 2


def test_many_are_written_in_batches() -> None:
    assert write(letter(f"{n}") for n in range(2500)) == 2500
    assert write(letter(f"{n}") for n in range(1, 2501)) == 1


def test_one_click_is_offered_for_what_can_be_unsubscribed(inbox: Inbox) -> None:
    write([letter(unsubscribe="https://samspill.example.no/av/x/")])
    send_waiting()
    ((_address, mail),) = inbox.taken
    assert mail["List-Unsubscribe"] == "<https://samspill.example.no/av/x/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_invitation_is_a_part_that_calendars_know_and_is_forgotten_with_the_text(
    inbox: Inbox,
) -> None:
    invitation = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Åfjord\r\nEND:VCALENDAR\r\n"
    write([letter(calendar=invitation)])
    send_waiting()
    ((_address, mail),) = inbox.taken
    assert mail.get_content_type() == "multipart/alternative"
    _text, part = mail.iter_parts()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert "SUMMARY:Åfjord" in part.get_content()
    Message.objects.update(sent_at=NOON)
    assert actions.forget() == 1
    assert Message.objects.get().calendar == ""


def test_a_letter_that_waits_is_overtaken_by_a_newer_one_and_a_sent_one_is_not() -> None:
    write([letter("m/1"), letter("m/2", waits=datetime.timedelta(minutes=5)), letter("n/1")])
    Message.objects.filter(key="m/1").update(attempts=1)
    assert not Message.objects.filter(key="m/2", not_before__lte=timezone.now()).exists()
    assert actions.overtake("m/") == 1
    assert sorted(Message.objects.values_list("key", flat=True)) == ["m/1", "n/1"]


def test_an_address_that_is_refused_for_good_stops_nobody_else(inbox: Inbox) -> None:
    inbox.refuse["bort@example.no"] = "550 No such user"
    write([letter("1", "bort@example.no"), letter("2", "ola@example.no")])
    assert send_waiting() == 1
    assert inbox.addresses == ["ola@example.no"]
    refused = Message.objects.get(key="1")
    assert (refused.state, refused.problem) == (Message.State.REFUSED, "550 No such user")


def test_a_passing_refusal_is_tried_again_later_and_in_the_end_given_up(inbox: Inbox) -> None:
    inbox.refuse["full@example.no"] = "452 Mailbox full"
    write([letter(to="full@example.no")])
    with time_machine.travel(NOON + datetime.timedelta(days=9999), tick=False) as clock:
        send_waiting()
        message = Message.objects.get()
        assert (message.state, message.attempts) == (Message.State.WAITING, 1)
        send_waiting()
        message.refresh_from_db()
        assert message.attempts == 1
        for _again in range(actions.ATTEMPTS):
            clock.shift(datetime.timedelta(hours=7))
            send_waiting()
        message.refresh_from_db()
        assert (message.state, message.attempts) == (Message.State.REFUSED, actions.ATTEMPTS)
        inbox.refuse.clear()
        actions.send_again(by=program("test"), message=message)
        assert send_waiting() == 1


def test_while_the_server_is_away_everything_waits(inbox: Inbox, settings) -> None:
    write([letter()])
    open_port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert send_waiting() == 0
    message = Message.objects.get()
    assert (message.state, message.attempts) == (Message.State.WAITING, 0)
    settings.EMAIL_PORT = open_port
    assert send_waiting() == 1


def test_a_server_that_does_not_answer_in_time_is_not_waited_for(inbox: Inbox, settings) -> None:
    """It had the message in its hands: whether it kept it, nobody knows."""
    settings.EMAIL_TIMEOUT = 0.3
    inbox.seconds = 1
    write([letter("1"), letter("2")])
    assert send_waiting() == 0
    states = sorted(Message.objects.values_list("state", flat=True))
    assert states == ["uncertain", "waiting"]


def test_what_was_on_its_way_when_a_process_died_is_shown_and_not_sent_again(
    inbox: Inbox,
) -> None:
    write([letter()])
    old = NOON - datetime.timedelta(hours=1)
    Message.objects.update(state=Message.State.SENDING, not_before=old)
    assert send_waiting() == 0
    assert Message.objects.get().state == Message.State.UNCERTAIN
    assert inbox.taken == []


def test_only_who_may_lets_it_go_out_again() -> None:
    write([letter()])
    Message.objects.update(state=Message.State.REFUSED)
    with pytest.raises(NotAllowed):
        actions.send_again(by=ANYONE, message=Message.objects.get())
    assert Message.objects.get().state == Message.State.REFUSED


def test_old_texts_are_removed_and_the_rest_stays(inbox: Inbox) -> None:
    write([letter()])
    send_waiting()
    assert actions.forget() == 0
    Message.objects.update(sent_at=NOON - datetime.timedelta(days=400))
    assert actions.forget() == 1
    assert (Message.objects.get().text, Message.objects.get().to) == ("", "kari@example.no")


def test_nothing_that_is_written_becomes_a_header(inbox: Inbox) -> None:
    evil = "Hei\r\nBcc: evil@example.no\r\n\r\nAnnen tekst"
    write([Letter(key="a", to="kari@example.no", subject=evil, text="Bcc: evil@example.no\n")])
    write([Letter(key="b", to="ola@example.no\r\nBcc: evil@example.no", subject="x", text="x")])
    write([letter("c", to="siri@example.no")])
    send_waiting()
    assert sorted(address for address, _ in inbox.taken) == ["kari@example.no", "siri@example.no"]
    for _, mail in inbox.taken:
        assert mail["Bcc"] is None
        assert "\n" not in mail["Subject"]
    assert Message.objects.get(key="b").state == Message.State.REFUSED, "and held up nobody"
