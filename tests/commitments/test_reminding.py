"""Reminders: to whom, on which days, as each has chosen, and never twice; feeds of due dates."""

from __future__ import annotations

import datetime

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.cases.models import Meeting
from samspill.commitments import actions, reminding
from samspill.commitments.actions import Owes
from samspill.commitments.actions.choices import unsubscribe_token
from samspill.commitments.models import Escalation, ReminderChoice
from samspill.common.models import today
from samspill.common.permissions import NotAllowed
from samspill.mail.actions import send_waiting
from samspill.mail.models import Message
from tests.commitments.conftest import World, acting

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)  # A Monday.
DAY = datetime.timedelta(days=1)
Pace = ReminderChoice.Pace


def on(days: int) -> time_machine.travel:
    return time_machine.travel(NOON + DAY * days, tick=False)


def choose(world: World, name: str, pace: str, *, optional_too: bool = True) -> None:
    ReminderChoice.objects.update_or_create(
        person=world.people[name],
        defaults={
            "partnership": world.partnership, "pace": pace, "optional_too": optional_too,
        },
    )  # fmt: skip


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_at_once_tells_of_each_thing_on_each_of_its_days_once(world: World) -> None:
    with on(0):
        world.assigned("Kari", "contact", world.storvik)
        choose(world, "Kari", Pace.AT_ONCE)
        world.asks("Send the plan", due=world.due(3))
    told = []
    for day in range(0, 12):
        with on(day):
            for _twice in range(2):
                told += [day] * reminding.remind(today())
    # When it is asked (three days before), on the day, and seven days after.
    assert told == [0, 3, 10]


def test_a_digest_comes_once_a_day_and_lists_all(world: World) -> None:
    with on(0):
        world.assigned("Kari", "contact", world.storvik)
        choose(world, "Kari", Pace.DAILY)
        world.asks("One", due=world.due(4))
        world.asks("Two", due=world.due(4))
    with on(1):
        assert reminding.remind(today()) == 1
        assert reminding.remind(today()) == 0
    text = Message.objects.get().text
    assert "One" in text
    assert "Two" in text


def test_a_weekly_digest_comes_on_mondays(world: World) -> None:
    with on(0):
        world.assigned("Kari", "contact", world.storvik)
        choose(world, "Kari", Pace.WEEKLY)
        ReminderChoice.objects.update(reminded_on=today())
        world.asks("One", due=world.due(9))
    days = []
    for day in range(1, 9):
        with on(day):
            days += [day] * reminding.remind(today())
    assert days == [7]


def test_never_means_never_and_optional_only_when_wanted(world: World) -> None:
    with on(0):
        for name in ("Kari", "Ola"):
            world.assigned(name, "contact", world.storvik)
        choose(world, "Kari", Pace.NEVER)
        choose(world, "Ola", Pace.AT_ONCE, optional_too=False)
        world.asks("You may", due=world.due(3), is_optional=True)
        assert reminding.remind(today()) == 0
        world.asks("You must", due=world.due(3))
        assert reminding.remind(today()) == 1
    assert Message.objects.get().to == "ola@example.no"


def test_what_is_answered_is_not_asked_for_again(world: World, secretary) -> None:
    with on(0):
        world.assigned("Kari", "contact", world.storvik)
        choose(world, "Kari", Pace.AT_ONCE)
        owed = world.asks("Send the plan", due=world.due(3))
        reminding.remind(today())
        actions.close(by=secretary, commitment=owed)
    with on(3):
        assert reminding.remind(today()) == 0


def test_days_when_nothing_ran_are_caught_up_with_once(world: World) -> None:
    with on(0):
        world.assigned("Kari", "contact", world.storvik)
        choose(world, "Kari", Pace.DAILY)
        world.asks("Send the plan", due=world.due(4))
        reminding.remind(today())
    with on(6):
        assert reminding.remind(today()) == 1
        assert reminding.remind(today()) == 0


@pytest.mark.parametrize(
    ("to", "who"),
    [
        ("chair", "leder@example.no"),
        ("contact", "kari@example.no"),
        ("secretariat", "siri@example.no"),
    ],
)
def test_escalation_is_a_rule_in_data(world: World, to: str, who: str) -> None:
    with on(0):
        world.seated("Leder", world.council, "chair")
        world.assigned("Kari", "contact", world.storvik)
        world.assigned("Siri", "secretariat")
        Escalation.objects.create(partnership=world.partnership, days_late=5, to=to)
        world.asks("Late", Owes(party=world.storvik), Owes(body=world.council), due=world.due(1))
    told = []
    for day in range(0, 9):
        with on(day):
            reminding.remind(today())
            found = Message.objects.filter(key__startswith="escalate/")
            told += [(day, one.to) for one in found if one.written_at.date() == today()]
    assert told == [(6, who)]


def test_a_letter_leads_to_the_answer_and_to_the_end_of_letters(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    choose(world, "Kari", Pace.AT_ONCE)
    owed = world.asks("Send the plan", due=world.due(3))
    reminding.remind(today())
    letter = Message.objects.get()
    assert f"/arbeid/forpliktelser/{owed.pk}/svar/" in letter.text
    path = letter.unsubscribe.split("//", 1)[1].split("/", 1)[1]
    client = Client()
    client.cookies["sprak"] = "en"
    assert client.get(f"/{path}").status_code == 200
    assert client.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert ReminderChoice.objects.get(person=world.people["Kari"]).pace == Pace.NEVER


def test_an_address_that_is_made_up_ends_nothing(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    token = unsubscribe_token(world.people["Kari"])
    assert Client().post(f"/hf/prove/paminnelser/{token}x/").status_code == 404
    assert not ReminderChoice.objects.exists()


def test_a_feed_is_a_calendar_that_programs_read(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    world.asks("Send the plan", due=world.due(3))
    kari = acting(world, "Kari")
    _made, token = actions.make_feed_address(by=kari, partnership=world.partnership)
    answer = Client().get(f"/hf/prove/kalender/{token}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Send the plan"
    assert event.decoded("dtstart") == today() + DAY * 3


def test_a_body_s_feed_has_its_meetings_too(world: World) -> None:
    world.seated("Leder", world.council, "chair")
    meeting = Meeting.objects.create(
        partnership=world.partnership, slug="mote", date=today() + DAY,
        starts=datetime.time(9), title="Møte 1",
    )  # fmt: skip
    meeting.bodies.add(world.council)
    leader = acting(world, "Leder")
    _made, token = actions.make_feed_address(
        by=leader, partnership=world.partnership, body=world.council
    )
    answer = Client().get(f"/hf/prove/kalender/{token}.ics")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "ASU: Møte 1"


def test_a_feed_ends_when_it_is_revoked_and_when_the_role_ends(world: World) -> None:
    for name in ("Kari", "Ola"):
        world.assigned(name, "contact", world.storvik)
    found = {}
    for name in ("Kari", "Ola"):
        found[name] = actions.make_feed_address(
            by=acting(world, name), partnership=world.partnership, party=world.storvik
        )
    path = "/hf/prove/kalender/{}.ics"
    assert Client().get(path.format(found["Kari"][1])).status_code == 200
    actions.revoke_feed_address(by=acting(world, "Kari"), address=found["Kari"][0])
    assert Client().get(path.format(found["Kari"][1])).status_code == 404
    assert Client().get(path.format(found["Ola"][1])).status_code == 200
    world.people["Ola"].assignments.all().delete()
    assert Client().get(path.format(found["Ola"][1])).status_code == 404


def test_nobody_gets_a_calendar_where_they_have_no_role(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    with pytest.raises(NotAllowed):
        actions.make_feed_address(
            by=acting(world, "Kari"), partnership=world.partnership, party=world.litlevik
        )


def test_the_secret_is_kept_nowhere(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    made, token = actions.make_feed_address(by=acting(world, "Kari"), partnership=world.partnership)
    assert token not in str({name: getattr(made, name) for name in ("digest", "pk")})


def test_a_pace_that_there_is_not_is_refused(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    with pytest.raises(ValidationError):
        actions.unsubscribe(person=world.people["Kari"], pace="hourly")


def test_a_mail_server_that_is_down_loses_nothing(world: World, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    world.assigned("Kari", "contact", world.storvik)
    choose(world, "Kari", Pace.AT_ONCE)
    world.asks("Send the plan", due=world.due(3))
    assert reminding.remind(today()) == 1
    send_waiting()
    assert Message.objects.get().state == Message.State.WAITING
    assert reminding.remind(today()) == 0
