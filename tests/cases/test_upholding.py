"""No form over the bare fields, and nothing that is removed, goes round a rule of the actions."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from samspill.accounts.models import User
from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, FollowUp, Guest, Meeting, Note
from samspill.common import actions as common_actions
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry, Partnership, today
from tests.cases.test_rights import seated

REGISTER = "/hf/prove/arbeid/register/"
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def meeting(partnership: Partnership, secretary: Actor, bodies: dict[str, Body]) -> Meeting:
    """A meeting of PSU next week, with one item."""
    planned = Meeting(partnership=partnership, date=today() + WEEK)
    made = actions.plan_meeting(by=secretary, meeting=planned, bodies=[bodies["psu"]])
    actions.add_item(by=secretary, meeting=made, title="Orientering")
    return made


def case(partnership: Partnership, slug: str, body: Body, **more: Any) -> Case:
    return Case.objects.create(
        partnership=partnership, slug=slug, title=f"Om {slug}", body=body,
        **{"state": "accepted", **more},
    )  # fmt: skip


def refused(by: Actor, record: Any, **change: Any) -> None:
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError):
        common_actions.save(by=by, record=record)
    record.refresh_from_db()


def test_the_register_of_items_offers_and_takes_only_cases_that_are_theirs(
    partnership: Partnership, bodies: dict[str, Body], meeting: Meeting
) -> None:
    mine = case(partnership, "egen", bodies["psu"])
    others = case(partnership, "andres", bodies["asu"])
    case(partnership, "lukket", bodies["psu"], state="closed")
    client = Client()
    client.force_login(seated(partnership, bodies["psu"], "secretary"))
    page = f"{REGISTER}sakslister/ny/{meeting.pk}/"
    form = client.get(page).context["form"]
    assert list(form.fields["case"].queryset) == [mine]
    given = {"slug": "punkt-2", "position": "1", "is_public": "on", "case": str(others.pk)}
    assert client.post(page, given).status_code == 422
    assert client.post(page, {**given, "case": str(mine.pk)}).status_code == 302
    assert meeting.items.get(slug="punkt-2").case == mine


def test_the_secretariat_puts_up_what_is_on_its_way_and_nothing_else(
    secretary: Actor, partnership: Partnership, bodies: dict[str, Body], meeting: Meeting
) -> None:
    item = meeting.items.get()
    refused(secretary, item, case=case(partnership, "lukket", bodies["psu"], state="closed"))
    item.case = case(partnership, "andres", bodies["asu"])
    common_actions.save(by=secretary, record=item)


def test_a_meeting_that_is_called_is_changed_where_those_called_are_told(
    secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    actions.move_meeting(by=secretary, meeting=meeting, name="call")
    meeting.refresh_from_db()
    for change in ({"place": "Et annet sted"}, {"date": today()}, {"state": "planned"}):
        refused(secretary, meeting, **change)
    item = meeting.items.get()
    refused(secretary, item, position=7)
    new = AgendaItem(
        partnership_id=meeting.partnership_id, meeting=meeting, slug="b", position=2, title="B"
    )
    with pytest.raises(ValidationError):
        common_actions.save(by=secretary, record=new)
    with pytest.raises(ValidationError):
        common_actions.remove(by=secretary, record=item)
    meeting.note = "Ta med dokumentene"
    common_actions.save(by=secretary, record=meeting)
    actions.change_meeting(by=secretary, meeting=meeting, facts={"place": "Et annet sted"})
    meeting.refresh_from_db()
    assert (meeting.place, meeting.note) == ("Et annet sted", "Ta med dokumentene")


def test_nothing_is_changed_in_minutes_that_lie_with_the_members(
    secretary: Actor, partnership: Partnership, meeting: Meeting
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(date=today())
    actions.begin(by=secretary, meeting=meeting)
    item = meeting.items.get()
    frame = {"partnership": partnership, "item": item}
    early = FollowUp(**frame, slug="for", position=1, text="For tidlig", due_on=today() - WEEK)
    with pytest.raises(ValidationError):
        common_actions.save(by=secretary, record=early)
    duty = actions.set_follow_up(by=secretary, item=item, key="brev", text="Sende brev")
    meeting.refresh_from_db()
    refused(secretary, meeting, minutes="approved")
    actions.move_minutes(by=secretary, meeting=meeting, name="send minutes")
    meeting.refresh_from_db()
    for change in ({"others": "Noen"}, {"place": "Et sted"}, {"minutes": "not_entered"}):
        refused(secretary, meeting, **change)
    for record, change in ((item, {"discussion": "Nytt"}), (duty, {"text": "Annet"})):
        refused(secretary, record, **change)
        with pytest.raises(ValidationError):
            common_actions.remove(by=secretary, record=record)
    meeting.minutes_at = "https://eksempel.example/referat"
    common_actions.save(by=secretary, record=meeting)


def test_a_case_goes_to_another_body_with_a_number_there(
    secretary: Actor, partnership: Partnership, bodies: dict[str, Body]
) -> None:
    sent = case(partnership, "sak", bodies["asu"])
    refused(secretary, sent, body=bodies["psu"])
    refused(secretary, sent, state="raised")
    actions.move_case(by=secretary, case=sent, name="send on", body=bodies["psu"])
    sent.refresh_from_db()
    assert (sent.body, sent.numbers.get().body) == (bodies["psu"], bodies["psu"])


def test_an_item_is_taken_off_with_its_notes_and_with_guests_asked_to_it_alone(
    secretary: Actor, partnership: Partnership, meeting: Meeting, browser: Client
) -> None:
    item = meeting.items.get()
    user = User.objects.create(email="kari@example.no")
    Note.objects.create(
        partnership=partnership, user=user, item=item, text="Bare for meg", at=timezone.now()
    )
    asked = {"meeting": meeting, "email": "gjest@example.no"}
    actions.ask_guest(by=secretary, role="Fastlege", item=item, **asked)
    actions.ask_guest(by=secretary, role="Revisor", **asked)
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/rekkefolge/"
    assert browser.post(page, {"way": f"off:{item.slug}"}).status_code == 302
    assert not meeting.items.exists()
    assert not Note.objects.exists()
    assert [one.role for one in Guest.objects.all()] == ["Revisor"]
    assert not AuditEntry.objects.filter(model="cases.note").exists()
