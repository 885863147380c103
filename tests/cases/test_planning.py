"""A year planned at once, a meeting moved, one called in minutes, and what an arena needs."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samspill.bodies.models import Body, Rotation
from samspill.cases import actions
from samspill.cases.arenas import Needs, moves_of, needs_of, quorum_of
from samspill.cases.models import Arena, Call, Meeting
from samspill.cases.planning import doubts_of, turns_of
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.roles import actor_of
from samspill.mail.models import Message
from samspill.parties.models import Party, Side
from tests.cases.test_calling import asu, invited, meeting, seated
from tests.secretariat import signed_in

__all__ = ["asu", "meeting"]
DAY = datetime.timedelta(days=1)
YEAR = today().year + 1
WORK = "/hf/prove/arbeid/moter/"


def test_a_year_is_planned_at_once_after_what_seems_wrong_is_shown(
    partnership: Partnership, asu: Body, browser: Client
) -> None:
    psu = Body.objects.create(partnership=partnership, slug="psu", name="PSU")
    Side.objects.create(partnership=partnership, slug="sykehuset", name="Sykehuset")
    Rotation.objects.create(
        partnership=partnership, body=asu, office="host", months=12,
        order=["kommunene", "sykehuset"], starts_on=datetime.date(YEAR, 1, 1),
    )  # fmt: skip
    there = Meeting.objects.create(
        partnership=partnership, slug="psu", date=datetime.date(YEAR, 3, 10),
        starts=datetime.time(10),
    )  # fmt: skip
    there.bodies.add(psu)
    sitting = asu.seats.get(slug="medlem").terms.get().person
    both = seated(psu, "ogsa-her")
    both.terms.update(person=sitting)
    typed = {
        "body": asu.pk, "starts": "09:00", "ends": "12:00", "place": "Namsos", "days_before": "14",
        "date_1": f"{YEAR}-05-17", "date_2": f"{YEAR}-03-10", "place_2": "Verdal",
    }  # fmt: skip
    wrong = browser.post(f"{WORK}aret/", {**typed, "ends": "08:00"})
    assert wrong.status_code == 422
    assert f"{YEAR}-05-17" in wrong.content.decode()
    shown = browser.post(f"{WORK}aret/", typed).content.decode()
    assert "Grunnlovsdag" in shown
    assert "1 sits in both" in shown
    assert not Meeting.objects.of(asu).exists()
    assert browser.post(f"{WORK}aret/", {**typed, "meant": "1"}).status_code == 302
    first, second = Meeting.objects.of(asu).in_order()
    assert (first.place, second.place) == ("Verdal", "Namsos")
    assert first.cases_by == first.date - 14 * DAY
    assert first.host == "Kommunene"


def test_turns_follow_the_rotation_and_the_opposite_of_another_office(
    partnership: Partnership, asu: Body
) -> None:
    Side.objects.create(partnership=partnership, slug="sykehuset", name="Sykehuset")
    psu = Body.objects.create(partnership=partnership, slug="psu", name="PSU")
    Rotation.objects.create(
        partnership=partnership, body=psu, office="chair", months=12,
        order=["kommunene", "sykehuset"], starts_on=datetime.date(2026, 1, 1),
    )  # fmt: skip
    Rotation.objects.create(
        partnership=partnership, body=asu, office="chair", opposite_office="chair",
        opposite_body=psu,
    )  # fmt: skip
    days = [datetime.date(2026, 5, 5), datetime.date(2027, 5, 5)]
    assert turns_of(asu, days) == {
        days[0]: {"led_by": "Sykehuset"}, days[1]: {"led_by": "Kommunene"}
    }  # fmt: skip


def test_doubts_name_holidays_weekends_and_who_meets_already(asu: Body, meeting: Meeting) -> None:
    easter = Meeting(date=datetime.date(2027, 3, 25))
    saturday = Meeting(date=datetime.date(2027, 4, 10))
    same = Meeting(date=meeting.date, starts=datetime.time(11))
    later = Meeting(date=meeting.date, starts=datetime.time(12))
    if meeting.date.weekday() < 5:
        assert doubts_of([later], [asu]) == []
    assert len(doubts_of([easter, saturday], [asu])) == 2
    assert "Skjærtorsdag" in doubts_of([easter], [asu])[0]
    assert any("meets already" in one for one in doubts_of([same], [asu]))
    assert not any("meets already" in one for one in doubts_of([same], [asu], besides=meeting.pk))


def test_a_called_meeting_that_is_moved_is_called_anew_and_answered_anew(
    meeting: Meeting, secretary: Actor, browser: Client
) -> None:
    Message.objects.update(state=Message.State.SENT)
    actions.answer(by=secretary, call=invited(meeting, "medlem"), comes=False)
    actions.answer(by=secretary, call=invited(meeting, "annen"), comes=True)
    Message.objects.update(state=Message.State.SENT)
    facts = {"place": "Verdal"}
    actions.change_meeting(by=secretary, meeting=meeting, facts=facts)
    assert invited(meeting, "annen").answer == "yes"
    page = f"{WORK}{meeting.slug}/endre/"
    typed = {
        "kind": "ordinary",
        "date": str(meeting.date + DAY),
        "starts": "10:00",
        "ends": "09:00",
    }
    assert browser.post(page, typed).status_code == 422
    assert browser.post(page, {**typed, "ends": "12:00", "meant": "1"}).status_code == 302
    assert set(Call.objects.active().values_list("answer", flat=True)) == {""}
    assert not Call.objects.active().filter(stands_in_for__isnull=False).exists()
    last = Message.objects.filter(to="medlem@example.no").latest("pk")
    assert "Noe er nytt" in last.text


def test_a_meeting_is_changed_by_who_keeps_it_and_while_it_is_to_come(
    partnership: Partnership, meeting: Meeting, secretary: Actor
) -> None:
    """Every state × who keeps it, and who does not."""
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    user = signed_in(partnership, "rita@example.no", "contact", party)
    other = actor_of(user, partnership, today())
    for state in ("tentative", "planned", "called", "held", "cancelled"):
        Meeting.objects.filter(pk=meeting.pk).update(state=state, place="Namsos")
        meeting.refresh_from_db()
        if state in ("held", "cancelled"):
            with pytest.raises(ValidationError):
                actions.change_meeting(by=secretary, meeting=meeting, facts={"place": "Verdal"})
            continue
        with pytest.raises(PermissionDenied):
            actions.change_meeting(by=other, meeting=meeting, facts={"place": "Verdal"})
        saved = actions.change_meeting(by=secretary, meeting=meeting, facts={"place": "Verdal"})
        assert saved.place == "Verdal"


def test_an_extraordinary_meeting_is_planned_and_called_by_one_form(
    asu: Body, browser: Client
) -> None:
    typed = {"bodies": [asu.pk], "date": str(today() + DAY), "starts": "08:00"}
    assert browser.post(f"{WORK}hast/", typed).status_code == 422
    answer = browser.post(f"{WORK}hast/", {**typed, "item": "Stort utbrudd", "text": "Hva nå?"})
    assert answer.status_code == 302
    made = Meeting.objects.get()
    assert (made.kind, made.state) == ("extraordinary", "called")
    assert Message.objects.filter(to="medlem@example.no").count() == 1


def test_what_an_arena_needs_is_data_and_the_most_particular_goes_before(
    partnership: Partnership, secretary: Actor, asu: Body
) -> None:
    held = Meeting.objects.create(
        partnership=partnership, slug="m", date=today(), state="held", kind="dialogue"
    )
    held.bodies.add(asu)
    assert needs_of(held) == Needs()
    frame = {"partnership": partnership}
    Arena.objects.create(**frame, kind="dialogue", has_minutes=False)
    assert not needs_of(held).has_minutes
    Arena.objects.create(**frame, body=asu, is_approved=False, quorum=4)
    Arena.objects.create(**frame, body=asu, kind="conference", is_called=False)
    needs = needs_of(held)
    assert needs == Needs(True, True, False, 4)
    enough, few = quorum_of(needs, 4), quorum_of(needs, 3)
    assert (enough and enough.kind, few and few.kind) == ("ok", "none")
    actions.move_minutes(by=secretary, meeting=held, name="begin minutes")
    published = actions.move_minutes(by=secretary, meeting=held, name="approve minutes")
    assert published.minutes == "approved"


def test_what_needs_no_call_is_held_without_one_and_what_does_is_called_first(
    partnership: Partnership, secretary: Actor, asu: Body
) -> None:
    def of(day: datetime.date, **facts: Any) -> Meeting:
        made = Meeting.objects.create(partnership=partnership, slug=f"m{day}", date=day, **facts)
        made.bodies.add(asu)
        return made

    def names(meeting: Meeting) -> list[str]:
        return [one.name for one in moves_of(meeting, needs_of(meeting))]

    later = today() + datetime.timedelta(days=3)
    tentative, planned = of(today(), state="tentative"), of(later)
    assert names(tentative) == ["confirm", "call", "cancel"]
    assert names(planned) == ["call", "cancel"]
    assert "hold" in names(of(today() - datetime.timedelta(days=1)))
    with pytest.raises(ValidationError):
        actions.move_meeting(by=secretary, meeting=tentative, name="hold")
    Arena.objects.create(partnership=partnership, body=asu, is_called=False)
    assert names(tentative) == ["confirm", "call", "cancel", "hold"]
    held = actions.move_meeting(by=secretary, meeting=tentative, name="hold")
    assert held.state == "held"
