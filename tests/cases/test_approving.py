"""Minutes sent, objected to, approved once, frozen, and put right afterwards."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.minutes_text import parts_of
from samspill.cases.models import (
    AgendaItem,
    Case,
    FollowUp,
    Meeting,
    MinutesVersion,
    Objection,
    Practice,
)
from samspill.cases.states import ApprovedHow
from samspill.cases.tasks import approve_minutes
from samspill.cases.views import receipts
from samspill.commitments.models import Commitment, LegendStatus, StatusLegend
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.mail.models import Message
from samspill.parties.models import Person

DAY = datetime.timedelta(days=1)


@pytest.fixture
def body(partnership: Partnership) -> Body:
    """A council that approves minutes when nobody objects within ten days."""
    legend = StatusLegend.objects.create(partnership=partnership, slug="arbeid", name="A")
    LegendStatus.objects.create(
        partnership=partnership, legend=legend, slug="i-gang", label="I gang", scale="partly"
    )
    made = Body.objects.create(partnership=partnership, slug="raad", name="Rådet")
    Practice.objects.create(partnership=partnership, body=made, objection_days=10)
    return made


def seated(partnership: Partnership, body: Body, email: str, role: str = "member") -> User:
    """A user who sits on a seat of the body."""
    user = User.objects.create(email=email, name=email)
    slug = email.split("@")[0]
    person = Person.objects.create(
        partnership=partnership, slug=slug, name=slug, email=email, user=user
    )
    seat = Seat.objects.create(
        partnership=partnership, body=body, slug=slug, label=slug.title(), role=role
    )
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    return user


def drafted(by: Actor, partnership: Partnership, body: Body) -> Meeting:
    """A meeting of yesterday with one item and something to do, and its minutes begun."""
    meeting = actions.plan_meeting(
        by=by, meeting=Meeting(partnership=partnership, date=today() - DAY), bodies=[body]
    )
    item = actions.add_item(by=by, meeting=meeting, title="Valg", type="election")
    actions.begin(by=by, meeting=meeting)
    actions.treat(by=by, item=item, outcome="decided", decision="Plass 1 velges")
    actions.set_follow_up(
        by=by, item=item, key="brev", text="Sende brev", body=body, role="secretary"
    )
    meeting.refresh_from_db()
    return meeting


def test_minutes_nobody_objects_to_are_approved_by_themselves_once_and_frozen(
    partnership: Partnership, secretary: Actor, body: Body
) -> None:
    seated(partnership, body, "kari@example.no")
    meeting = drafted(secretary, partnership, body)
    with override("en"):
        assert receipts.missing_in(meeting).startswith("Who came is not entered.")
    actions.move_minutes(by=secretary, meeting=meeting, name="send minutes")
    meeting.refresh_from_db()
    assert meeting.objections_by == today() + 10 * DAY
    with override("en"):
        assert receipts.too_early(meeting).startswith("Members can object until ")
    letter = Message.objects.get(key__startswith="minutes/minutes/")
    assert f"/arbeid/moter/{meeting.slug}/referat-merknad/" in letter.text
    approve_minutes()
    assert actions.approve_unobjected(today() + 10 * DAY) == 0
    assert actions.approve_unobjected(today() + 11 * DAY) == 1
    assert actions.approve_unobjected(today() + 12 * DAY) == 0
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.approved_how) == ("approved", "no_objection")
    assert meeting.approved_on == today() + 11 * DAY
    again = actions.approve(by=secretary, meeting=meeting, how=ApprovedHow.MEETING)
    assert again.approved_how == "no_objection"
    assert Commitment.objects.count() == 1
    assert [str(one) for one in Commitment.objects.get().owners.all()] == ["Secretary, Rådet"]
    for table in (AgendaItem, FollowUp):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.update(slug="annet")
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesVersion.objects.update(number=7)
    Seat.objects.create(partnership=partnership, body=body, slug="ledig", label="Ledig plass")
    page = Client().get(f"/hf/prove/moter/{meeting.slug}/").content.decode()
    assert "Plass 1 velges" in page
    assert "Ledig plass" in page


def test_minutes_that_cannot_be_approved_keep_no_others_and_the_reason_is_told_once(
    partnership: Partnership, secretary: Actor, body: Body
) -> None:
    stopped, other = (drafted(secretary, partnership, body) for _time in range(2))
    for one in (stopped, other):
        actions.move_minutes(by=secretary, meeting=one, name="send minutes")
    case = Case.objects.create(partnership=partnership, slug="sak", title="Kurs", state="accepted")
    AgendaItem.objects.create(
        partnership=partnership, meeting=stopped, slug="sak", position=9, case=case
    )
    assert actions.approve_unobjected(today() + 11 * DAY) == 1
    assert actions.approve_unobjected(today() + 12 * DAY) == 0
    states = dict(Meeting.objects.values_list("pk", "minutes"))
    assert states == {stopped.pk: "sent", other.pk: "approved"}
    told = Message.objects.get(key__startswith="minutes/stopped/")
    assert told.to == "siri@example.no"
    assert told.subject.startswith("Referatet er ikke godkjent: Rådet")
    assert "Si først hva «Kurs» ble til." in told.text


def test_votes_that_nobody_entered_are_not_told_as_none(
    partnership: Partnership, secretary: Actor, body: Body
) -> None:
    meeting = drafted(secretary, partnership, body)
    meeting.items.update(mode="votes", votes_for=5, votes_against=None)
    assert "By votes: 5 for, ? against." in parts_of(meeting)[1][1]


def test_an_objection_stops_the_approval_until_a_new_version_or_a_meeting(
    partnership: Partnership, secretary: Actor, body: Body, browser: Client
) -> None:
    member, outsider = Client(), Client()
    member.force_login(seated(partnership, body, "kari@example.no"))
    other = Body.objects.create(partnership=partnership, slug="annet", name="Annet")
    outsider.force_login(seated(partnership, other, "ola@example.no"))
    seated(partnership, body, "skriver@example.no", role="secretary")
    meeting = drafted(secretary, partnership, body)
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/"
    seat = Seat.objects.get(slug="kari")
    sent = {"seat": str(seat.pk), "text": "Jeg sa noe annet"}
    assert member.post(f"{page}referat-merknad/", sent).status_code == 422
    assert member.get(f"{page}referat-versjoner/").status_code == 200
    actions.move_minutes(by=secretary, meeting=meeting, name="send minutes")
    assert outsider.post(f"{page}referat-merknad/", sent).status_code == 403
    wrong = {**sent, "seat": str(Seat.objects.get(slug="skriver").pk)}
    assert member.post(f"{page}referat-merknad/", wrong).status_code == 422
    assert member.post(f"{page}referat-merknad/", sent).status_code == 302
    assert Objection.objects.get().seat == seat
    assert "Jeg sa noe annet" in Message.objects.get(key__startswith="minutes/objected/").text
    assert actions.approve_unobjected(today() + 30 * DAY) == 0
    with pytest.raises(ValidationError, match="objected"):
        actions.move_minutes(by=secretary, meeting=meeting, name="approve minutes")
    actions.move_minutes(by=secretary, meeting=meeting, name="rewrite minutes")
    item = meeting.items.get()
    actions.treat(by=secretary, item=item, outcome="decided", decision="Plass 2 velges")
    actions.move_minutes(by=secretary, meeting=meeting, name="send minutes")
    shown = member.get(f"{page}referat-versjoner/").content.decode()
    assert re.search(r"</span>\s*1</del><ins>.*?</span>\s*2</ins>", shown)
    assert "Jeg sa noe annet" in shown
    assert outsider.get(f"{page}referat-versjoner/").status_code == 403
    assert actions.approve_unobjected(today() + 30 * DAY) == 1


def test_the_next_meeting_has_the_approval_on_its_agenda_and_decides_it(
    partnership: Partnership, secretary: Actor, body: Body, browser: Client
) -> None:
    Practice.objects.update(objection_days=None)
    coming = Meeting(partnership=partnership, date=today() + DAY)
    following = actions.plan_meeting(by=secretary, meeting=coming, bodies=[body])
    actions.add_item(by=secretary, meeting=following, title="Sak")
    meeting = drafted(secretary, partnership, body)
    actions.move_minutes(by=secretary, meeting=meeting, name="send minutes")
    first = following.items.order_by("position")[0]
    assert (first.approves, first.type) == (meeting, "approval")
    Meeting.objects.filter(pk=following.pk).update(date=today())
    actions.begin(by=secretary, meeting=following)
    first.refresh_from_db()
    actions.treat(by=secretary, item=first, outcome="decided", decision="Referatet godkjennes")
    actions.treat(by=secretary, item=first, outcome="decided", decision="Referatet godkjennes.")
    meeting.refresh_from_db()
    assert meeting.minutes == "sent"
    for item in following.items.exclude(pk=first.pk):
        actions.treat(by=secretary, item=item, outcome="noted")
    following.refresh_from_db()
    actions.move_minutes(by=secretary, meeting=following, name="send minutes")
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.approved_how) == ("approved", "meeting")
    assert meeting.approved_on == today()
    assert Commitment.objects.count() == 1
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/referat-rettelse/"
    assert browser.post(page, {"text": ""}).status_code == 422
    assert browser.post(page, {"text": "Plass 1 var ikke til stede"}).status_code == 302
    public = Client().get(f"/hf/prove/moter/{meeting.slug}/").content.decode()
    assert "Plass 1 var ikke til stede" in public
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.corrections.all().delete()


def test_all_that_approved_minutes_tell_of_their_meeting_is_frozen(
    partnership: Partnership, secretary: Actor, body: Body, browser: Client
) -> None:
    meeting = drafted(secretary, partnership, body)
    for name in ("send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    other = Body.objects.create(partnership=partnership, slug="annet", name="Annet")
    frozen = {
        "place": "Annet sted", "starts": datetime.time(9), "others": "Noen", "note": "Noe",
        "approved_on": today() - DAY, "approved_how": "meeting", "title": "Annet møte",
        "not_applicable": ["place"], "led_by": "Noen", "kind": "seminar",
    }  # fmt: skip
    for field, value in frozen.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**{field: value})
    for change in (meeting.bodies.clear, lambda: meeting.bodies.add(other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    page = f"/hf/prove/arbeid/register/moter/{meeting.pk}/endre/"
    form = browser.get(page).context["form"]
    given = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    refused = browser.post(page, {**given, "place": "Annet sted"})
    assert refused.status_code == 422
    assert "The minutes are approved: nothing is changed in them." in refused.content.decode()
    assert browser.post(page, {**given, "bodies": [str(other.pk)]}).status_code == 422
    lies = "https://eksempel.example/referat"
    assert browser.post(page, {**given, "minutes_at": lies}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.minutes_at) == ("", lies)
    assert list(meeting.bodies.all()) == [body]
